"""Asking the worker to run a job, beside the messages of beat."""

import structlog
from celery import current_app

from vvw_site.foundation.jobs.job import jobs

log = structlog.get_logger(__name__)


def send(name: str, *, expires: int | None = None, asked_by: str = "") -> None:
    """Queue a job. expires: seconds after which the message is ignored. asked_by: a member of the staff (run.py). Raises whatever the
    broker's client raises while the broker is away."""
    given = {"asked_by": asked_by} if asked_by else {}
    current_app.send_task(name, kwargs=given, queue=jobs()[name].queue, expires=expires, retry=False, ignore_result=True)


def ask(name: str, *, expires: int | None = None, asked_by: str = "") -> None:
    """Queue a job, if the broker answers. Otherwise nothing is lost: what the job is to do is stored, and beat sends it later. Parameters
    as of `send`."""
    try:
        send(name, expires=expires, asked_by=asked_by)
    except Exception as error:  # clients of brokers raise errors of many kinds, and none may fail what is committed
        log.warning("job_not_queued", job=name, error=type(error).__name__)
