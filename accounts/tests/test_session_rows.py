"""Session rows: created once, updated while they exist, deleted together with their copies."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.actions.session_rows import (
    cache_key,
    create_session,
    delete_expired_sessions,
    delete_session,
    drop_copies,
    session_cache,
    update_session,
)
from accounts.tests.make import soon

pytestmark = pytest.mark.django_db
KEY = "k" * 40


def rows() -> list[tuple[str, str]]:
    return list(Session.objects.order_by("session_key").values_list("session_key", "session_data"))


def copy_of(key: str) -> object:
    return session_cache().get(cache_key(key))


def test_create_session_writes_a_row_and_returns_its_version() -> None:
    expires = soon(days=1)
    assert create_session(row_key=KEY, data="first", expires=expires)
    assert rows() == [(KEY, "first")]
    assert Session.objects.get().expire_date == expires


def test_create_session_returns_none_for_a_taken_key_and_changes_nothing() -> None:
    create_session(row_key=KEY, data="first", expires=soon(days=1))
    before = Session.objects.values().get()
    assert create_session(row_key=KEY, data="second", expires=soon(days=2)) is None
    assert Session.objects.values().get() == before


@pytest.mark.django_db(transaction=True)
def test_update_session_writes_data_and_expiry_and_returns_a_new_version() -> None:
    first = create_session(row_key=KEY, data="first", expires=soon(days=1))
    expires = soon(days=2)
    second = update_session(row_key=KEY, data="second", expires=expires)
    assert second is not None and second != first
    assert (rows(), Session.objects.get().expire_date) == ([(KEY, "second")], expires)


def test_update_session_returns_none_for_an_ended_session_and_creates_no_row() -> None:
    create_session(row_key="other", data="first", expires=soon(days=1))
    assert update_session(row_key=KEY, data="second", expires=soon(days=1)) is None
    assert rows() == [("other", "first")]


def test_delete_session_deletes_one_row_and_its_copy_and_may_run_twice() -> None:
    for key in (KEY, "other"):
        create_session(row_key=key, data="first", expires=soon(days=1))
        session_cache().set(cache_key(key), "copy")
    for _ in range(2):
        delete_session(row_key=KEY)
        assert rows() == [("other", "first")]
        assert (copy_of(KEY), copy_of("other")) == (None, "copy")


def test_delete_expired_sessions_keeps_live_sessions_and_may_run_twice() -> None:
    now = timezone.now()
    create_session(row_key="expired", data="x", expires=now - timedelta(seconds=1))
    create_session(row_key="live", data="x", expires=now + timedelta(seconds=1))
    for _ in range(2):
        delete_expired_sessions(now=now)
        assert rows() == [("live", "x")]


def test_drop_copies_keeps_the_rows_and_may_run_twice() -> None:
    create_session(row_key=KEY, data="first", expires=soon(days=1))
    session_cache().set(cache_key(KEY), "copy")
    for _ in range(2):
        drop_copies([KEY, None])
        assert (copy_of(KEY), rows()) == (None, [(KEY, "first")])
