"""A guest confirms before anything that would lose the character."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.tests.make import PASSWORD, SECRET, code_now, guest_client, is_guest_confirmation, log_in, logged_in_as, make_user

pytestmark = pytest.mark.django_db
AGREED = {"leave": "yes"}


def test_a_guest_confirms_before_ending_one_or_all_sessions() -> None:
    client, guest = guest_client()
    client.get("/accounts/sessions/")
    number = UserSession.objects.get(user=guest).pk
    for path in ("/accounts/sessions/end-all/", f"/accounts/sessions/{number}/end/"):
        assert is_guest_confirmation(client.post(path))
        assert logged_in_as(client) == guest.pk
    client.post("/accounts/sessions/end-all/", AGREED)
    assert logged_in_as(client) is None


def test_a_guest_confirms_before_logging_in_to_another_account() -> None:
    client, guest = guest_client()
    other = make_user()
    answer = log_in(client, other.username)
    assert is_guest_confirmation(client.get(answer["Location"]))
    assert is_guest_confirmation(client.post(answer["Location"]))
    assert logged_in_as(client) == guest.pk
    assert client.post(answer["Location"], AGREED)["Location"] == "/play/"
    assert logged_in_as(client) == other.pk


def test_a_guest_who_stays_keeps_the_session() -> None:
    client, guest = guest_client()
    log_in(client, make_user().username)
    assert client.post("/accounts/login/leave-guest/", {"leave": "no"})["Location"] == "/play/"
    assert logged_in_as(client) == guest.pk
    assert client.post("/accounts/login/leave-guest/", AGREED)["Location"] == "/accounts/login/"
    assert client.post("/accounts/logout/", {"leave": "no"})["Location"] == "/play/"
    assert logged_in_as(client) == guest.pk


def test_a_guest_with_a_wrong_password_sees_no_confirmation() -> None:
    client, guest = guest_client()
    assert log_in(client, make_user().username, "wrong wrong wrong").status_code == 200
    assert client.get("/accounts/login/leave-guest/")["Location"] == "/accounts/login/"
    assert logged_in_as(client) == guest.pk


def test_a_guest_who_confirms_still_needs_the_code_of_the_other_account() -> None:
    client, _ = guest_client()
    other = make_user()
    TOTP.activate(other, SECRET)
    answer = log_in(client, other.username)
    assert answer["Location"] == "/accounts/login/leave-guest/"
    answer = client.post(answer["Location"], AGREED)
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    client.post(answer["Location"], {"code": code_now()})
    assert logged_in_as(client) == other.pk


def test_the_confirmation_logs_nobody_in_without_a_password() -> None:
    client, guest = guest_client()
    assert client.post("/accounts/login/leave-guest/", AGREED)["Location"] == "/accounts/login/"
    assert logged_in_as(client) == guest.pk
    assert Client().post("/accounts/login/leave-guest/", AGREED)["Location"] == "/accounts/login/"


def test_signing_up_needs_no_confirmation() -> None:
    client, guest = guest_client()
    form = {"username": "Radu", "email": "radu@example.org", "password1": PASSWORD}
    assert client.post("/accounts/signup/", form)["Location"] == "/play/"
    assert logged_in_as(client) == guest.pk
