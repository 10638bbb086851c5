"""The row of a run: taken by one process, renewed while it works, and closed with what it did."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from django.db import connection, connections
from django.db.models.functions import Now
from msgspec import Struct

from vvw_site.foundation.jobs.models import JobRun

LEASE_SECONDS = 30
RENEW_SECONDS = 10.0
LONGEST_PAUSE = timedelta(hours=1)


def pause_after(attempts: int) -> timedelta:
    """Before a run that has failed so often is tried again."""
    return min(timedelta(minutes=2 ** min(attempts, 10)), LONGEST_PAUSE)


class Claim(Struct, frozen=True):
    """A run that this process holds. attempt: which one in the window; a later attempt takes it away."""

    run: int
    attempt: int


def take(job: str, window: datetime, *, again: bool = False, asked_by: str = "") -> Claim | None:
    """Take the job's run of this window: a new one, one that failed long enough ago, or one whose process has not renewed it in time.
    again: also one that is done, or has failed just now. None if it is done, waits or runs elsewhere. One statement.

    The pause after a failure grows: messages that are in the queue twice must not run a failing job twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {
            "job": job, "window": window, "lease": LEASE_SECONDS, "again": again, "asked_by": asked_by[:150],
            "longest": LONGEST_PAUSE.total_seconds(),
        })  # fmt: skip
        row = cursor.fetchone()
    return None if row is None else Claim(*row)


def close(claim: Claim, *, failed: bool, message: str) -> bool:
    """Store how it ended. False if another process has taken the run since."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, {
            "run": claim.run, "attempt": claim.attempt, "failed": failed,
            "message": " ".join(message.split())[:500],
        })  # fmt: skip
        return bool(cursor.rowcount)


def store(job: str, window: datetime, started_at: datetime, *, failed: bool, message: str, asked_by: str) -> None:
    """Store the last run of a job that runs at any time. An hour in which one run failed shows the last result."""
    with connection.cursor() as cursor:
        cursor.execute(_STORE, {
            "job": job, "window": window, "started": started_at, "failed": failed,
            "message": " ".join(message.split())[:500], "asked_by": asked_by[:150],
        })  # fmt: skip


def renew(claim: Claim) -> None:
    """The run is this process's for LEASE_SECONDS more, if it still is. One statement."""
    mine = JobRun.objects.filter(pk=claim.run, attempts=claim.attempt, state=JobRun.RUNNING)
    mine.update(leased_until=Now() + timedelta(seconds=LEASE_SECONDS))


class Renewal:
    """A context manager: in another thread, it calls a function that renews a lease while the block runs."""

    def __init__(self, renew: Callable[[], object]) -> None:
        self.renew = renew
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._renew, name="job lease", daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.over.set()
        self.thread.join()

    def _renew(self) -> None:
        while not self.over.wait(RENEW_SECONDS):
            try:
                self.renew()
            except Exception:  # noqa: S112  # Postgres may be away; the next renewal may succeed
                continue
            finally:
                connections.close_all()


_TAKE = """INSERT INTO jobs_jobrun AS r (job, "window", state, attempts, started_at, leased_until, message, asked_by)
VALUES (%(job)s, %(window)s, 'running', 1, clock_timestamp(), clock_timestamp() + make_interval(secs => %(lease)s), '', %(asked_by)s)
ON CONFLICT (job, "window") DO UPDATE SET state = 'running', attempts = r.attempts + 1, started_at = excluded.started_at,
    leased_until = excluded.leased_until, ended_at = NULL, asked_by = excluded.asked_by,
    failures = r.failures + (r.state = 'running')::int
WHERE (r.state = 'running' AND r.leased_until < clock_timestamp()) OR (r.state <> 'running' AND %(again)s)
    OR (r.state = 'failed' AND r.ended_at + make_interval(secs => least(%(longest)s, 60 * 2 ^ least(r.attempts, 10))) <= clock_timestamp())
RETURNING id, attempts"""
_CLOSE = """UPDATE jobs_jobrun SET state = CASE WHEN %(failed)s THEN 'failed' ELSE 'done' END, ended_at = e.at, message = %(message)s,
    seconds = extract(epoch FROM e.at - started_at), failures = failures + %(failed)s::int,
    succeeded_at = CASE WHEN %(failed)s THEN succeeded_at ELSE e.at END
FROM (SELECT id AS run, greatest(started_at, clock_timestamp()) AS at FROM jobs_jobrun WHERE id = %(run)s) AS e
WHERE id = e.run AND attempts = %(attempt)s AND state = 'running'"""
_STORE = """INSERT INTO jobs_jobrun AS r
    (job, "window", state, attempts, started_at, leased_until, ended_at, seconds, message, asked_by, failures, succeeded_at)
SELECT %(job)s, %(window)s, CASE WHEN %(failed)s THEN 'failed' ELSE 'done' END, 1, %(started)s, %(started)s, e.at,
    extract(epoch FROM e.at - %(started)s), %(message)s, %(asked_by)s, %(failed)s::int, CASE WHEN NOT %(failed)s THEN e.at END
FROM greatest(%(started)s, clock_timestamp()) AS e (at)
ON CONFLICT (job, "window") DO UPDATE SET state = excluded.state, attempts = r.attempts + 1, started_at = excluded.started_at,
    leased_until = excluded.leased_until, ended_at = excluded.ended_at, seconds = excluded.seconds, message = excluded.message,
    asked_by = excluded.asked_by, failures = r.failures + excluded.failures,
    succeeded_at = coalesce(excluded.succeeded_at, r.succeeded_at)"""
