"""Sending mails from the outbox, and deleting old ones."""

from celery import shared_task

from accounts.actions import outbox


@shared_task(name=outbox.SEND_TASK)  # type: ignore[untyped-decorator]  # celery has no types
def send_outbox() -> int:
    return outbox.send_due()


@shared_task(name="accounts.tasks.sweep_outbox")  # type: ignore[untyped-decorator]  # celery has no types
def sweep_outbox() -> int:
    return outbox.sweep()
