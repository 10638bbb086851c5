from collections.abc import Callable
from datetime import timedelta
from threading import Barrier
from typing import Any, cast
from unittest import mock

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import outbox
from accounts.actions.outbox import NewMail, queue_mail, queue_mails, send_due
from accounts.models import OutboxMessage
from accounts.models.outbox import MAX_ATTEMPTS
from accounts.tasks import send_outbox
from accounts.tests.make import html_of
from accounts.tests.race import at_once
from vvw_site.schedule import CELERY_BEAT_SCHEDULE

pytestmark = pytest.mark.django_db


def queue(number: int = 1) -> OutboxMessage:
    return queue_mail(
        subject=f"Number {number}", text="Words", html="<p>Words</p>", to=["someone@example.org"], sender="us@example.org"
    )


def test_a_mail_is_sent_once_and_its_body_is_deleted() -> None:
    message = queue()
    assert send_outbox() == "1 mails sent"
    assert send_outbox() == "0 mails sent"
    [sent] = cast(list[EmailMultiAlternatives], mail.outbox)
    assert (sent.subject, sent.to, html_of(sent)) == ("Number 1", ["someone@example.org"], "<p>Words</p>")
    message.refresh_from_db()
    assert message.sent_at is not None
    assert message.payload == {}


def many(count: int) -> list[NewMail]:
    return [
        NewMail(
            subject=f"Digest {number}", text="Words", html="<p>Words</p>", to=[f"p{number}@example.org"], sender="us@example.org",
            headers={"List-Unsubscribe": f"<https://example.org/stop/{number}>"},
        )
        for number in range(count)
    ]  # fmt: skip


def test_many_mails_are_written_in_one_statement_and_each_keeps_its_own_headers() -> None:
    with CaptureQueriesContext(connection) as statements:
        assert queue_mails(many(1000)) == 1000
    assert len([s for s in statements if s["sql"].startswith("INSERT")]) == 1
    OutboxMessage.objects.filter(pk__in=OutboxMessage.objects.order_by("pk")[2:]).delete()
    assert send_due() == 2
    assert [(m.subject, m.to, m.extra_headers["List-Unsubscribe"]) for m in mail.outbox] == [
        (f"Digest {n}", [f"p{n}@example.org"], f"<https://example.org/stop/{n}>") for n in range(2)
    ]
    assert len({m.extra_headers["Message-ID"] for m in mail.outbox}) == 2


def test_the_headers_of_a_mail_are_not_readable_in_the_database() -> None:
    queue_mails(many(1))
    assert "example.org/stop" not in str(OutboxMessage.objects.get().payload)


def test_a_mail_that_somebody_waits_for_leaves_before_a_digest() -> None:
    queue_mails(many(2))
    queue(1)
    assert send_due(1) == 1
    assert [m.subject for m in mail.outbox] == ["Number 1"]


def test_a_mail_of_a_transaction_that_fails_is_never_sent() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        queue()
        raise RuntimeError
    assert send_due() == 0


def test_a_mail_that_fails_is_tried_again_and_blocks_no_other() -> None:
    bad, good = queue(1), queue(2)
    real = EmailMessage.send

    def refuse_the_first(self: EmailMessage, *args: Any, **kwargs: Any) -> int:
        if self.subject == "Number 1":
            raise OSError("someone@example.org is not known here")
        return real(self, *args, **kwargs)

    with mock.patch.object(EmailMessage, "send", refuse_the_first):
        assert send_due() == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert good.sent_at is not None
    assert (bad.sent_at, bad.attempts, bad.error) == (None, 1, "OSError")
    assert bad.due_at > timezone.now() + timedelta(minutes=1)
    assert send_due() == 0
    OutboxMessage.objects.filter(pk=bad.pk).update(due_at=timezone.now())
    assert send_due() == 1


def test_waits_grow_and_a_mail_that_always_fails_is_given_up() -> None:
    message = queue()
    waits = []
    with mock.patch.object(EmailMessage, "send", side_effect=OSError):
        for _ in range(MAX_ATTEMPTS + 2):
            OutboxMessage.objects.update(due_at=timezone.now())
            send_due()
            message.refresh_from_db()
            waits.append(message.due_at - timezone.now())
    assert waits[0] < waits[3] < waits[5]
    assert max(waits) <= outbox.LONGEST_WAIT
    assert message.attempts == MAX_ATTEMPTS
    OutboxMessage.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert outbox.sweep() == 1


def test_a_mail_that_is_sent_again_has_the_same_message_id() -> None:
    message = queue()
    assert outbox._mail(message).extra_headers == outbox._mail(message).extra_headers


def sending_together(senders: int) -> Callable[[EmailMessage], int]:
    """A send() that waits until so many senders are in it at the same time."""
    together = Barrier(senders)

    def send(self: EmailMessage) -> int:
        together.wait(10)
        mail.outbox.append(self)
        return 1

    return send


@pytest.mark.django_db(transaction=True)
def test_three_senders_at_once_send_each_mail_once() -> None:
    for number in range(3):
        queue(number)
    with mock.patch.object(EmailMessage, "send", sending_together(3)):
        sent = at_once(send_due, send_due, send_due)
    assert sent == [1, 1, 1]
    assert sorted(message.subject for message in mail.outbox) == ["Number 0", "Number 1", "Number 2"]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_senders_send_a_mail_twice() -> None:
    queue()
    plain = OutboxMessage.objects.all().__class__
    with (
        mock.patch.object(EmailMessage, "send", sending_together(2)),
        mock.patch.object(plain, "select_for_update", lambda self, **kwargs: self),
    ):
        at_once(send_due, send_due)
    assert len(mail.outbox) == 2


@pytest.mark.django_db(transaction=True)
def test_the_next_sender_sends_the_mail_of_a_killed_sender() -> None:
    message = queue()

    class Killed(BaseException):
        pass

    with mock.patch.object(EmailMessage, "send", side_effect=Killed), pytest.raises(Killed):
        send_due()
    message.refresh_from_db()
    assert (message.sent_at, message.attempts) == (None, 0)
    assert send_due() == 1


@pytest.mark.django_db(transaction=True)
def test_a_commit_queues_the_send_task_and_works_without_a_broker() -> None:
    with mock.patch("celery.app.base.Celery.send_task") as send_task:
        with transaction.atomic():
            queue()
            assert not send_task.called
        assert send_task.call_args.args == ("accounts.tasks.send_outbox",)
    with mock.patch("celery.app.base.Celery.send_task", side_effect=ConnectionError):
        queue()
    assert send_due() == 2


def test_beat_queues_the_send_task_every_minute() -> None:
    [entry] = [e for e in CELERY_BEAT_SCHEDULE.values() if e["task"] == send_outbox.name]
    assert entry["schedule"] == 60.0


def test_finding_the_next_mail_uses_the_index_of_unsent_mails() -> None:
    queue()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        due = OutboxMessage.objects.filter(sent_at=None, due_at__lte=timezone.now(), attempts__lt=3).order_by("due_at")
        assert "outbox_waiting" in due.explain()
