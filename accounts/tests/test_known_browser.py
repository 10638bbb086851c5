"""All spellings of a name count as one, and guesses from elsewhere do not lock the owner out of a known browser."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client, RequestFactory

from accounts.limits.known_browser import COOKIE
from accounts.limits.login import LOGINS_PER_KNOWN_BROWSER, login_wait
from accounts.models import User
from accounts.tests.make import PASSWORD, SECRET, code_now, log_in, make_user

pytestmark = pytest.mark.django_db
WRONG = "wrong wrong wrong"
_addresses = (f"10.{n // 250}.{n % 250}.1" for n in range(10_000))


def guess(name: str) -> int:
    """A wrong password, from a new address. Returns the status."""
    return int(log_in(Client(), name, WRONG, REMOTE_ADDR=next(_addresses)).status_code)


def use_up(name: str) -> None:
    while guess(name) == 200:
        pass


def own_browser(user: User, **fields: Any) -> Client:
    """A browser that the owner has logged in with."""
    client = Client()
    assert log_in(client, user.username, REMOTE_ADDR=next(_addresses), **fields).status_code == 302
    client.post("/accounts/logout/")
    return client


@pytest.mark.parametrize("typed", [
    ("mirelis", "MIRELIS", "MiReLiS"), ("mireli\u017f", "MIRELI\u017f"), ("m\u0131relis",), ("\uff2d\uff29relis", "\uff4direlis"), (" mirelis ",),
])  # fmt: skip
def test_all_spellings_of_a_name_share_one_limit(typed: tuple[str, ...]) -> None:
    """Each spelling either counts as the same name, or does not find the account even with the right password."""
    user = make_user(username="Mirelis")
    use_up(user.username)
    for name in typed:
        answer = log_in(Client(), name, REMOTE_ADDR=next(_addresses))
        assert answer.status_code in (200, 429), name


def test_name_and_address_of_an_account_count_together() -> None:
    user = make_user(username="Mirela", email="mirela@example.org")
    EmailAddress.objects.create(user=user, email="mirela@example.org", verified=True, primary=True)
    for number in range(10):
        assert guess("mirela@example.org" if number % 2 else "Mirela") == 200
    assert guess("Mirela") == guess("MIRELA@example.org") == 429
    request = RequestFactory().post("/api/v1/auth/login", REMOTE_ADDR=next(_addresses))
    assert login_wait(request, "Mirela@Example.org") > 0


def test_guesses_from_elsewhere_do_not_lock_the_owner_out_of_a_known_browser() -> None:
    user = make_user()
    known = own_browser(user)
    use_up(user.username)
    assert log_in(Client(), user.username, REMOTE_ADDR=next(_addresses)).status_code == 429
    assert log_in(known, user.username, REMOTE_ADDR=next(_addresses)).status_code == 302


def test_a_known_browser_has_a_limit_of_its_own() -> None:
    user = make_user()
    known = own_browser(user)
    use_up(user.username)
    tries = [log_in(known, user.username, WRONG, REMOTE_ADDR=next(_addresses)).status_code for _ in range(11)]
    assert tries == [200] * LOGINS_PER_KNOWN_BROWSER[0] + [429]


def test_a_browser_known_for_one_account_is_unknown_for_another() -> None:
    owner, other = make_user(), make_user()
    known = own_browser(other)
    use_up(owner.username)
    assert log_in(known, owner.username, REMOTE_ADDR=next(_addresses)).status_code == 429
    value = known.cookies[COOKIE].value
    known.cookies[COOKIE] = value.replace(f".{other.pk}-", f".{owner.pk}-")
    assert log_in(known, owner.username, REMOTE_ADDR=next(_addresses)).status_code == 429


def test_a_new_password_makes_every_browser_unknown() -> None:
    user = make_user()
    known = own_browser(user)
    user.set_password("some other words entirely")
    user.save()
    use_up(user.username)
    assert log_in(known, user.username, "some other words entirely", REMOTE_ADDR=next(_addresses)).status_code == 429


def test_the_cookie_is_hidden_from_scripts_and_names_several_accounts() -> None:
    first, second = make_user(), make_user()
    known = own_browser(first)
    log_in(known, second.username, REMOTE_ADDR=next(_addresses))
    cookie = known.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/accounts/")
    assert f".{first.pk}-" in cookie.value
    assert f".{second.pk}-" in cookie.value


@pytest.mark.parametrize(
    "value", ["", ".", "x.1-2", "a" * 5000, "." * 500, "0" * 32 + ".99999999999999999999-" + "0" * 32, "é.1-" + "0" * 32]
)
def test_a_damaged_cookie_names_no_account(value: str) -> None:
    user, client = make_user(), Client()
    client.cookies[COOKIE] = value
    use_up(user.username)
    assert log_in(client, user.username, REMOTE_ADDR=next(_addresses)).status_code == 429


def test_guesses_of_codes_from_elsewhere_do_not_lock_out_a_known_browser() -> None:
    user = make_user()
    known = own_browser(user)
    TOTP.activate(user, SECRET)
    thief = Client()
    log_in(thief, user.username, REMOTE_ADDR=next(_addresses))
    for _ in range(12):
        thief.post("/accounts/2fa/authenticate/", {"code": "000000"}, REMOTE_ADDR=next(_addresses))
    refused = thief.post("/accounts/2fa/authenticate/", {"code": code_now()}, REMOTE_ADDR=next(_addresses))
    assert (refused.status_code, 3500 < int(refused["Retry-After"]) <= 3600) == (429, True)
    log_in(known, user.username, PASSWORD, REMOTE_ADDR=next(_addresses))
    assert known.post("/accounts/2fa/authenticate/", {"code": code_now()}, REMOTE_ADDR=next(_addresses)).status_code == 302


def test_every_limit_says_how_many_seconds_are_left() -> None:
    client = Client()
    answers = [client.post("/accounts/password/reset/", {"email": "nobody@example.org"}) for _ in range(6)]
    assert answers[-1].status_code == 429
    assert 3500 < int(answers[-1]["Retry-After"]) <= 3600
    assert "60 minutes" in answers[-1].content.decode()
