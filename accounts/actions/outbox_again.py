"""Staff send a mail again that failed, or one that still waits at once."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.actions.outbox import ENCRYPTED_BODY, queue_send_task
from accounts.models import OutboxMessage, User


class CannotSendAgainError(Exception):
    """Its text says why, for the staff."""


def send_again(*, actor: User, message: int, address: str | None = None) -> OutboxMessage:
    """Make the mail due now, with its attempts counted from zero, and write the audit entry. The row is locked. Raises
    CannotSendAgainError: it was sent, it is being sent, or it has no body any more."""
    with transaction.atomic():
        mail = OutboxMessage.objects.select_for_update().filter(pk=message).first()
        now = timezone.now()
        if mail is None:
            raise CannotSendAgainError("There is no such mail: old ones are deleted, and those of an account that was erased.")
        if mail.sent_at is not None:
            raise CannotSendAgainError("It was sent, and its text was deleted then. Only what caused it can write a new one.")
        if ENCRYPTED_BODY not in mail.payload:
            raise CannotSendAgainError("Its text does not exist any more.")
        if mail.leased_until is not None and mail.leased_until > now:
            raise CannotSendAgainError(
                f"A worker is sending it. If that worker died, it is tried again at {mail.leased_until:%H:%M} UTC."
            )
        had_failed = mail.failed_at is not None
        mail.failed_at, mail.due_at, mail.attempts, mail.deferrals = None, now, 0, 0
        mail.save(update_fields=["failed_at", "due_at", "attempts", "deferrals"])
        record(
            actor=actor,
            action="staff.send_mail_again",
            target=f"mail:{mail.pk}",
            detail={"had_failed": had_failed},
            address=address,
        )
        transaction.on_commit(queue_send_task, robust=True)
    return mail
