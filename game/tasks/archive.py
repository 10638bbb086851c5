"""Each hour: move old battles and hits to the archive."""

from game.actions import archive as actions
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.archive")
def archive(window: JobWindow) -> str:
    return actions.archive(window.now)
