"""Re-encrypting under a new key. game/tests/management/test_rotate_encryption.py tests the command over all apps."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model
from django.test import Client
from pytest_django import Settings

from accounts.actions.outbox import queue_mail
from accounts.models import OutboxMessage
from accounts.registries.encrypted_data import EncryptedData, registered
from accounts.rules.second_factor_secrets import decrypt_secret
from accounts.tests.make import SECRET, logged_in_as, make_user, sent_mails
from accounts.tests.race import at_once
from vvw_site.foundation.keyring import CannotDecrypt, new_key

pytestmark = pytest.mark.django_db


def make_session() -> None:
    Client().force_login(make_user())


def make_factors() -> None:
    user = make_user()
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)


def make_mail() -> None:
    queue_mail(subject="Reset", text="a link", html="<p>a link</p>", to=["a@example.test"], sender="x@y")


KINDS: dict[str, tuple[Callable[[], None], type[Model], str, int]] = {
    "sessions": (make_session, Session, "session_data", 1),
    "second factors": (make_factors, Authenticator, "data", 2),
    "mails": (make_mail, OutboxMessage, "payload", 1),
}
"""What makes rows of a kind, their model, the column, and how many rows it makes."""


def kind_of(name: str) -> EncryptedData:
    [kind] = [kind for kind in registered() if kind.name == name]
    return kind


def stored(name: str) -> list[Any]:
    _, model, column, _ = KINDS[name]
    return list(model._default_manager.order_by("pk").values_list(column, flat=True))


def add_key(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [f"new:{new_key()}", *settings.ENCRYPTION_KEYS]


@pytest.mark.parametrize("name", KINDS)
def test_rows_under_an_old_key_are_stale_until_they_are_renewed(settings: Settings, name: str) -> None:
    make, _, _, count = KINDS[name]
    make()
    kind, before = kind_of(name), stored(name)
    add_key(settings)
    stale = list(kind.stale("new"))
    assert len(stale) == count
    assert [kind.renew(row) for row in stale] == [True] * count
    assert not kind.stale("new").exists()
    assert all(old != new for old, new in zip(before, stored(name), strict=True))


def test_with_the_new_key_alone_everything_is_readable(settings: Settings) -> None:
    user, client = make_user(), Client()
    client.force_login(user)
    TOTP.activate(user, SECRET)
    make_mail()
    add_key(settings)
    for name in KINDS:
        for row in kind_of(name).stale("new"):
            assert kind_of(name).renew(row)
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS[:1]
    assert logged_in_as(client) == user.pk
    assert decrypt_secret(Authenticator.objects.get().data["secret"]) == SECRET
    assert [mail.body for mail in sent_mails()] == ["a link"]


@pytest.mark.parametrize("name", KINDS)
def test_without_the_old_key_renewing_is_refused_and_nothing_changes(settings: Settings, name: str) -> None:
    KINDS[name][0]()
    before = stored(name)
    settings.ENCRYPTION_KEYS = [f"new:{new_key()}"]
    stale = list(kind_of(name).stale("new"))
    assert stale
    for row in stale:
        with pytest.raises(CannotDecrypt):
            kind_of(name).renew(row)
    assert stored(name) == before


@pytest.mark.parametrize("name", KINDS)
def test_a_row_that_was_deleted_after_it_was_read_is_not_written(settings: Settings, name: str) -> None:
    make, model, _, _ = KINDS[name]
    make()
    add_key(settings)
    stale = list(kind_of(name).stale("new"))
    assert stale
    model._default_manager.all().delete()
    assert not any(kind_of(name).renew(row) for row in stale)
    assert stored(name) == []


def test_a_session_that_was_saved_after_it_was_read_is_not_overwritten(settings: Settings) -> None:
    client = Client()
    client.force_login(make_user())
    add_key(settings)
    [stale] = kind_of("sessions").stale("new")
    session = client.session
    session["played"] = "yes"
    session.save()
    before = stored("sessions")
    assert not kind_of("sessions").renew(stale)
    assert stored("sessions") == before


def test_a_recovery_code_that_was_used_after_the_row_was_read_stays_used(settings: Settings) -> None:
    user = make_user()
    codes = RecoveryCodes.activate(user)
    add_key(settings)
    [stale] = kind_of("second factors").stale("new")
    code = codes.get_unused_codes()[0]
    assert codes.validate_code(code)
    assert kind_of("second factors").renew(stale)
    left = RecoveryCodes(Authenticator.objects.get(user=user)).get_unused_codes()
    assert left == codes.get_unused_codes() and code not in left


def test_a_mail_that_was_sent_after_it_was_read_stays_without_a_body(settings: Settings) -> None:
    make_mail()
    add_key(settings)
    [stale] = kind_of("mails").stale("new")
    assert len(sent_mails()) == 1
    assert not kind_of("mails").renew(stale)
    assert stored("mails") == [{}]


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_is_being_sent_is_left_to_the_next_run(settings: Settings) -> None:
    make_mail()
    before = stored("mails")
    add_key(settings)
    [stale] = kind_of("mails").stale("new")
    with transaction.atomic():
        OutboxMessage.objects.select_for_update().get()
        assert at_once(lambda: kind_of("mails").renew(stale)) == [False]
    assert (stored("mails"), kind_of("mails").renew(stale)) == (before, True)
