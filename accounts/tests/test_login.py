"""Logging in, and what a banned user sees."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.actions.sessions import end_all
from accounts.models import User
from accounts.tests.make import PASSWORD, log_in, logged_in_as, make_user, soon

pytestmark = pytest.mark.django_db


def ban(user: User, days: int, reason: str = "") -> None:
    """What the staff action in game/actions/staff_account.py writes; accounts must not import the game."""
    User.objects.filter(pk=user.pk).update(banned_until=soon(days=days), ban_reason=reason)
    end_all(user)


def test_login_works_by_name_in_any_case_and_by_address(client: Client) -> None:
    user = make_user(username="Mirela", email="mirela@example.org")
    EmailAddress.objects.create(user=user, email="mirela@example.org", verified=True, primary=True)
    for name in ("Mirela", "mirela", "Mirela@example.org"):
        own = Client()
        assert log_in(own, name)["Location"] == "/play/"
        assert logged_in_as(own) == user.pk


def test_a_login_by_name_does_not_search_the_addresses(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = make_user(username="Mirela")
    with django_assert_num_queries(1):
        assert authenticate(None, username="Mirela", password=PASSWORD) == user


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Client) -> None:
    make_user(username="Mirela")
    errors = [
        log_in(client, name, "wrong wrong wrong").context_data["form"].non_field_errors() for name in ("Mirela", "Nobody")
    ]
    assert errors[0] == errors[1]


def test_logging_out_ends_the_session(client: Client) -> None:
    client.force_login(make_user())
    client.post("/accounts/logout/")
    assert logged_in_as(client) is None


def test_a_banned_user_sees_the_ban_only_with_the_right_password(client: Client) -> None:
    user = make_user()
    ban(user, 3, "Sold gold for money")
    answer = log_in(client, user.username)
    assert answer.status_code == 403
    assert "Sold gold for money" in answer.content.decode()
    assert logged_in_as(client) is None
    assert "Sold gold" not in log_in(client, user.username, "wrong wrong wrong").content.decode()


def test_a_ban_ends_sessions_at_once_and_a_lifted_ban_allows_login(client: Client) -> None:
    user = make_user()
    log_in(client, user.username)
    client.get("/accounts/email/")
    ban(user, 3, "Rude")
    assert logged_in_as(client) is None
    assert client.get("/accounts/email/").status_code == 302
    ban(user, -1)
    assert log_in(client, user.username)["Location"] == "/play/"


def test_a_leftover_session_of_a_banned_user_is_anonymous(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    user.banned_until = soon(days=1)
    user.save()
    assert logged_in_as(client) is None


def test_google_is_not_offered_without_its_keys(client: Client) -> None:
    assert "google" not in client.get("/accounts/login/").content.decode().lower()


@pytest.mark.parametrize("for_good", [False, True])
def test_a_banned_user_sees_how_to_reach_the_staff(client: Client, settings: Settings, for_good: bool) -> None:
    settings.CONTACT_EMAIL = "staff@example.test"
    user = make_user()
    ban(user, 3, "Sold gold for money")
    if for_good:
        User.objects.filter(pk=user.pk).update(banned_until=datetime(9999, 12, 31, tzinfo=UTC))
    text = log_in(client, user.username).content.decode()
    assert 'href="mailto:staff@example.test?' in text and f"<b>{user.username}</b>" in text
    assert ("for good" in text) == for_good and ("After that time" in text) != for_good and ("9999" in text) is False
