"""A session that has ended stays ended, even if Redis restores old data. No stored value of a session logs in."""

import copy
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import redis
from allauth.usersessions.models import UserSession
from django.conf import settings as site
from django.contrib.auth import authenticate
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.actions.erase import erase
from accounts.actions.sessions import end_all
from accounts.models import User
from accounts.queries import session_rows
from accounts.sessions.request_user import user_of
from accounts.sessions.store import SessionStore
from accounts.tests.make import PASSWORD, log_in, logged_in_as, make_user, session_in
from vvw_site.foundation.database.rows import selected, shape_of
from vvw_site.foundation.database.statement import Statement

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "quite other words now"
PAGE = "/accounts/data/"
"""A page for logged-in users: 200 for them, and a redirect to the login for everybody else."""


def logged_in(user: User) -> Client:
    client = Client()
    log_in(client, user.username)
    assert client.get(PAGE).status_code == 200
    return client


def redis_client() -> redis.Redis:
    return redis.Redis.from_url(os.environ["REDIS_URL"])


@contextmanager
def redis_restored_from_snapshot() -> Iterator[None]:
    """Afterwards Redis holds what it held before, as after a restart from a snapshot."""
    with redis_client() as client:
        before = {key: client.dump(key) for key in client.scan_iter()}
        assert before
        yield
        client.flushdb()
        for key, value in before.items():
            client.restore(key, 0, value)


def is_logged_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def change_password(client: Client, user: User) -> None:
    answer = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert answer.status_code == 302


def set_password(user: User) -> None:
    user.set_password(NEW)
    user.save()


ENDINGS: dict[str, Callable[[Client, User], Any]] = {
    "log out everywhere": lambda other, user: other.post("/accounts/sessions/end-all/"),
    "end the others": lambda other, user: other.post("/accounts/sessions/"),
    "change the password": change_password,
    "set_password": lambda other, user: set_password(user),
    "erase": lambda other, user: erase(user_id=user.pk),
    "end_all": lambda other, user: end_all(User.objects.get(pk=user.pk)),
    "deactivate": lambda other, user: User.objects.filter(pk=user.pk).update(is_active=False),
    "end one": lambda other, user: other.post(
        f"/accounts/sessions/{UserSession.objects.filter(user=user).earliest('pk').pk}/end/"
    ),
}


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        parts = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # a dump, as far as the test needs it
            parts += [row for (row,) in cursor.fetchall()]
    with redis_client() as there:
        for key in there.scan_iter():
            parts += [repr(key), repr(there.get(key))]
    return "\n".join(parts)


@pytest.mark.parametrize("how", ENDINGS)
def test_an_ended_session_stays_ended_when_redis_restores_old_data(how: str) -> None:
    user = make_user()
    client, other = logged_in(user), logged_in(user)
    with redis_restored_from_snapshot():
        ENDINGS[how](other, user)
        assert not is_logged_in(client)
    assert not is_logged_in(client) and logged_in_as(client) is None


def test_a_logged_out_session_stays_ended_when_redis_restores_old_data() -> None:
    client = logged_in(make_user())
    cookie = client.cookies["sessionid"].value
    with redis_restored_from_snapshot():
        client.post("/accounts/logout/")
    client.cookies["sessionid"] = cookie
    assert not is_logged_in(client)


def test_a_session_that_ended_while_redis_was_down_stays_ended(settings: Settings) -> None:
    client = logged_in(make_user())
    cookie, caches = client.cookies["sessionid"].value, site.CACHES
    away = copy.deepcopy(caches)
    away["default"]["LOCATION"] = "unix:///nowhere/redis.sock?db=0"
    settings.CACHES = away
    client.post("/accounts/logout/")
    settings.CACHES = caches
    client.cookies["sessionid"] = cookie
    with redis_client() as there:
        assert there.keys("*session:*"), "the copy is still in Redis"
    assert not is_logged_in(client)


def test_without_the_row_in_the_statement_an_ended_session_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    who = f"""SELECT json_build_array(NULL, {selected(User, "u")})::text FROM accounts_user u
        WHERE u.id = %(id)s AND %(session)s::text IS NOT NULL"""
    monkeypatch.setattr(session_rows, "_USER_OF_SESSION", Statement(who, tuple[str | None, shape_of(User)]))  # type: ignore[misc]  # a type that is built at run time
    monkeypatch.setattr(SessionStore, "reload", lambda store: None)
    client = logged_in(make_user())
    cookie = client.cookies["sessionid"].value
    with redis_restored_from_snapshot():
        client.post("/accounts/logout/")
    client.cookies["sessionid"] = cookie
    assert is_logged_in(client)


def test_an_old_copy_of_a_live_session_is_read_again_from_its_row() -> None:
    user = make_user()
    client = logged_in(user)
    session = client.session
    session["played"] = "first"
    session.save()
    with redis_restored_from_snapshot():
        session["played"] = "second"
        session.save()
    assert client.get(PAGE).status_code == 200
    reread = client.session
    user_of(type("Request", (), {"session": reread})())
    assert reread["played"] == "second"


def test_an_anonymous_session_is_never_read_from_redis() -> None:
    """It may hold a login whose second factor is still missing."""
    client = Client()
    session = client.session
    session["half"] = "a log-in"
    session.save()
    with redis_client() as there:
        assert not there.keys("*session:*")


def test_an_expired_session_is_invalid_though_redis_still_holds_it() -> None:
    client = logged_in(make_user())
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_logged_in(client)


def test_the_response_to_an_ended_session_deletes_the_cookie() -> None:
    client = logged_in(make_user())
    Session.objects.all().delete()
    assert client.get(PAGE).cookies["sessionid"].value == ""


@pytest.mark.parametrize("how", ["change the password", "end the others"])
def test_the_session_that_ended_the_others_continues_under_a_new_key(how: str) -> None:
    user = make_user()
    client, other = logged_in(user), logged_in(user)
    before = client.cookies["sessionid"].value
    ENDINGS[how](client, user)
    after = client.cookies["sessionid"].value
    assert is_logged_in(client) and not is_logged_in(other) and before != after
    page = client.get("/accounts/sessions/").content.decode()
    assert page.count("This one") == 1
    client.cookies["sessionid"] = before
    assert not is_logged_in(client)


def test_a_login_that_began_before_all_sessions_ended_ends_too() -> None:
    """The password is checked, then all sessions end, then the session is written."""
    user = make_user()
    checked = authenticate(None, username=user.username, password=PASSWORD)
    end_all(User.objects.get(pk=user.pk))
    client = Client()
    assert checked
    client.force_login(checked)
    assert not is_logged_in(client)


def test_the_login_version_never_falls() -> None:
    user = make_user()
    end_all(User.objects.get(pk=user.pk))
    user.ban_reason = "somebody saves a row that was read before"
    user.save()
    user.refresh_from_db()
    assert user.login_version == 1


def test_neither_postgres_nor_redis_holds_a_session_key_or_readable_data() -> None:
    client = logged_in(make_user())
    session = client.session
    session["mfa.totp.secret"] = "JBSWY3DPEHPK3PXP"
    session.save()
    stored, key = everything_stored(), client.cookies["sessionid"].value
    assert str(session_in(client).row_key) in stored, "the test looks where sessions are"
    assert key not in stored and "JBSWY3DPEHPK3PXP" not in stored


def test_no_stored_value_of_a_session_logs_in() -> None:
    client = logged_in(make_user())
    thief = Client()
    for stored in (session_in(client).row_key, Session.objects.get().session_key, Session.objects.get().session_data):
        thief.cookies["sessionid"] = str(stored)
        assert not is_logged_in(thief)


def test_the_data_of_one_session_is_invalid_in_the_row_of_another() -> None:
    """An attacker who can write to the database cannot copy an administrator's session into another row."""
    mine, theirs = logged_in(make_user()), logged_in(make_user())
    data = Session.objects.get(session_key=session_in(theirs).row_key).session_data
    Session.objects.filter(session_key=session_in(mine).row_key).update(session_data=data)
    assert not is_logged_in(mine)


def test_the_session_hash_of_version_zero_is_djangos() -> None:
    """So sessions from before login_version stay valid."""
    user = make_user()
    assert user._get_session_auth_hash() == AbstractBaseUser._get_session_auth_hash(user)  # type: ignore[attr-defined]  # django-stubs lacks it
