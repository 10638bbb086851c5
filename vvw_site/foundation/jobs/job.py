"""A job as vvw_site/schedule.py declares it, and the declared jobs by name."""

from functools import cache
from typing import Any

from django.conf import settings
from msgspec import Struct

from vvw_site.foundation.jobs.windows import Every

QUEUES = ("fast", "slow", "mail", "stats")
"""fast: a second at most. slow: longer. mail: sending mails. stats: one task at a time, which a player asked for."""


class Job(Struct, frozen=True):
    """name: of its Celery task. title: what it does, for the staff. at: its windows.

    once: it runs once in each window, and catches up on the current one after an outage. Otherwise it runs whenever it is asked
    to, because finding nothing to do is cheap, and only its last run is kept.
    seconds: it is ended after so long.
    """

    name: str
    title: str
    at: Every
    queue: str = "fast"
    once: bool = True
    seconds: int = 300


@cache
def jobs() -> dict[str, Job]:
    """All declared jobs by name."""
    return {job.name: job for job in settings.JOBS}  # type: ignore[misc]  # the plugin does not read vvw_site/schedule.py


def beat_schedule(declared: tuple[Job, ...]) -> dict[str, dict[str, Any]]:
    """Celery's schedule. A message that nobody took by the time of the next one expires."""
    return {
        job.title: {
            "task": job.name, "schedule": job.at.beat_schedule,
            "options": {"expire_seconds": _expiry(min(job.at.seconds, 3600)), "queue": job.queue},
        }
        for job in declared
    }  # fmt: skip


def _expiry(period: int) -> int:
    """Seconds: shortly before the next message, so that two of one job are never in a queue."""
    return max(period - 5, period * 4 // 5)


def task_routes(declared: tuple[Job, ...]) -> dict[str, dict[str, str]]:
    """The queue of each job, also for tasks that are sent by name."""
    return {job.name: {"queue": job.queue} for job in declared}
