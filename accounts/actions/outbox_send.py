"""Sending the outbox: each mail is leased in one statement, sent outside any transaction, and marked in one statement."""

import json
import time
from datetime import timedelta
from typing import Self
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from accounts.actions.outbox import ENCRYPTED_BODY, purpose_of, queue_send_task
from accounts.models.outbox import MAX_ATTEMPTS, OutboxMessage
from accounts.rules.mail_failure import MailFailure, NoConnectionError, failure_of, reason_of
from vvw_site.foundation.keyring import keyring

log = structlog.get_logger(__name__)

LEASE_SECONDS = 120
"""More than one mail takes: a server that answers no command has EMAIL_TIMEOUT for each, and a mail is about eight of them."""
LONGEST_WAIT = timedelta(hours=6)
LONGEST_PAUSE = timedelta(minutes=15)
"""Between two tries of a mail while no server takes it."""
MAILS_PER_CONNECTION = 50
"""Some servers end a connection after a hundred."""
KEEP_TRYING = timedelta(days=5)
"""So long a mail is tried whose server says “not now” (RFC 5321, 4.5.4.1)."""


def send_due(most: int = 1000, seconds: float = 45.0) -> int:
    """Send the mails that are due: those that somebody waits for, then the others, the oldest first. Returns how many were sent.

    It ends after `most` mails, after so many seconds, or when no server takes a mail. Two senders never take the same row, because
    taking it makes it due only when the lease ends. A sender that is killed after the server took the mail, and before the row is
    marked, repeats this one mail when its lease has ended, with the same Message-ID.
    """
    sent, until = 0, time.monotonic() + seconds
    with _Server() as server:
        for _ in range(most):
            message = _lease()
            if message is None:
                return sent
            failure = _send(message, server)
            sent += failure is None
            if failure is MailFailure.AWAY:
                return sent
            if time.monotonic() > until:
                break
    queue_send_task()  # another round, after tasks that wait
    return sent


class _Server:
    """One connection for some mails. File and memory backends open one for each mail."""

    def __init__(self) -> None:
        reused = settings.EMAIL_BACKEND.startswith(("django.core.mail.backends.smtp", "anymail."))
        self.most = MAILS_PER_CONNECTION if reused else 1
        self.connection: BaseEmailBackend | None = None
        self.sent = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def send(self, mail: EmailMessage) -> None:
        """Raises NoConnectionError, and whatever the server or the library says."""
        if self.sent >= self.most:
            self.close()
        self.connection = mail.connection = self.connection or self._open()
        mail.send()
        self.sent += 1

    def close(self) -> None:
        connection, self.connection, self.sent = self.connection, None, 0
        try:
            if connection is not None:
                connection.close()
        except Exception as error:  # the mails are marked already
            log.info("mail_server_not_closed", error=type(error).__name__)

    def _open(self) -> BaseEmailBackend:
        connection: BaseEmailBackend = get_connection()
        try:
            if self.most > 1:
                connection.open()
        except Exception as error:
            raise NoConnectionError(reason_of(error)) from error
        return connection


def _lease() -> OutboxMessage | None:
    """Take the next mail that is due, in one statement. The version before takes no row of ours, because it is not due any more."""
    return next(iter(OutboxMessage.objects.raw(_LEASE, {"lease": LEASE_SECONDS})), None)


def _send(message: OutboxMessage, server: _Server) -> MailFailure | None:
    """Send it and mark it. None: it was sent."""
    try:
        mail = mail_of(message)
        server.send(mail)
    except Exception as error:  # a server that is down, a refusal, a broken payload: one bad mail must not block the others
        server.close()
        failure = failure_of(error)
        _mark_failed(message, failure, reason_of(error))
        return failure
    # Not only for the holder of the lease: it was sent, whoever else has it now.
    OutboxMessage.objects.filter(pk=message.pk, sent_at=None).update(
        sent_at=timezone.now(), failed_at=None, leased_until=None, payload={}, error=""
    )
    return None


def _mark_failed(message: OutboxMessage, failure: MailFailure, reason: str) -> None:
    now, mine = timezone.now(), OutboxMessage.objects.filter(pk=message.pk, leases=message.leases, sent_at=None)
    attempts = message.attempts + (failure is MailFailure.BROKEN)
    deferrals = message.deferrals + (failure in (MailFailure.LATER, MailFailure.AWAY))
    final = failure is MailFailure.REFUSED or attempts >= MAX_ATTEMPTS
    final |= failure is MailFailure.LATER and message.created_at + KEEP_TRYING < now
    pause = min(timedelta(minutes=2 ** min(attempts, 10)), LONGEST_WAIT)
    if failure in (MailFailure.LATER, MailFailure.AWAY):
        pause = min(timedelta(minutes=2 ** min(deferrals - 1, 10)), LONGEST_PAUSE)
    mine.update(
        attempts=attempts, deferrals=min(deferrals, 32_767), error=reason, leased_until=None, due_at=now + pause,
        failed_at=now if final else None,
    )  # fmt: skip
    level = log.error if final else log.warning
    level("mail_not_sent", message=message.pk, failure=failure.value, final=final, error=reason)


def mail_of(message: OutboxMessage) -> EmailMessage:
    """The mail as it is sent. Its Message-ID is the same each time. Raises CannotDecrypt."""
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


# "mail" comes after "bulk" in the alphabet, and so first here.
_LEASE = """UPDATE accounts_outboxmessage AS m SET leases = m.leases + 1,
    leased_until = clock_timestamp() + make_interval(secs => %(lease)s), due_at = clock_timestamp() + make_interval(secs => %(lease)s)
WHERE m.id = (
    SELECT id FROM accounts_outboxmessage WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= clock_timestamp()
    ORDER BY kind DESC, due_at LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING m.*"""
