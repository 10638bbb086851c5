"""Raids: open, fold and settle every few seconds, and pay when one has ended."""

from game.actions.raid_job import tend
from game.actions.raid_pay import PAY_TASK, pay_raids
from game.tasks.words import counted
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.tend_raids")
def tend_raids(window: JobWindow) -> str:
    return counted(tend())


@job(PAY_TASK)
def pay_for_raids(window: JobWindow) -> str:
    return counted(pay_raids())
