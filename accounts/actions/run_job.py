"""Staff have a job run now, also if it has run in this window."""

from accounts.actions.audit import record
from accounts.models import User
from vvw_site.foundation.jobs.job import jobs
from vvw_site.foundation.jobs.request import WAIT_SECONDS, request, request_of, withdraw
from vvw_site.foundation.jobs.send import send


class CannotRunJobError(Exception):
    """Its text says why, for the staff."""


def run_job(*, actor: User, name: str, address: str | None = None) -> None:
    """Write the audit entry, and queue the job. A run that is going on is not doubled, and neither is one that was asked for and waits.
    Raises CannotRunJobError: there is no such job, it was asked for already, or the queue does not answer."""
    if name not in jobs():
        raise CannotRunJobError("There is no such job: vvw_site/schedule.py declares them all.")
    if not request(name, asked_by=actor.username):
        raise CannotRunJobError(_asked_for(name))
    record(actor=actor, action="staff.run_job", target=f"job:{name}"[:60], address=address)
    try:
        send(name, expires=WAIT_SECONDS, asked_by=actor.username)
    except Exception as error:  # whatever the broker raises while it is away
        withdraw(name)
        raise CannotRunJobError("The queue (Redis) does not answer, so nothing was started. Try again in a minute.") from error


def _asked_for(name: str) -> str:
    asked = request_of(name)
    by = f" {asked.asked_by} asked for it at {asked.asked_at:%H:%M:%S} UTC." if asked else ""
    return f"It waits in the queue or runs already, so it was not queued a second time.{by} Load this page again to see what it did."
