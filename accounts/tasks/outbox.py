"""Sending the outbox, and sweeping it."""

from celery import shared_task

from accounts.actions import outbox


@shared_task(name=outbox.SEND_TASK)
def send_outbox() -> int:
    return outbox.send_due()


@shared_task(name="accounts.tasks.sweep_outbox")
def sweep_outbox() -> int:
    return outbox.sweep()
