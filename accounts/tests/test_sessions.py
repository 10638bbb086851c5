"""The list of sessions, and ending them."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.actions.sessions import end_all, end_one
from accounts.models import User
from accounts.queries.sessions import sessions_of
from accounts.registries import hooks
from accounts.tests.make import log_in, logged_in_as, make_user, session_in

pytestmark = [pytest.mark.django_db(transaction=True)]


def two_clients(user: User) -> tuple[Client, Client]:
    here, there = (
        Client(HTTP_USER_AGENT="Firefox at home"),
        Client(HTTP_USER_AGENT="A phone on the bus", REMOTE_ADDR="10.1.2.3"),
    )
    log_in(here, user.username)
    log_in(there, user.username)
    return here, there


def test_the_list_shows_every_session_with_its_browser_and_network_and_no_address() -> None:
    here, _ = two_clients(make_user())
    page = here.get("/accounts/sessions/").content.decode()
    assert "Firefox at home" in page
    assert "A phone on the bus" in page
    assert "10.1.2.3" not in page and "The one you are in" in page and "Another one" in page


def test_this_session_comes_first_and_then_the_one_that_was_seen_last() -> None:
    user = make_user()
    here, _ = two_clients(user)
    third = Client()
    third.force_login(user)
    third.get("/accounts/email/")
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=2))
    newest, *_ = UserSession.objects.order_by("-pk")
    UserSession.objects.filter(pk=newest.pk).update(last_seen_at=timezone.now() - timedelta(hours=1))
    mine = UserSession.objects.get(session_key=session_in(here).row_key)
    listed = sessions_of(user, mine.session_key, "192.0.2.1")
    assert [listed[0].pk, listed[1].pk] == [mine.pk, newest.pk] and len(listed) == 3


def test_ending_the_others_leaves_only_this_one() -> None:
    user = make_user()
    here, there = two_clients(user)
    here.post("/accounts/sessions/")
    assert (logged_in_as(here), logged_in_as(there)) == (user.pk, None)
    assert there.get("/accounts/data/").status_code == 302
    assert here.get("/accounts/data/").status_code == 200


def test_one_session_is_ended_from_another() -> None:
    user = make_user()
    here, there = two_clients(user)
    theirs = UserSession.objects.get(user_agent="A phone on the bus")
    here.post(f"/accounts/sessions/{theirs.pk}/end/")
    assert (logged_in_as(here), logged_in_as(there)) == (user.pk, None)


def test_a_user_cannot_end_a_session_of_another_user() -> None:
    user, other = make_user(), make_user()
    here, _ = two_clients(user)
    theirs = UserSession.objects.filter(user=user).earliest("pk")
    assert not end_one(user=other, session_id=theirs.pk)
    thief = Client()
    thief.force_login(other)
    thief.post(f"/accounts/sessions/{theirs.pk}/end/")
    assert logged_in_as(here) == user.pk


def test_ending_all_sessions_ends_this_one_too_and_calls_the_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(hooks, "on_sessions_ended", [ended.extend])
    user = make_user()
    here, there = two_clients(user)
    assert here.post("/accounts/sessions/end-all/")["Location"] == "/accounts/login/"
    assert (logged_in_as(here), logged_in_as(there)) == (None, None)
    assert ended == [user.pk]


def test_an_ended_session_is_deleted_from_postgres_and_redis() -> None:
    user = make_user()
    here, _ = two_clients(user)
    key = session_in(here).row_key
    assert cache.get(f"session:{key}") is not None
    assert end_all(user) == 2
    assert cache.get(f"session:{key}") is None
    assert not Session.objects.filter(session_key=key).exists()


def test_a_session_that_was_created_without_the_login_page_is_listed() -> None:
    user, client = make_user(), Client()
    client.force_login(user)
    client.get("/accounts/email/")
    assert UserSession.objects.filter(user=user).count() == 1
    assert end_all(user) == 1
    assert logged_in_as(client) is None


def test_a_password_change_ends_all_sessions() -> None:
    user = make_user()
    here, there = two_clients(user)
    user.set_password("some other words entirely")
    user.save()
    assert (logged_in_as(here), logged_in_as(there)) == (None, None)
