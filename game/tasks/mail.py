"""Every ten minutes: return what came with letters and was not claimed in time."""

from game.actions.letter_return import return_unclaimed
from game.tasks.words import counted
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.return_letters")
def return_letters(window: JobWindow) -> str:
    return counted(return_unclaimed(window.now))
