"""Each minute, and when a player asks: compute the statistics that were asked for."""

from game.actions.stats import TASK, compute_due
from game.tasks.words import counted
from vvw_site.foundation.jobs.run import JobWindow, job


@job(TASK)
def compute_stats(window: JobWindow) -> str:
    return counted(compute_due())
