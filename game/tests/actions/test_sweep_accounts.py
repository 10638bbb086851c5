"""Abandoned accounts with their characters and API tokens. accounts/tests/test_sweep_accounts.py tests the rest."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.tasks import sweep_accounts
from accounts.tests.make import PASSWORD
from game.actions import tokens
from game.models import Character
from game.tests.make import make_character

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
