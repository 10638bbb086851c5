"""At the start of a UTC day: deal missions to recent players. The others get theirs when they come back."""

from game.actions.missions import deal_all
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.deal_missions")
def deal_missions(window: JobWindow) -> str:
    return f"{deal_all(window.now):,} missions dealt"
