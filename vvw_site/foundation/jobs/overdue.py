"""Jobs whose run of the current window is missing, failed or was given up by its process: they are sent again."""

from datetime import datetime, timedelta

import structlog

from vvw_site.foundation.database.clock import database_now
from vvw_site.foundation.jobs.job import Job, jobs
from vvw_site.foundation.jobs.lease import pause_after
from vvw_site.foundation.jobs.models import JobRun
from vvw_site.foundation.jobs.send import send

log = structlog.get_logger(__name__)
GRACE = timedelta(seconds=30)
"""So long after the start of a window beat's own message may take."""
LOST_AT_ONCE = 3
"""A run that lost its process so often waits like one that failed: its job may be what kills the process."""


def overdue(now: datetime) -> list[Job]:
    """One statement, however many jobs there are. The database keeps a run for each window, so a beat that was away, a broker that
    lost its queues, and a worker that died all look the same: the run of the current window is not done."""
    once = [job for job in jobs().values() if job.once]
    windows = {job.name: job.at.window_at(now) for job in once}
    runs = {
        run.job: run for run in JobRun.objects.filter(job__in=windows, window__in=set(windows.values()))
        if run.window == windows[run.job]
    }  # fmt: skip
    return [job for job in once if is_overdue(windows[job.name], runs.get(job.name), now)]


def is_overdue(window: datetime, run: JobRun | None, now: datetime) -> bool:
    """Whether the run of this window should be sent again. run: None if it was never begun."""
    if run is None:
        return now - window > GRACE
    if run.state == JobRun.RUNNING:
        pause = pause_after(run.attempts) if run.attempts >= LOST_AT_ONCE else timedelta()
        return run.leased_until + pause < now
    return run.state == JobRun.FAILED and run.ended_at is not None and run.ended_at + pause_after(run.attempts) < now


def send_overdue() -> str:
    """Send them all. Sending one twice does no harm: its window has one run."""
    found = overdue(database_now())
    for job in found:
        send(job.name, expires=60)
        log.info("job_overdue", job=job.name)
    return f"sent again: {', '.join(job.name for job in found)}" if found else "nothing is overdue"
