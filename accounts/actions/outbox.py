"""Mails: written in the transaction that causes them, sent after the commit, and tried again when sending fails."""

import json
import secrets
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPResponseException
from urllib.parse import urlsplit

import structlog
from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from msgspec import Struct

from accounts.models.outbox import MAX_ATTEMPTS, OutboxMessage
from vvw_site.foundation.keyring import keyring

log = structlog.get_logger(__name__)

SEND_TASK = "accounts.tasks.send_outbox"
ENCRYPTED_BODY = "encrypted_words"
"""The key of the payload with the mail's text and HTML. They are encrypted because they may hold a link that logs in."""
LONGEST_WAIT = timedelta(hours=6)
KEEP_SENT = timedelta(days=30)
KEEP_FAILED = timedelta(days=7)


class NewMail(Struct, frozen=True):
    """A mail to be written. headers: more headers, such as List-Unsubscribe; they are encrypted with the body, because they may
    hold a link that acts for the receiver."""

    subject: str
    text: str
    html: str
    to: list[str]
    sender: str
    headers: dict[str, str] = {}


def queue_mail(
    *, subject: str, text: str, html: str, to: list[str], sender: str, headers: dict[str, str] | None = None
) -> OutboxMessage:
    """Write a mail into the outbox, in the caller's transaction. After the commit, a task is queued that sends it."""
    message = _row(NewMail(subject, text, html, to, sender, headers or {}), "mail")
    message.save()
    transaction.on_commit(queue_send_task, robust=True)
    return message


def queue_mails(mails: Sequence[NewMail]) -> int:
    """The same for many mails at once, such as a daily digest: one INSERT for each 1,000. They leave after mails that somebody is
    waiting for. Returns how many were written."""
    OutboxMessage.objects.bulk_create([_row(mail, "bulk") for mail in mails], batch_size=1000)
    if mails:
        transaction.on_commit(queue_send_task, robust=True)
    return len(mails)


def _row(mail: NewMail, kind: str) -> OutboxMessage:
    message = OutboxMessage(
        kind=kind, payload={"subject": mail.subject, "to": mail.to, "from": mail.sender, "number": secrets.token_hex(8)}
    )
    # The version before reads a body of two parts.
    body = [mail.text, mail.html, mail.headers] if mail.headers else [mail.text, mail.html]
    message.payload[ENCRYPTED_BODY] = keyring().encrypt(json.dumps(body).encode(), purpose_of(message))
    return message


def queue_send_task() -> None:
    """Queue the task that sends mails. Without a broker nothing is lost, because beat queues it every minute."""
    try:
        current_app.send_task(SEND_TASK, retry=False, ignore_result=True)
    except Exception as error:  # the mail is stored, so no error of the broker may fail the request
        log.warning("outbox_not_poked", error=type(error).__name__)


def send_due(most: int = 200) -> int:
    """Send the mails that are due, the oldest first, at most `most`. Returns how many were sent.

    Two senders never take the same row: it stays locked until it is marked, and the other sender skips it. If a sender is
    killed after it sent a mail and before it marked the row, the mail is sent again with the same Message-ID. So each mail
    is sent at least once, and exactly once unless a sender is killed.
    """
    sent = 0
    for _ in range(most):
        outcome = _send_one()
        if outcome is None:
            break
        sent += outcome
    return sent


def _send_one() -> bool | None:
    """Whether the next mail was sent; None when nothing is due."""
    now = timezone.now()
    with transaction.atomic():
        due = OutboxMessage.objects.filter(sent_at=None, due_at__lte=now, attempts__lt=MAX_ATTEMPTS)
        message = due.select_for_update(skip_locked=True).order_by("-kind", "due_at").first()
        if message is None:
            return None
        message.attempts += 1
        try:
            _mail(message).send()
        except Exception as error:  # a server that is down, a refusal, a broken payload: one bad mail must not block the others
            message.error = _reason(error)
            message.due_at = now + min(timedelta(minutes=2**message.attempts), LONGEST_WAIT)
            log.warning("mail_not_sent", message=message.pk, attempts=message.attempts, error=message.error)
        else:
            message.sent_at, message.payload, message.error = timezone.now(), {}, ""
        message.save(update_fields=["attempts", "error", "due_at", "sent_at", "payload"])
        return message.sent_at is not None


def purpose_of(message: OutboxMessage) -> str:
    """The purpose that the body of a mail is encrypted for: it cannot be decrypted in another mail's row."""
    return f"mail {message.payload['number']} to {', '.join(message.payload['to'])}"


def _mail(message: OutboxMessage) -> EmailMessage:
    payload = message.payload
    text, html, *more = json.loads(keyring().decrypt(payload[ENCRYPTED_BODY], purpose_of(message)))
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    mail = EmailMultiAlternatives(
        payload["subject"], text, payload["from"], payload["to"],
        headers={**dict(*more), "Message-ID": f"<outbox-{message.pk}-{message.created_at:%Y%m%d%H%M%S}@{host}>"},
    )  # fmt: skip
    if html:
        mail.attach_alternative(html, "text/html")
    return mail


def _reason(error: Exception) -> str:
    """What went wrong, without the text of the server, which often repeats the address."""
    if isinstance(error, SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return type(error).__name__


def delete_unsent_mail_to(addresses: list[str]) -> None:
    """Delete unsent mails to any of these addresses."""
    for address in addresses:
        OutboxMessage.objects.filter(sent_at=None, payload__to__contains=[address]).delete()


def sweep() -> int:
    """Delete mails that were sent a month ago, and mails that failed for good a week ago, because they still hold an address."""
    now = timezone.now()
    old, _ = OutboxMessage.objects.filter(sent_at__lt=now - KEEP_SENT).delete()
    failed, _ = OutboxMessage.objects.filter(
        sent_at=None, attempts__gte=MAX_ATTEMPTS, created_at__lt=now - KEEP_FAILED
    ).delete()
    return old + failed
