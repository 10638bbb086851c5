"""Running a job: once in its window, with its result stored and its time measured."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any

import structlog
from celery import shared_task
from msgspec import Struct

from vvw_site.foundation.database.clock import database_now
from vvw_site.foundation.database.full_disk import reason_of
from vvw_site.foundation.jobs.job import Job, jobs
from vvw_site.foundation.jobs.lease import Renewal, close, renew, store, take
from vvw_site.foundation.jobs.request import answered

log = structlog.get_logger(__name__)
SLOW_SECONDS, VERY_SLOW_SECONDS = 5.0, 10.0

NOT_TAKEN = "It is done in this window, waits after a failure, or runs elsewhere."


class JobWindow(Struct, frozen=True):
    """What a job gets: the start of its window, and the moment at which it began, on the database's clock."""

    start: datetime
    now: datetime


Work = Callable[[JobWindow], str]
"""A job's function. Returns one line on what it did. It may run twice, or stop at any line and run again."""
_work: dict[str, Work] = {}


def job(name: str) -> Callable[[Work], Any]:
    """Decorator: makes the function the work of the job with this name (vvw_site/schedule.py), and a Celery task of that name."""

    def decorate(work: Work) -> Any:
        _work[name] = work

        def task(asked_by: str = "") -> str:
            return run(name, asked_by=asked_by)

        return shared_task(name=name, time_limit=jobs()[name].seconds)(task)

    return decorate


def run(name: str, *, asked_by: str = "") -> str:
    """Run a job now, unless it is done in this window or runs elsewhere. asked_by: a member of the staff, who may have it run again.

    Returns its message. An error of the job is stored and raised.
    """
    declared, now = jobs()[name], database_now()
    window = JobWindow(declared.at.window_at(now), now)
    with answered(name) if asked_by else nullcontext():
        return _run_once(declared, window, asked_by) if declared.once else _run_at_any_time(declared, window, asked_by)


def _run_once(declared: Job, window: JobWindow, asked_by: str) -> str:
    claim = take(declared.name, window.start, again=bool(asked_by), asked_by=asked_by)
    if claim is None:
        return NOT_TAKEN
    try:
        with Renewal(partial(renew, claim)):
            message = _timed(declared, window)
    except Exception as error:
        close(claim, failed=True, message=in_words(error))
        raise
    close(claim, failed=False, message=message)
    return message


def _run_at_any_time(declared: Job, window: JobWindow, asked_by: str) -> str:
    """Without a claim: two at once share the work."""
    hour = window.now.replace(minute=0, second=0, microsecond=0)
    try:
        message = _timed(declared, window)
    except Exception as error:
        store(declared.name, hour, window.now, failed=True, message=in_words(error), asked_by=asked_by)
        raise
    store(declared.name, hour, window.now, failed=False, message=message, asked_by=asked_by)
    return message


def _timed(declared: Job, window: JobWindow) -> str:
    began = monotonic()
    try:
        return _work[declared.name](window)
    finally:
        seconds = monotonic() - began
        if seconds >= VERY_SLOW_SECONDS:
            log.error("job_very_slow", job=declared.name, seconds=round(seconds, 1))
        elif seconds >= SLOW_SECONDS:
            log.warning("job_slow", job=declared.name, seconds=round(seconds, 1))


def work() -> dict[str, Work]:
    """The functions of the jobs that this process has imported, by name."""
    return dict(_work)


def in_words(error: Exception) -> str:
    return reason_of(error) or f"{type(error).__name__}: {error}"
