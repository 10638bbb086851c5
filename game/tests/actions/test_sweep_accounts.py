"""Abandoned accounts with their characters and API tokens. accounts/tests/test_sweep_accounts.py tests the rest."""

from collections.abc import Sequence
from datetime import timedelta

import psycopg
import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import sweep_accounts as module
from accounts.models import AuditEntry, User
from accounts.registries import hooks
from accounts.tasks import sweep_accounts
from accounts.tests.make import PASSWORD
from game.actions import tokens
from game.models import Character, Letter, Notice
from game.tests.make import make_character
from vvw_site.tests.tiers import where

pytestmark = pytest.mark.django_db
FORM = {"faction": "vampire", "idempotency_key": "click-00000001"}


def guest_by_click() -> tuple[Client, User]:
    client = Client()
    client.post("/play/guest/", FORM)
    client.get("/play/")
    return client, User.objects.get(is_guest=True)


def signed_up(name: str = "Mirela") -> User:
    Client().post("/accounts/signup/", {"username": name, "email": f"{name}@example.org", "password1": PASSWORD})
    user: User = User.objects.get(username=name)
    return user


def long_ago(user: User, days: int) -> None:
    """Everything that the account did moves into the past."""
    by = timedelta(days=days)
    for row in [user, *UserSession.objects.filter(user=user)]:
        row.refresh_from_db()
    last = user.last_login and user.last_login - by
    User.objects.filter(pk=user.pk).update(date_joined=user.date_joined - by, last_login=last)
    for session in UserSession.objects.filter(user=user):
        UserSession.objects.filter(pk=session.pk).update(last_seen_at=session.last_seen_at - by, created_at=timezone.now() - by)


def swept(user: User) -> bool:
    sweep_accounts()
    user.refresh_from_db()
    return user.erased_at is not None


def test_the_names_of_an_erased_guest_and_of_its_character_are_free_again() -> None:
    _, guest = guest_by_click()
    name = Character.objects.get(user=guest).name
    long_ago(guest, 32)
    assert swept(guest)
    assert not Character.objects.filter(name=name).exists()
    assert make_character(name=name).name == name
    assert AuditEntry.objects.get(action="user.erase").reason == "guest that never came back"


def test_a_guest_seen_29_days_ago_is_not_erased_and_still_plays() -> None:
    client, guest = guest_by_click()
    long_ago(guest, 29)
    assert not swept(guest)
    assert client.get("/play/").status_code == 200


def lost_guests(count: int) -> list[User]:
    """Guests of long ago, each with a character, a session, an API token, a notice, a letter and a fight."""
    joined = timezone.now() - timedelta(days=60)
    names = [f"lost_{count}_{n}" for n in range(count)]
    guests = User.objects.bulk_create(User(username=name, is_guest=True, date_joined=joined) for name in names)
    heroes = Character.objects.bulk_create(
        Character(
            user=guest, name=f"Lost {count} {n}", skeleton=f"lost {count} {n}", faction="vampire", class_slug="courtblade"
        )
        for n, guest in enumerate(guests)
    )
    Notice.objects.bulk_create(Notice(character=hero, kind="staff", number=1, text="Come back.") for hero in heroes)
    Letter.objects.bulk_create(Letter(recipient=hero, subject="Hello", text="Come back.") for hero in heroes)
    UserSession.objects.bulk_create(
        UserSession(user=guest, session_key=f"key {guest.pk}", ip="10.0.0.1", created_at=joined, last_seen_at=joined)
        for guest in guests
    )
    UserSession.objects.filter(user__in=guests).update(last_seen_at=joined)
    return guests


@pytest.mark.usefixtures("as_in_a_worker")
def test_a_thousand_guests_are_erased_in_as_many_statements_as_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ERASED_AT_ONCE", 1_000)

    def statements(count: int) -> int:
        guests = lost_guests(count)
        with CaptureQueriesContext(connection) as taken:
            assert module.sweep_accounts()["guests"] == count
        assert not Character.objects.filter(name__startswith="Lost").exists() and not UserSession.objects.exists()
        assert not Notice.objects.exists() and not Letter.objects.filter(deleted_by_recipient_at=None).exists()
        assert set(User.objects.filter(pk__in=[guest.pk for guest in guests]).values_list("is_guest", "is_active")) == {
            (False, False)
        }
        assert AuditEntry.objects.filter(target=f"user:{guests[-1].pk}", action="user.erase").count() == 1
        return len(taken)

    statements(1)  # the types of content are read once
    assert statements(10) == statements(1_000)


def test_a_guest_that_cannot_be_erased_holds_up_no_other_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ill = lost_guests(7)[0]

    def fail(users: Sequence[int]) -> None:
        if ill.pk in users:
            raise RuntimeError("ill")

    with monkeypatch.context() as patched:
        patched.setattr(hooks, "before_erasure", [*hooks.before_erasure, fail])
        assert module.sweep_accounts() == {"guests": 6, "unproven": 0}
    assert {user.pk for user in User.objects.filter(erased_at=None)} == {ill.pk}
    assert module.sweep_accounts() == {"guests": 1, "unproven": 0}


def test_a_guest_whom_somebody_has_locked_is_left_to_the_next_run() -> None:
    busy, _ = lost_guests(2)
    with psycopg.connect(**where()) as other:
        other.execute("SELECT 1 FROM accounts_user WHERE id = %s FOR UPDATE", [busy.pk])
        assert module.sweep_accounts()["guests"] == 1
    assert module.sweep_accounts()["guests"] == 1 and not User.objects.filter(erased_at=None).exists()


def test_the_name_of_an_erased_unverified_account_is_free_again() -> None:
    user = signed_up()
    make_character(user)
    long_ago(user, 61)
    assert swept(user)
    assert signed_up().pk != user.pk


def test_an_unverified_account_with_a_hunt_is_not_erased() -> None:
    user = signed_up()
    long_ago(user, 300)
    make_character(user, hunts=1)
    assert not swept(user)


def test_an_unverified_account_with_an_api_token_is_not_erased() -> None:
    user = signed_up()
    long_ago(user, 300)
    tokens.issue(user)
    assert not swept(user)
