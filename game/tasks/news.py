"""Every two minutes: gather the news of the city."""

from game.actions.news_gather import gather_news
from game.tasks.words import counted
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.gather_news")
def gather(window: JobWindow) -> str:
    return counted(gather_news())
