"""Sending mails to a real SMTP server: refusals, outages, several senders, and senders that die."""

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from unittest import mock

import pytest
from django.conf import settings as site
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from accounts.actions import outbox, outbox_send
from accounts.actions.outbox import queue_mail
from accounts.actions.outbox_send import send_due
from accounts.models import OutboxMessage
from accounts.models.outbox import MAX_ATTEMPTS
from accounts.queries.outbox import outbox_state
from accounts.rules.mail_failure import MailFailure
from accounts.tests.race import at_once
from accounts.tests.smtp_server import SmtpServer, smtp_server
from vvw_site.tests.tiers import database_url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings: Settings) -> Iterator[SmtpServer]:
    with smtp_server() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", running.port, 1
        yield running


def queue(number: int = 1) -> OutboxMessage:
    return queue_mail(
        subject=f"Number {number}", text="Words", html="<p>Words</p>", to=[f"p{number}@example.org"], sender="us@example.org",
        headers={"List-Unsubscribe": f"<https://example.org/stop/{number}>"},
    )  # fmt: skip


def refreshed(message: OutboxMessage) -> OutboxMessage:
    message.refresh_from_db()
    return message


def make_all_due() -> None:
    OutboxMessage.objects.update(due_at=timezone.now(), leased_until=None)


def test_mails_arrive_over_one_connection_with_their_headers(server: SmtpServer) -> None:
    for number in range(5):
        queue(number)
    assert send_due() == 5
    assert server.subjects == [f"Number {number}" for number in range(5)] and server.connections == 1
    assert [mail["List-Unsubscribe"] for mail in server.taken] == [f"<https://example.org/stop/{n}>" for n in range(5)]


@pytest.mark.parametrize(
    ("command", "answer", "reason"),
    [
        ("RCPT", "550 no such user", "SMTPRecipientsRefused 550"), ("MAIL", "553 not you", "SMTPSenderRefused 553"),
        ("BODY", "554 spam", "SMTPDataError 554"),
    ],
)  # fmt: skip
def test_a_permanent_refusal_is_final_at_once_and_blocks_no_other(
    server: SmtpServer, command: str, answer: str, reason: str
) -> None:
    bad = queue(1)
    refused = iter([answer])
    server.answer = lambda line: next(refused, None) if line.upper().startswith(command) else None
    good = queue(2)
    assert send_due() == 1
    assert refreshed(bad).failed_at is not None and (bad.error, bad.sent_at) == (reason, None)
    assert outbox.ENCRYPTED_BODY in bad.payload and outbox_state(timezone.now()).given_up == 1
    assert refreshed(good).sent_at is not None
    make_all_due()
    assert send_due() == 0


@pytest.mark.parametrize(
    ("command", "answer"),
    [("RCPT", "450 try later"), ("MAIL", "451 busy"), ("BODY", "452 full")],
)
def test_a_refusal_for_now_waits_without_an_attempt_and_others_are_sent(server: SmtpServer, command: str, answer: str) -> None:
    bad = queue(1)
    refused = iter([answer])
    server.answer = lambda line: next(refused, None) if line.upper().startswith(command) else None
    queue(2)
    assert send_due() == 1
    assert (refreshed(bad).attempts, bad.deferrals, bad.failed_at) == (0, 1, None)
    assert bad.due_at > timezone.now() + timedelta(seconds=50)
    make_all_due()
    assert send_due() == 1


@pytest.mark.parametrize("command", ["CONNECT", ("EHLO", "HELO"), "MAIL", "RCPT", "BODY"])
@pytest.mark.parametrize("answer", ["421 closing", "close"])
def test_an_outage_counts_no_attempt_and_ends_the_round(
    server: SmtpServer, command: str | tuple[str, ...], answer: str
) -> None:
    first, second = queue(1), queue(2)
    server.answer = lambda line: answer if line.upper().startswith(command) else None
    assert send_due() == 0
    assert (refreshed(first).attempts, first.deferrals, first.failed_at, first.leased_until) == (0, 1, None, None)
    assert refreshed(second).leases == 0
    server.answer = lambda line: None
    make_all_due()
    assert send_due() == 2


def test_a_server_that_refuses_our_log_in_is_an_outage(server: SmtpServer, settings: Settings) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", "secret"
    message = queue()
    assert send_due() == 0  # the server offers no log-in
    assert (refreshed(message).attempts, message.failed_at, message.error) == (0, None, "SMTPNotSupportedError")


def test_a_server_that_says_nothing_is_an_outage(server: SmtpServer, settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    message = queue()
    server.go_on.clear()
    assert send_due() == 0
    assert (refreshed(message).attempts, message.deferrals) == (0, 1)


def test_pauses_grow_while_the_server_is_away_and_a_mail_is_never_given_up(server: SmtpServer, settings: Settings) -> None:
    message, pauses = queue(), []
    server.answer = lambda line: "close"
    OutboxMessage.objects.update(created_at=timezone.now() - timedelta(days=9))
    for _ in range(MAX_ATTEMPTS + 3):
        make_all_due()
        assert send_due() == 0
        pauses.append((refreshed(message).due_at - timezone.now()).total_seconds())
    assert pauses[0] < 61 < pauses[1] < 121 < pauses[3] and max(pauses) <= outbox_send.LONGEST_PAUSE.total_seconds()
    assert (message.attempts, message.failed_at) == (0, None)


def test_a_mail_that_is_refused_for_now_is_given_up_after_five_days(server: SmtpServer) -> None:
    message = queue()
    server.answer = lambda line: "450 later" if line.startswith("rcpt") else None
    OutboxMessage.objects.update(created_at=timezone.now() - timedelta(days=5, minutes=1))
    assert send_due() == 0
    assert refreshed(message).failed_at is not None


def test_an_error_of_ours_counts_attempts_and_is_given_up_after_the_last() -> None:
    message, good = queue(1), queue(2)
    real = EmailMessage.send

    def break_the_first(self: EmailMessage, fail_silently: bool = False) -> int:
        if self.subject == "Number 1":
            raise ValueError("p1@example.org cannot be written")
        return real(self, fail_silently)

    pauses = []
    with mock.patch.object(EmailMessage, "send", break_the_first):
        assert send_due() == 1 and refreshed(good).sent_at is not None
        for _ in range(MAX_ATTEMPTS + 2):
            pauses.append(refreshed(message).due_at - timezone.now())
            make_all_due()
            send_due()
    assert pauses[0] < pauses[3] < pauses[5] and max(pauses) <= outbox_send.LONGEST_WAIT
    assert (refreshed(message).attempts, message.error) == (MAX_ATTEMPTS, "ValueError") and message.failed_at is not None
    OutboxMessage.objects.filter(pk=message.pk).update(failed_at=timezone.now() - timedelta(days=8))
    assert outbox.sweep() == 1


def test_three_senders_at_once_send_each_mail_once(server: SmtpServer) -> None:
    for number in range(9):
        queue(number)
    assert sum(at_once(send_due, send_due, send_due)) == 9
    assert sorted(server.subjects) == sorted(f"Number {n}" for n in range(9))


@pytest.mark.parametrize("leased", [True, False])
def test_two_senders_send_a_mail_twice_only_if_taking_it_does_not_lease_it(
    server: SmtpServer, monkeypatch: pytest.MonkeyPatch, leased: bool
) -> None:
    if not leased:
        monkeypatch.setattr(
            outbox_send, "_LEASE", outbox_send._LEASE.replace("due_at = clock_timestamp()", "due_at = m.due_at --")
        )
    queue()
    server.go_on.clear()  # the first sender stays between the taking and the answer, until the second is there or away
    bodies = itertools.count(1)
    server.answer = lambda line: server.go_on.set() if line == "BODY" and next(bodies) == 2 else None

    def second() -> int:
        assert server.got_one.wait(10)
        try:
            return send_due(1)
        finally:
            server.go_on.set()

    sent = at_once(lambda: send_due(1), second)
    assert (sum(sent), len(server.taken)) == ((1, 1) if leased else (2, 2))


SENDER = "import django; django.setup(); from accounts.actions.outbox_send import send_due; send_due()"


def test_a_sender_that_dies_after_the_server_took_the_mail_repeats_it_once_with_the_same_number(server: SmtpServer) -> None:
    dying, waiting = queue(1), queue(2)
    server.go_on.clear()
    process = subprocess.Popen(
        [sys.executable, "-c", SENDER], cwd=site.BASE_DIR, env=os.environ | {
            "DATABASE_URL": database_url(), "SMTP_URL": f"smtp://127.0.0.1:{server.port}",
            "DJANGO_SETTINGS_MODULE": "vvw_site.settings.test",
        },
    )  # fmt: skip
    assert server.got_one.wait(30)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    server.go_on.set()
    assert (refreshed(dying).sent_at, dying.leases) == (None, 1) and dying.leased_until is not None
    assert send_due() == 1 and refreshed(waiting).sent_at is not None  # the lease still holds the first
    OutboxMessage.objects.filter(pk=dying.pk).update(due_at=timezone.now())  # it ends
    assert send_due() == 1 and send_due() == 0
    assert sorted(server.subjects) == ["Number 1", "Number 1", "Number 2"]
    assert len({mail["Message-ID"] for mail in server.taken if mail["Subject"] == "Number 1"}) == 1


def test_a_sender_whose_lease_ended_cannot_mark_the_mail_of_another_as_failed(server: SmtpServer) -> None:
    message = queue()
    [late] = OutboxMessage.objects.raw(outbox_send._LEASE, {"lease": 0})
    assert send_due() == 1
    outbox_send._mark_failed(late, MailFailure.REFUSED, "late")
    assert refreshed(message).sent_at is not None and message.failed_at is None
    other = queue(2)
    [late] = OutboxMessage.objects.raw(outbox_send._LEASE, {"lease": 0})
    [_] = OutboxMessage.objects.raw(outbox_send._LEASE, {"lease": 60})
    outbox_send._mark_failed(late, MailFailure.REFUSED, "late")
    assert refreshed(other).failed_at is None


def test_no_transaction_is_open_while_a_mail_is_sent(server: SmtpServer) -> None:
    queue()
    server.go_on.clear()

    def lock() -> int:
        assert server.got_one.wait(10)
        try:
            with transaction.atomic():
                return len(OutboxMessage.objects.select_for_update(nowait=True))
        finally:
            server.go_on.set()

    assert at_once(send_due, lock) == [1, 1]
