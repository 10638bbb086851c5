from datetime import timedelta
from typing import cast
from unittest import mock

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import outbox, outbox_send
from accounts.actions.outbox import NewMail, queue_mail, queue_mails
from accounts.actions.outbox_send import mail_of, send_due
from accounts.models import OutboxMessage
from accounts.tasks import send_outbox
from accounts.tests.make import html_of
from vvw_site.schedule import CELERY_BEAT_SCHEDULE
from vvw_site.tests.index_plans import expect_indexes

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


def test_a_mail_that_is_sent_again_has_the_same_message_id() -> None:
    message = queue()
    assert mail_of(message).extra_headers == mail_of(message).extra_headers


@pytest.mark.django_db(transaction=True)
def test_a_commit_queues_the_send_task_and_works_without_a_broker() -> None:
    with mock.patch("celery.app.base.Celery.send_task") as send_task:
        with transaction.atomic():
            queue()
            assert not send_task.called
        assert send_task.call_args.args == ("accounts.tasks.send_outbox",) and send_task.call_args.kwargs["expires"] == 55
    with mock.patch("celery.app.base.Celery.send_task", side_effect=ConnectionError):
        queue()
    assert send_due() == 2


def test_beat_queues_the_send_task_every_minute() -> None:
    [entry] = [e for e in CELERY_BEAT_SCHEDULE.values() if e["task"] == send_outbox.name]
    assert entry["schedule"] == 60.0


def test_a_round_that_does_not_reach_the_end_queues_another_one() -> None:
    queue(1)
    queue(2)
    with mock.patch("celery.app.base.Celery.send_task") as send_task:
        assert (send_due(1), send_task.call_count) == (1, 1)
        assert (send_due(2), send_task.call_count) == (1, 1)


def test_finding_the_next_mail_uses_the_index_of_unsent_mails() -> None:
    queue()
    expect_indexes(sorted_by_index=True)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {outbox_send._LEASE}", {"lease": 1})
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "outbox_next" in plan and "Sort" not in plan


def test_sweep_deletes_old_mails_in_one_statement_however_many_there_are() -> None:
    def statements(count: int) -> int:
        OutboxMessage.objects.all().delete()
        queue_mails(many(count))
        OutboxMessage.objects.update(failed_at=timezone.now() - timedelta(days=8))
        with CaptureQueriesContext(connection) as taken:
            assert outbox.sweep() == count
        return len(taken)

    assert statements(10) == statements(1000) == 1
