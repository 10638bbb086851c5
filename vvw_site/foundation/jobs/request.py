"""A run that the staff asked for: one at a time for each job, from the queue to its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now

from vvw_site.foundation.jobs.lease import LEASE_SECONDS, Renewal
from vvw_site.foundation.jobs.models import JobRequest

WAIT_SECONDS = 300
"""The message of a request is ignored after so long, and then the job can be asked for again."""


def request(job: str, *, asked_by: str) -> bool:
    """Store that a run is asked for. False if one that was asked for before waits in the queue or runs. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_REQUEST, {"job": job, "asked_by": asked_by[:150], "wait": WAIT_SECONDS})
        return bool(cursor.rowcount)


def request_of(job: str) -> JobRequest | None:
    """The one that waits or runs. One statement."""
    return JobRequest.objects.filter(job=job, until__gt=Now()).first()


def withdraw(job: str) -> None:
    """The request is over: its run has ended, or its message could not be sent."""
    JobRequest.objects.filter(job=job).delete()


@contextmanager
def answered(job: str) -> Iterator[None]:
    """The block is the run that was asked for. If its process dies, the job can be asked for again after LEASE_SECONDS."""

    def renew() -> None:
        JobRequest.objects.filter(job=job).update(until=Now() + timedelta(seconds=LEASE_SECONDS))

    renew()
    try:
        with Renewal(renew):
            yield
    finally:
        withdraw(job)


_REQUEST = """INSERT INTO jobs_jobrequest AS r (job, asked_by, asked_at, until)
VALUES (%(job)s, %(asked_by)s, clock_timestamp(), clock_timestamp() + make_interval(secs => %(wait)s))
ON CONFLICT (job) DO UPDATE SET asked_by = excluded.asked_by, asked_at = excluded.asked_at, until = excluded.until
WHERE r.until <= clock_timestamp()"""
