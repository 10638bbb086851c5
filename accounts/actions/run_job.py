"""Staff have a job run now, also if it has run in this window."""

from accounts.actions.audit import record
from accounts.models import User
from vvw_site.foundation.jobs.job import jobs
from vvw_site.foundation.jobs.send import send


class CannotRunJobError(Exception):
    """Its text says why, for the staff."""


def run_job(*, actor: User, name: str, address: str | None = None) -> None:
    """Write the audit entry, and queue the job. A run that is going on is not doubled. Raises CannotRunJobError: there is no such job, or
    the queue does not answer."""
    if name not in jobs():
        raise CannotRunJobError("There is no such job: vvw_site/schedule.py declares them all.")
    record(actor=actor, action="staff.run_job", target=f"job:{name}"[:60], address=address)
    try:
        send(name, expires=300, asked_by=actor.username)
    except Exception as error:  # whatever the broker raises while it is away
        raise CannotRunJobError("The queue (Redis) does not answer, so nothing was started. Try again in a minute.") from error
