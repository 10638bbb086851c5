"""Guests that never came back and accounts that were made and left are erased; nobody who plays is."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.tasks import sweep_accounts
from accounts.tests.make import PASSWORD, log_in, make_user
from game.actions import tokens
from game.actions.guest import play_as_guest
from game.models import Character
from game.tests.make import make_character
from vvw_site.schedule import CELERY_BEAT_SCHEDULE

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


def test_a_guest_without_visits_for_a_month_is_erased_and_its_name_is_free() -> None:
    _, guest = guest_by_click()
    name = Character.objects.get(user=guest).name
    long_ago(guest, 32)
    assert swept(guest)
    assert not Character.objects.filter(name=name).exists()
    assert make_character(name=name).name == name
    assert AuditEntry.objects.get(action="user.erase").reason == "guest that never came back"


def test_a_guest_whose_session_may_still_be_alive_stays() -> None:
    client, guest = guest_by_click()
    long_ago(guest, 29)
    assert not swept(guest)
    assert client.get("/play/").status_code == 200


def test_an_old_guest_with_a_recent_session_stays() -> None:
    _, guest = guest_by_click()
    long_ago(guest, 200)
    UserSession.objects.filter(user=guest).update(last_seen_at=timezone.now() - timedelta(days=20))
    assert not swept(guest)


def test_a_guest_without_a_session_is_kept_as_long_as_one_could_last() -> None:
    guest, _ = play_as_guest(faction="vampire", key="click-00000001")
    long_ago(guest, 20)
    assert not swept(guest)
    long_ago(guest, 20)
    assert swept(guest)


def test_an_abandoned_account_frees_its_name() -> None:
    user = signed_up()
    make_character(user)
    long_ago(user, 61)
    assert swept(user)
    assert signed_up().pk != user.pk


@pytest.mark.parametrize("reason", [
    "young", "proven", "google", "staff", "banned", "came back", "seen", "plays", "api", "made by staff", "superuser",
])  # fmt: skip
def test_an_account_with_a_sign_of_use_is_not_erased(reason: str) -> None:
    user = signed_up()
    long_ago(user, 59 if reason == "young" else 300)
    mine = User.objects.filter(pk=user.pk)
    if reason == "proven":
        EmailAddress.objects.filter(user=user).update(verified=True)
    elif reason == "google":
        SocialAccount.objects.create(user=user, provider="google", uid="g-1")
    elif reason == "staff":
        mine.update(is_staff=True)
    elif reason == "superuser":
        mine.update(is_superuser=True)
    elif reason == "banned":
        mine.update(banned_until=timezone.now() + timedelta(days=1))
    elif reason == "came back":
        mine.update(last_login=timezone.now() - timedelta(days=200))
    elif reason == "seen":
        UserSession.objects.filter(user=user).update(last_seen_at=timezone.now() - timedelta(days=1))
        log_in(Client(), "Mirela")
    elif reason == "plays":
        make_character(user, hunts=1)
    elif reason == "api":
        tokens.issue(user)
    elif reason == "made by staff":
        EmailAddress.objects.filter(user=user).delete()
    assert not swept(user)


def test_a_second_sweep_erases_nothing() -> None:
    _, guest = guest_by_click()
    long_ago(guest, 40)
    assert sweep_accounts() == {"guests": 1, "unproven": 0}
    assert sweep_accounts() == {"guests": 0, "unproven": 0}
    assert make_user().erased_at is None


def test_the_sweep_of_accounts_is_scheduled() -> None:
    assert any(entry["task"] == sweep_accounts.name for entry in CELERY_BEAT_SCHEDULE.values())
