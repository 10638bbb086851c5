"""Erasing abandoned guests and unverified accounts. game/tests/actions/test_sweep_accounts.py adds what players own."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils import timezone

from accounts.actions import sweep_accounts as module
from accounts.actions.guest import make_guest
from accounts.actions.sweep_accounts import GUEST_LIFETIME, UNVERIFIED_LIFETIME, sweep_accounts
from accounts.models import AuditEntry, User
from accounts.registries import hooks
from accounts.tasks import sweep_accounts as task
from accounts.tests.make import make_user
from vvw_site.schedule import CELERY_BEAT_SCHEDULE

pytestmark = pytest.mark.django_db
NOTHING = {"guests": 0, "unproven": 0}
MINUTE = timedelta(minutes=1)


def guest_of(age: timedelta, key: str = "a-click") -> User:
    guest = make_guest(key=key)
    User.objects.filter(pk=guest.pk).update(date_joined=timezone.now() - age, last_login=None)
    return guest


def unverified(age: timedelta = UNVERIFIED_LIFETIME + MINUTE) -> User:
    """An account whose only login was its sign-up."""
    joined = timezone.now() - age
    user = make_user(date_joined=joined, last_login=joined)
    EmailAddress.objects.create(user=user, email=f"{user.username}@example.org", primary=True)
    return user


def seen(user: User, ago: timedelta) -> None:
    now = timezone.now()
    UserSession.objects.create(
        user=user, session_key=f"key-of-{user.pk}", ip="10.0.0.1", user_agent="Firefox", created_at=now, last_seen_at=now - ago
    )
    UserSession.objects.filter(user=user).update(last_seen_at=now - ago)


def is_erased(user: User) -> bool:
    return User.objects.get(pk=user.pk).erased_at is not None


def test_a_guest_is_erased_when_all_its_sessions_have_expired() -> None:
    old, young = guest_of(GUEST_LIFETIME + MINUTE, "old"), guest_of(GUEST_LIFETIME - MINUTE, "young")
    assert sweep_accounts() == {"guests": 1, "unproven": 0}
    assert (is_erased(old), is_erased(young)) == (True, False)
    entry = AuditEntry.objects.get(action="user.erase")
    assert (entry.target, entry.actor, entry.reason) == (f"user:{old.pk}", None, "guest that never came back")


def test_a_guest_who_was_seen_since_is_not_erased_however_old() -> None:
    seen(guest_of(10 * GUEST_LIFETIME), GUEST_LIFETIME - MINUTE)
    assert sweep_accounts() == NOTHING


def test_a_guest_who_was_last_seen_before_that_is_erased() -> None:
    seen(guest_of(10 * GUEST_LIFETIME), GUEST_LIFETIME + MINUTE)
    assert sweep_accounts() == {"guests": 1, "unproven": 0}


def test_an_unverified_account_is_erased_after_its_lifetime() -> None:
    old, young = unverified(), unverified(UNVERIFIED_LIFETIME - MINUTE)
    assert sweep_accounts() == {"guests": 0, "unproven": 1}
    assert (is_erased(old), is_erased(young)) == (True, False)
    assert AuditEntry.objects.get(action="user.erase").reason == "account that was never proven or used"


def update(**fields: object) -> Callable[[User], object]:
    return lambda user: User.objects.filter(pk=user.pk).update(**fields)


NOT_ERASED: dict[str, Callable[[User], object]] = {
    "a verified address": lambda user: EmailAddress.objects.filter(user=user).update(verified=True),
    "a Google account": lambda user: SocialAccount.objects.create(user=user, provider="google", uid="g-1"),
    "staff": update(is_staff=True),
    "a superuser": update(is_superuser=True),
    "a ban": lambda user: update(banned_until=timezone.now() + timedelta(days=1))(user),
    "a mute": lambda user: update(muted_until=timezone.now() + timedelta(days=1))(user),
    "deactivated": update(is_active=False),
    "a second login": lambda user: update(last_login=user.date_joined + timedelta(days=2))(user),
    "a visit since": lambda user: seen(user, timedelta(days=1)),
    "made by staff, without an address": lambda user: EmailAddress.objects.filter(user=user).delete(),
}


@pytest.mark.parametrize("reason", NOT_ERASED)
def test_an_old_account_in_use_is_not_erased(reason: str) -> None:
    user = unverified()
    NOT_ERASED[reason](user)
    assert sweep_accounts() == NOTHING
    assert not is_erased(user)
    assert not AuditEntry.objects.exists()


def test_an_account_that_another_app_needs_is_not_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    needed, other = unverified(), unverified()
    monkeypatch.setattr(hooks, "users_in_use", [lambda users: {needed.pk} & set(users), lambda users: set()])
    assert sweep_accounts() == {"guests": 0, "unproven": 1}
    assert (is_erased(needed), is_erased(other)) == (False, True)


def test_a_guest_is_erased_even_if_another_app_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "users_in_use", [set])
    guest = guest_of(GUEST_LIFETIME + MINUTE)
    assert sweep_accounts() == {"guests": 1, "unproven": 0}
    assert is_erased(guest)


def test_an_account_that_is_used_after_it_was_found_is_not_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    used, other = unverified(), unverified()

    def logs_in(users: list[int]) -> set[int]:
        assert set(users) == {used.pk, other.pk}
        User.objects.filter(pk=used.pk).update(last_login=timezone.now())
        return set()

    monkeypatch.setattr(hooks, "users_in_use", [logs_in])
    assert sweep_accounts() == {"guests": 0, "unproven": 1}
    assert (is_erased(used), is_erased(other)) == (False, True)


def test_without_the_second_check_an_account_in_use_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    used = unverified()
    as_found = User.objects.filter(pk=used.pk)
    monkeypatch.setattr(hooks, "users_in_use", [lambda users: as_found.update(last_login=timezone.now()) and set()])
    monkeypatch.setattr(module, "unverified_accounts", lambda now: as_found)
    sweep_accounts()
    assert is_erased(used)


def test_a_run_erases_at_most_a_batch_and_the_next_run_erases_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    for number in range(3):
        guest_of(GUEST_LIFETIME + MINUTE, f"click-{number}")
    assert [sweep_accounts()["guests"] for _ in range(3)] == [2, 1, 0]


def test_a_second_run_does_nothing() -> None:
    guest_of(GUEST_LIFETIME + MINUTE)
    unverified()
    assert sweep_accounts() == {"guests": 1, "unproven": 1}
    before = list(User.objects.order_by("pk").values())
    assert sweep_accounts() == NOTHING
    assert list(User.objects.order_by("pk").values()) == before
    assert AuditEntry.objects.filter(action="user.erase").count() == 2


def test_the_schedule_runs_the_task() -> None:
    guest_of(GUEST_LIFETIME + MINUTE)
    assert task.name in {entry["task"] for entry in CELERY_BEAT_SCHEDULE.values()}
    assert task() == "1 guests and 0 unproven accounts erased"
