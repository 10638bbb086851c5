"""Staff send a mail again: only where its text still exists."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actions.outbox import queue_mail
from accounts.actions.outbox_again import CannotSendAgainError, send_again
from accounts.actions.outbox_send import send_due
from accounts.models import AuditEntry, OutboxMessage, User
from accounts.tests.make import make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> User:
    user = make_staff()
    client.force_login(user)
    return user


def make_mail(**fields: object) -> OutboxMessage:
    message = queue_mail(subject="Reset", text="a link", html="", to=["a@example.test"], sender="x@example.test")
    OutboxMessage.objects.filter(pk=message.pk).update(**fields)
    return OutboxMessage.objects.get(pk=message.pk)


def page_of(message: OutboxMessage, more: str = "change/") -> str:
    return f"/admin/accounts/outboxmessage/{message.pk}/{more}"


def test_a_failed_mail_is_sent_again_with_an_audit_entry(client: Client, staff: User) -> None:
    message = make_mail(failed_at=timezone.now(), attempts=12, deferrals=3, error="SMTPRecipientsRefused 550")
    assert send_due() == 0
    assert "Send it again" in client.get(page_of(message)).content.decode()
    assert "Send “Reset” to a@example.test now?" in client.get(page_of(message, "again/")).content.decode()
    assert not AuditEntry.objects.exists()
    answer = client.post(page_of(message, "again/"), follow=True)
    assert "It is due now." in answer.content.decode()
    assert send_due() == 1 and [m.body for m in mail.outbox] == ["a link"]
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.target) == (staff, "staff.send_mail_again", f"mail:{message.pk}")
    assert entry.detail == {"had_failed": True}


def test_a_waiting_mail_is_sent_at_once(client: Client, staff: User) -> None:
    message = make_mail(due_at=timezone.now() + timedelta(minutes=9), deferrals=4, error="OSError")
    assert "Send it now" in client.get(page_of(message)).content.decode()
    client.post(page_of(message, "again/"))
    assert send_due() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sent_at": timezone.now(), "payload": {}}, "its text was deleted then"),
        ({"leased_until": timezone.now() + timedelta(hours=1)}, "A worker is sending it"),
        ({"failed_at": timezone.now(), "payload": {"subject": "old", "to": []}}, "does not exist any more"),
    ],
    ids=["sent", "being sent", "no text"],
)
def test_a_mail_that_cannot_be_sent_again_says_why(client: Client, staff: User, fields: dict[str, object], words: str) -> None:
    message = make_mail(**fields)
    assert words in client.post(page_of(message, "again/"), follow=True).content.decode()
    assert not AuditEntry.objects.exists()


def test_the_page_of_a_sent_mail_offers_nothing(client: Client, staff: User) -> None:
    message = make_mail(sent_at=timezone.now(), payload={})
    assert "Send it" not in client.get(page_of(message)).content.decode()


def test_a_mail_that_is_gone_is_refused() -> None:
    with pytest.raises(CannotSendAgainError, match="no such mail"):
        send_again(actor=make_staff(), message=999_999_999)


def test_nobody_else_sends_a_mail_again(client: Client) -> None:
    message = make_mail(failed_at=timezone.now())
    client.force_login(make_user(is_staff=True))
    assert client.post(page_of(message, "again/")).status_code in (403, 404)
    message.refresh_from_db()
    assert message.failed_at is not None


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "waiting"), ({"error": "OSError"}, "failing"), ({"failed_at": timezone.now()}, "failed"), ({"sent_at": timezone.now()}, "sent"),
        ({"leased_until": timezone.now() + timedelta(hours=1)}, "being sent"),
    ],
)  # fmt: skip
def test_the_list_shows_the_state_of_a_mail(client: Client, staff: User, fields: dict[str, object], state: str) -> None:
    make_mail(**fields)
    page = client.get("/admin/accounts/outboxmessage/").content.decode()
    assert state in page.split('class="field-state', 1)[1].split("</td>")[0].lower()
