"""What each job did last, for metrics and for the staff."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from msgspec import Struct

from vvw_site.foundation.jobs.job import Job, jobs
from vvw_site.foundation.jobs.models import JobRun
from vvw_site.foundation.jobs.overdue import is_overdue

HISTORY = 50
LATE_WINDOWS = 3
"""A job that runs at any time is overdue when it has not succeeded for so many of its windows."""


class JobState(Struct, frozen=True):
    """last: its latest run, if there is one. succeeded_at: when it last did its work. failures: of the last 24 hours. state: running,
    done, failed, overdue or, if it never ran and is not due yet, waiting. One that runs at any time and never ran is due from the
    last migration on: a new world, or a release that brings a job, has nothing overdue yet."""

    job: Job
    last: JobRun | None
    succeeded_at: datetime | None
    failures: int
    state: str
    now: datetime

    @property
    def next_at(self) -> datetime:
        """The start of the next window."""
        return self.job.at.window_at(self.now) + timedelta(seconds=self.job.at.seconds)


def job_states() -> list[JobState]:
    """All jobs in the order of the schedule. One statement, which reads a few rows of each job by its index."""
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [list(jobs())])
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    return [_job_state(job, *found[name]) for name, job in jobs().items()]


def _job_state(
    job: Job, now: datetime, migrated_at: datetime, succeeded_at: datetime | None, failures: int, run: int | None, *columns: Any
) -> JobState:
    last = None if run is None else JobRun(id=run, job=job.name, **dict(zip(_COLUMNS, columns, strict=True)))
    return JobState(job, last, succeeded_at, failures, _state(job, last, succeeded_at or migrated_at, now), now)


def job_state(name: str) -> JobState | None:
    """Of one job; None if there is no such job."""
    return next((state for state in job_states() if state.job.name == name), None)


def history(name: str) -> list[JobRun]:
    """Its last runs, the latest first. One statement."""
    return list(JobRun.objects.filter(job=name).order_by("-window")[:HISTORY])


def _state(job: Job, last: JobRun | None, since: datetime, now: datetime) -> str:
    """since: its last success, or when it could run for the first time."""
    if job.once:
        window = job.at.window_at(now)
        current = last if last is not None and last.window == window else None
        if current is None and last is not None and last.state == JobRun.RUNNING and last.leased_until >= now:
            return JobRun.RUNNING  # that of the window before goes on
        if is_overdue(window, current, now):
            return JobRun.FAILED if current is not None and current.state == JobRun.FAILED else "overdue"
    elif (last is None or last.state != JobRun.FAILED) and _is_late(job, since, now):
        return "overdue"
    return last.state if last is not None else "waiting"


def _is_late(job: Job, since: datetime, now: datetime) -> bool:
    return now - since > timedelta(seconds=max(60, LATE_WINDOWS * job.at.seconds))


_COLUMNS = ("window", "state", "attempts", "started_at", "leased_until", "ended_at", "seconds", "message", "asked_by")
_STATES = """SELECT j.job, clock_timestamp(), (SELECT max(applied) FROM django_migrations),
    (SELECT s.succeeded_at FROM jobs_jobrun s WHERE s.job = j.job AND s.succeeded_at IS NOT NULL ORDER BY s."window" DESC LIMIT 1),
    (SELECT coalesce(sum(f.failures), 0) FROM jobs_jobrun f WHERE f.job = j.job AND f."window" > clock_timestamp() - interval '1 day'),
    l.id, l."window", l.state, l.attempts, l.started_at, l.leased_until, l.ended_at, l.seconds, l.message, l.asked_by
FROM unnest(%s::text[]) AS j (job)
LEFT JOIN LATERAL (SELECT * FROM jobs_jobrun r WHERE r.job = j.job ORDER BY r."window" DESC LIMIT 1) AS l ON true"""
