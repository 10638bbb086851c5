"""Every ten minutes: see which pupils gained levels, end what has reached its end, and set the mentors' bonuses."""

from game.actions.mentors_job import tend_mentors as tend
from game.tasks.words import counted
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.tend_mentors")
def tend_mentors(window: JobWindow) -> str:
    return counted(tend(window.now))
