"""No link that is opened ends a session, and a guest is asked before anything that would lose the character."""

import re
from html import unescape

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from accounts.models import User
from accounts.tests.make import PASSWORD, guest_client, log_in, logged_in_as, make_user, sent_mails
from accounts.tests.test_staff import SECRET, code_now

pytestmark = pytest.mark.django_db
AGREED = {"leave": "yes"}


def with_address(verified: bool = False, **fields) -> tuple[User, EmailAddress]:
    user = make_user(**fields)
    address = EmailAddress.objects.create(
        user=user, email=f"{user.username}@example.org".lower(), primary=True, verified=verified
    )
    return user, address


def confirmation_link(address: EmailAddress) -> str:
    return f"/accounts/confirm-email/{EmailConfirmationHMAC(address).key}/"


def reset_link(address: EmailAddress) -> str:
    Client().post("/accounts/password/reset/", {"email": address.email})
    [mail] = sent_mails()
    return re.search(r"/accounts/password/reset/key/\S+", mail.body)[0]


def is_question(answer) -> bool:
    page = unescape(answer.content.decode())
    return answer.status_code == 200 and "nobody can get back to" in page and "/accounts/signup/" in page


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_confirmation_link_that_is_opened_confirms_nothing_and_ends_no_session(method):
    _, address = with_address()
    client, guest = guest_client()
    assert getattr(client, method)(confirmation_link(address)).status_code == 200
    assert logged_in_as(client) == guest.pk
    address.refresh_from_db()
    assert not address.verified


def test_the_address_of_another_account_is_confirmed_and_the_guest_stays():
    _, address = with_address()
    client, guest = guest_client()
    assert client.post(confirmation_link(address)).status_code == 302
    address.refresh_from_db()
    assert address.verified
    assert logged_in_as(client) == guest.pk


@pytest.mark.parametrize("as_guest", [True, False], ids=["guest", "account"])
def test_the_password_of_another_account_is_reset_and_whoever_is_logged_in_stays(as_guest):
    owner, address = with_address(verified=True)
    link = reset_link(address)
    if as_guest:
        client, own = guest_client()
    else:
        client, own = Client(), make_user()
        client.force_login(own)
    page = client.get(link, follow=True)
    assert owner.username in page.content.decode()
    assert logged_in_as(client) == own.pk
    new = "five other words in here"
    assert client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new}).status_code == 302
    owner.refresh_from_db()
    assert owner.check_password(new)
    assert logged_in_as(client) == own.pk


def test_a_guest_is_asked_before_logging_out():
    client, guest = guest_client()
    for answer in (client.get("/accounts/logout/"), client.post("/accounts/logout/")):
        assert is_question(answer)
        assert logged_in_as(client) == guest.pk
    assert client.post("/accounts/logout/", AGREED).status_code == 302
    assert logged_in_as(client) is None


def test_somebody_with_an_account_is_not_asked():
    client, user = Client(), make_user()
    client.force_login(user)
    assert client.post("/accounts/logout/").status_code == 302
    assert logged_in_as(client) is None


def test_a_guest_is_asked_before_ending_all_sessions_or_one():
    client, guest = guest_client()
    client.get("/accounts/sessions/")
    number = guest.usersession_set.get().pk
    for path in ("/accounts/sessions/end-all/", f"/accounts/sessions/{number}/end/"):
        assert is_question(client.post(path))
        assert logged_in_as(client) == guest.pk
    client.post("/accounts/sessions/end-all/", AGREED)
    assert logged_in_as(client) is None


def test_a_guest_is_asked_before_logging_in_as_somebody_else():
    client, guest = guest_client()
    other = make_user()
    answer = log_in(client, other.username)
    assert is_question(client.get(answer["Location"]))
    assert is_question(client.post(answer["Location"]))
    assert logged_in_as(client) == guest.pk
    assert client.post(answer["Location"], AGREED)["Location"] == "/play/"
    assert logged_in_as(client) == other.pk


def test_a_guest_who_stays_keeps_the_session():
    client, guest = guest_client()
    log_in(client, make_user().username)
    assert client.post("/accounts/login/leave-guest/", {"leave": "no"})["Location"] == "/play/"
    assert logged_in_as(client) == guest.pk
    assert client.post("/accounts/login/leave-guest/", AGREED)["Location"] == "/accounts/login/"
    assert client.post("/accounts/logout/", {"leave": "no"})["Location"] == "/play/"
    assert logged_in_as(client) == guest.pk


def test_a_guest_with_a_wrong_password_is_asked_nothing():
    client, guest = guest_client()
    assert log_in(client, make_user().username, "wrong wrong wrong").status_code == 200
    assert client.get("/accounts/login/leave-guest/")["Location"] == "/accounts/login/"
    assert logged_in_as(client) == guest.pk


def test_a_guest_who_agrees_shows_the_code_of_the_other_account():
    client, _ = guest_client()
    other = make_user()
    TOTP.activate(other, SECRET)
    answer = log_in(client, other.username)
    assert answer["Location"] == "/accounts/login/leave-guest/"
    answer = client.post(answer["Location"], AGREED)
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    client.post(answer["Location"], {"code": code_now()})
    assert logged_in_as(client) == other.pk


def test_nobody_but_who_has_shown_the_password_gets_past_the_question():
    client, guest = guest_client()
    assert client.post("/accounts/login/leave-guest/", AGREED)["Location"] == "/accounts/login/"
    assert logged_in_as(client) == guest.pk
    assert Client().post("/accounts/login/leave-guest/", AGREED)["Location"] == "/accounts/login/"


def test_the_page_where_a_guest_deletes_the_account_offers_signing_up():
    client, guest = guest_client()
    page = unescape(client.get("/accounts/data/").content.decode())
    assert "You are playing as a guest" in page
    assert client.post("/accounts/data/", {"do": "erase"}).status_code == 400
    assert logged_in_as(client) == guest.pk


def test_signing_up_asks_nothing():
    client, guest = guest_client()
    form = {"username": "Radu", "email": "radu@example.org", "password1": PASSWORD}
    assert client.post("/accounts/signup/", form)["Location"] == "/play/"
    assert logged_in_as(client) == guest.pk
