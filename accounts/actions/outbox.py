"""Mails are written in the transaction that causes them. outbox_send.py sends them after the commit."""

import json
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from msgspec import Struct

from accounts.models.outbox import OutboxMessage
from vvw_site.foundation.jobs.send import ask
from vvw_site.foundation.keyring import keyring

SEND_TASK = "accounts.tasks.send_outbox"
ENCRYPTED_BODY = "encrypted_words"
"""The key of the payload with the mail's text and HTML. They are encrypted because they may hold a link that logs in."""
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
    message = _row(NewMail(subject, text, html, to, sender, headers or {}), OutboxMessage.MAIL)
    message.save()
    transaction.on_commit(queue_send_task, robust=True)
    return message


def queue_mails(mails: Sequence[NewMail]) -> int:
    """The same for many mails at once, such as a daily digest: one INSERT for each 1,000. They leave after mails that somebody is
    waiting for. Returns how many were written."""
    OutboxMessage.objects.bulk_create([_row(mail, OutboxMessage.BULK) for mail in mails], batch_size=1000)
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
    ask(SEND_TASK, expires=55)


def purpose_of(message: OutboxMessage) -> str:
    """The purpose that the body of a mail is encrypted for: it cannot be decrypted in another mail's row."""
    return f"mail {message.payload['number']} to {', '.join(message.payload['to'])}"


def unsent_mail_to(addresses: list[str]) -> QuerySet[OutboxMessage]:
    """Unsent mails to any of these addresses."""
    return OutboxMessage.objects.filter(sent_at=None, payload__to__has_any_keys=addresses)


def delete_unsent_mail_to(addresses: list[str]) -> None:
    """Delete unsent mails to any of these addresses. One statement; none without addresses."""
    if addresses:
        unsent_mail_to(addresses).delete()


def sweep() -> int:
    """Delete mails that were sent a month ago, and mails that failed a week ago, because they still hold an address. One statement."""
    now = timezone.now()
    old = Q(sent_at__lt=now - KEEP_SENT) | Q(sent_at=None, failed_at__lt=now - KEEP_FAILED)
    return OutboxMessage.objects.filter(old).delete()[0]
