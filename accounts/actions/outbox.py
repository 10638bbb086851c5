"""What leaves the house: written down in the transaction that wants it, sent after the commit, tried until it is gone."""

import json
import secrets
from datetime import timedelta
from smtplib import SMTPResponseException
from urllib.parse import urlsplit

import structlog
from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from accounts.models.outbox import ATTEMPTS, OutboxMessage
from vvw_site.foundation.keyring import keyring

log = structlog.get_logger(__name__)

SEND_TASK = "accounts.tasks.send_outbox"
WORDS = "encrypted_words"
"""Where the payload holds the mail's text and HTML, encrypted: there may be a link in them that logs somebody in."""
LONGEST_WAIT = timedelta(hours=6)
KEEP_SENT = timedelta(days=30)
KEEP_FAILED = timedelta(days=7)


def queue_mail(*, subject: str, text: str, html: str, to: list[str], sender: str) -> OutboxMessage:
    """Write a mail into the outbox, in the caller's transaction, and ask the worker for it once that has committed."""
    message = OutboxMessage(kind="mail", payload={"subject": subject, "to": to, "from": sender, "number": secrets.token_hex(8)})
    message.payload[WORDS] = keyring().encrypt(json.dumps([text, html]).encode(), purpose_of(message))
    message.save()
    transaction.on_commit(poke, robust=True)
    return message


def poke() -> None:
    """Ask for a sending now. Without a broker nothing is lost: beat asks every minute."""
    try:
        current_app.send_task(SEND_TASK, retry=False, ignore_result=True)
    except Exception as error:  # whatever the broker's client raises, the request has done its part
        log.warning("outbox_not_poked", error=type(error).__name__)


def send_due(most: int = 200) -> int:
    """Send what is due, the oldest first, at most so many. Returns how many went out.

    Two senders at once never take the same row: it stays locked until it is marked, and the other skips it. A sender that
    is killed after the mail left and before the mark is in the database leaves it unsent: it goes out again, with the same
    Message-ID. At least once, and exactly once while nobody is killed.
    """
    sent = 0
    for _ in range(most):
        outcome = _send_one()
        if outcome is None:
            break
        sent += outcome
    return sent


def _send_one() -> bool | None:
    """None when nothing is due."""
    now = timezone.now()
    with transaction.atomic():
        due = OutboxMessage.objects.filter(kind="mail", sent_at=None, due_at__lte=now, attempts__lt=ATTEMPTS)
        message = due.select_for_update(skip_locked=True).order_by("due_at").first()
        if message is None:
            return None
        message.attempts += 1
        try:
            _mail(message).send()
        except Exception as error:  # a server away, a refusal, a broken payload: one bad mail must not hold the others
            message.error = _reason(error)
            message.due_at = now + min(timedelta(minutes=2**message.attempts), LONGEST_WAIT)
            log.warning("mail_not_sent", message=message.pk, attempts=message.attempts, error=message.error)
        else:
            message.sent_at, message.payload, message.error = timezone.now(), {}, ""
        message.save(update_fields=["attempts", "error", "due_at", "sent_at", "payload"])
        return message.sent_at is not None


def purpose_of(message: OutboxMessage) -> str:
    """What the words of a mail are encrypted for: they mean nothing in another mail's row."""
    return f"mail {message.payload['number']} to {', '.join(message.payload['to'])}"


def _mail(message: OutboxMessage) -> EmailMessage:
    payload = message.payload
    text, html = json.loads(keyring().decrypt(payload[WORDS], purpose_of(message)))
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    mail = EmailMultiAlternatives(
        payload["subject"], text, payload["from"], payload["to"],
        headers={"Message-ID": f"<outbox-{message.pk}-{message.created_at:%Y%m%d%H%M%S}@{host}>"},
    )  # fmt: skip
    if html:
        mail.attach_alternative(html, "text/html")
    return mail


def _reason(error: Exception) -> str:
    """What went wrong without the words of the server: they often repeat the address."""
    if isinstance(error, SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return type(error).__name__


def forget_mail_to(addresses: list[str]) -> None:
    """Drop what was not sent to any of these addresses."""
    for address in addresses:
        OutboxMessage.objects.filter(sent_at=None, payload__to__contains=[address]).delete()


def sweep() -> int:
    """Delete what was sent a month ago, and a week old mail that nobody would take (it still holds an address)."""
    now = timezone.now()
    old, _ = OutboxMessage.objects.filter(sent_at__lt=now - KEEP_SENT).delete()
    failed, _ = OutboxMessage.objects.filter(sent_at=None, attempts__gte=ATTEMPTS, created_at__lt=now - KEEP_FAILED).delete()
    return old + failed
