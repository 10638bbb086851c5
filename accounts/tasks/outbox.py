"""Sending mails from the outbox, and deleting old ones."""

from accounts.actions import outbox, outbox_send
from vvw_site.foundation.jobs.run import JobWindow, job


@job(outbox.SEND_TASK)
def send_outbox(window: JobWindow) -> str:
    return f"{outbox_send.send_due():,} mails sent"


@job("accounts.tasks.sweep_outbox")
def sweep_outbox(window: JobWindow) -> str:
    return f"{outbox.sweep():,} old mails deleted"
