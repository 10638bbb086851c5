"""Erasing an account. game/tests/test_personal_data.py tests it over the tables of all apps, and game/tests/races the races."""

from collections.abc import Sequence
from threading import Event
from typing import NoReturn

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core import serializers
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.actions import erase as module
from accounts.actions.erase import erase, lock_if_not_erased, refused_as_erased
from accounts.models import AuditEntry, User
from accounts.registries import hooks
from accounts.tests.make import SECRET, log_in, logged_in_as, make_staff, make_user
from accounts.tests.race import at_once, until_ended_or_waiting

pytestmark = pytest.mark.django_db


def person() -> tuple[User, Client]:
    """A logged-in user with an address, a group and a second factor."""
    user, client = make_user(email="mirela@example.org"), Client()
    log_in(client, user.username)
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    user.groups.add(Group.objects.create(name="Moderators"))
    TOTP.activate(user, SECRET)
    return user, client


def everything() -> str:
    tables = (User, EmailAddress, Authenticator, UserSession, AuditEntry)
    stored: str = serializers.serialize("json", [row for table in tables for row in table._default_manager.order_by("pk")])
    return stored


def test_an_erased_account_has_a_number_for_a_name_and_no_rows_of_its_own() -> None:
    user, client = person()
    erase(user_id=user.pk)
    user.refresh_from_db()
    assert (user.username, user.email, user.is_active, user.last_login) == (f"erased_{user.pk}", "", False, None)
    assert user.erased_at is not None
    assert not user.has_usable_password()
    for table in (EmailAddress, Authenticator, UserSession):
        assert not table._default_manager.filter(user_id=user.pk).exists(), table
    assert not user.groups.exists()
    assert logged_in_as(client) is None


def test_an_erasure_leaves_other_accounts_alone() -> None:
    other = make_user(email="radu@example.org")
    EmailAddress.objects.create(user=other, email=other.email, primary=True)
    client = Client()
    log_in(client, other.username)
    before = User.objects.filter(pk=other.pk).values().get()
    user, _ = person()
    erase(user_id=user.pk)
    assert User.objects.filter(pk=other.pk).values().get() == before
    assert EmailAddress.objects.get().user_id == other.pk
    assert logged_in_as(client) == other.pk


def test_the_audit_names_the_account_by_number_and_who_erased_it() -> None:
    staff, one, two = make_staff(), make_user(), make_user()
    erase(user_id=one.pk)
    erase(user_id=two.pk, actor=staff, reason="asked by mail")
    entries = AuditEntry.objects.order_by("pk").values_list("actor", "action", "target", "reason")
    assert list(entries) == [
        (None, "user.erase", f"user:{one.pk}", "by its owner"),
        (staff.pk, "user.erase", f"user:{two.pk}", "asked by mail"),
    ]


def test_a_second_erasure_does_nothing() -> None:
    user, _ = person()
    erase(user_id=user.pk)
    before = everything()
    erase(user_id=user.pk, reason="again")
    assert everything() == before


def test_an_unknown_account_is_refused_and_nothing_changes() -> None:
    person()
    before = everything()
    with pytest.raises(User.DoesNotExist):
        erase(user_id=0)
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_when_the_erasure_fails_at_its_end_nothing_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> NoReturn:
        raise RuntimeError("the last step")

    user, client = person()
    before = everything()
    monkeypatch.setattr(module, "record_each", fail)
    with pytest.raises(RuntimeError, match="the last step"):
        erase(user_id=user.pk)
    assert everything() == before
    assert logged_in_as(client) == user.pk


def test_the_hooks_run_before_anything_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    user, _ = person()
    seen: list[tuple[int, str, int]] = []

    def look(users: Sequence[int]) -> None:
        [user_id] = users
        seen.append((user_id, User.objects.get(pk=user_id).username, EmailAddress.objects.count()))

    monkeypatch.setattr(hooks, "before_erasure", [look])
    erase(user_id=user.pk)
    erase(user_id=user.pk)
    assert seen == [(user.pk, user.username, 1)]


def test_a_row_for_an_erased_account_is_refused_and_recognised_by_its_error() -> None:
    user = make_user()
    erase(user_id=user.pk)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        EmailAddress.objects.create(user=user, email="new@example.org")
    assert refused_as_erased(refused.value)
    assert not EmailAddress.objects.exists()


def test_other_errors_are_not_taken_for_an_erased_account() -> None:
    taken = make_user()
    with pytest.raises(IntegrityError) as duplicate, transaction.atomic():
        make_user(username=taken.username)
    assert not refused_as_erased(duplicate.value)
    assert not refused_as_erased(ValueError("nothing_for_an_erased_account"))


def test_lock_if_not_erased_is_false_for_erased_and_unknown_accounts() -> None:
    alive, erased = make_user(), make_user()
    erase(user_id=erased.pk)
    with transaction.atomic():
        assert [lock_if_not_erased(pk) for pk in (alive.pk, erased.pk, 0)] == [True, False, False]


def erased_while_locked(user: User) -> bool:
    """Whether an erasure commits while another transaction holds lock_if_not_erased."""
    locked, ended = Event(), Event()

    def hold() -> bool:
        with transaction.atomic():
            assert lock_if_not_erased(user.pk)
            locked.set()
            until_ended_or_waiting(ended)
            return ended.is_set()

    def erase_meanwhile() -> None:
        assert locked.wait(10)
        erase(user_id=user.pk)
        ended.set()

    held, erased = at_once(hold, erase_meanwhile)
    assert erased is None
    return bool(held)


@pytest.mark.django_db(transaction=True)
def test_an_erasure_waits_for_the_lock_and_then_runs() -> None:
    user = make_user()
    assert not erased_while_locked(user)
    user.refresh_from_db()
    assert user.erased_at is not None


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_an_erasure_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    user = make_user()
    monkeypatch.setitem(globals(), "lock_if_not_erased", lambda pk: User.objects.filter(pk=pk).exists())
    assert erased_while_locked(user)
