"""Each hour: delete old rows."""

from game.actions import sweep as actions
from game.tasks.words import counted
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.sweep")
def sweep(window: JobWindow) -> str:
    return counted(actions.sweep(window.now))
