"""A code of an authenticator app is accepted once, by pages and API together, even without Redis."""

import time
from collections.abc import Callable
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from accounts.actions import totp
from accounts.models import TotpUse, User
from accounts.tests.make import PASSWORD, SECRET, code_now, log_in, logged_in_as, make_user
from accounts.tests.race import at_once

pytestmark = pytest.mark.django_db
Login = Callable[[User, str], bool]
"""Logs in with a code; returns whether it worked."""
_addresses = (f"10.7.{n // 250}.{n % 250}" for n in range(10_000))


@pytest.fixture(autouse=True)
def in_the_middle_of_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, so that no code expires during a test."""
    now = time.time() // 30 * 30 + 15
    monkeypatch.setattr(time, "time", lambda: now)


@pytest.fixture
def user() -> User:
    made = make_user()
    TOTP.activate(made, SECRET)
    return made


def by_page(user: User, code: str) -> bool:
    client = Client(REMOTE_ADDR=next(_addresses))
    log_in(client, user.username)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return logged_in_as(client) == user.pk


def by_api(user: User, code: str) -> bool:
    form = {"username": user.username, "password": PASSWORD, "code": code}
    answer = Client(REMOTE_ADDR=next(_addresses)).post("/api/v1/auth/login", form, content_type="application/json")
    return bool(answer.status_code == 200)


@pytest.mark.parametrize("step", [-1, 0, 1])
@pytest.mark.parametrize("ways", [(by_page, by_page), (by_page, by_api), (by_api, by_page), (by_api, by_api)])
def test_a_code_is_accepted_once_by_pages_and_api_together(user: User, ways: tuple[Login, Login], step: int) -> None:
    first, second = ways
    assert first(user, code_now(step=step))
    cache.clear()
    assert not second(user, code_now(step=step))


@pytest.mark.usefixtures("no_redis")
def test_a_code_is_accepted_once_while_redis_is_down(user: User) -> None:
    assert by_page(user, code_now())
    assert not by_page(user, code_now())
    assert not by_api(user, code_now())


def test_an_older_code_is_refused_and_a_newer_one_accepted(user: User) -> None:
    assert by_page(user, code_now())
    assert not by_page(user, code_now(step=-1))
    assert by_page(user, code_now(step=1))


def test_the_code_that_set_up_the_app_does_not_log_in() -> None:
    user, client = make_user(), Client()
    log_in(client, user.username)
    activate = "/accounts/2fa/totp/activate/"
    page = client.post(f"/accounts/reauthenticate/?next={activate}", {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    code = code_now(secret)
    client.post(activate, {"code": code})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert not by_page(user, code)


@pytest.mark.parametrize("path, form", [
    ("/accounts/2fa/reauthenticate/", {}),
    ("/accounts/data/", {"do": "erase", "password": PASSWORD}),
])  # fmt: skip
def test_a_code_that_was_used_to_log_in_is_refused_elsewhere(user: User, path: str, form: dict[str, str]) -> None:
    client = Client()
    log_in(client, user.username)
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert logged_in_as(client) == user.pk
    answer = client.post(path, form | {"code": code_now()})
    assert answer.context["form"].errors.keys() == {"code"}
    user.refresh_from_db()
    assert user.erased_at is None


@pytest.mark.django_db(transaction=True)
def test_one_code_used_six_times_at_once_is_accepted_once(user: User) -> None:
    for step in range(5):
        TotpUse.objects.all().delete()
        answers = at_once(*[lambda: totp.use_code(user=user.pk, secret=SECRET, code=code_now())] * 6)
        assert answers.count(True) == 1, step


@pytest.mark.django_db(transaction=True)
def test_without_the_atomic_step_one_code_is_accepted_several_times(user: User) -> None:
    from threading import Barrier

    read = Barrier(6)

    def in_two_steps(*, user: int, step: int) -> bool:
        fresh = not TotpUse.objects.filter(user_id=user, step__gte=step).exists()
        read.wait(5)
        TotpUse.objects.update_or_create(user_id=user, defaults={"step": step})
        return fresh

    with mock.patch.object(totp, "use_step", in_two_steps):
        answers = at_once(*[lambda: totp.use_code(user=user.pk, secret=SECRET, code=code_now())] * 6)
    assert answers.count(True) > 1


def test_after_setting_up_an_app_the_next_login_requires_its_code(client: Client) -> None:
    user = make_user()
    log_in(client, user.username)
    activate = "/accounts/2fa/totp/activate/"
    page = client.post(f"/accounts/reauthenticate/?next={activate}", {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    client.post(activate, {"code": code_now(secret)})
    assert set(Authenticator.objects.filter(user=user).values_list("type", flat=True)) == {"totp", "recovery_codes"}
    client.post("/accounts/logout/")
    assert log_in(client, user.username)["Location"].startswith("/accounts/2fa/authenticate/")
    assert logged_in_as(client) is None
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert logged_in_as(client) is None


@pytest.mark.parametrize("action, before, words", [
    ("activate", True, "is on already; nothing was changed"), ("deactivate", False, "is off already; nothing was changed"),
])  # fmt: skip
def test_a_form_that_another_tab_has_overtaken_changes_nothing_and_says_so(
    client: Client, action: str, before: bool, words: str
) -> None:
    user = make_user()
    log_in(client, user.username)
    if before:
        TOTP.activate(user, SECRET)
    answer = client.post(f"/accounts/2fa/totp/{action}/", {"code": code_now()}, follow=True)
    assert answer.redirect_chain == [("/accounts/2fa/", 302)] and words in answer.content.decode()
    assert Authenticator.objects.filter(user=user, type="totp").exists() == before
    assert Client().get(f"/accounts/2fa/totp/{action}/")["Location"].startswith("/accounts/login/")


def test_a_recovery_code_is_accepted_once(client: Client) -> None:
    user = make_user()
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    log_in(client, user.username)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert logged_in_as(client) == user.pk
    client.post("/accounts/logout/")
    log_in(client, user.username)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert logged_in_as(client) is None


def test_guesses_at_the_second_factor_are_limited(client: Client) -> None:
    user = make_user()
    TOTP.activate(user, SECRET)
    log_in(client, user.username)
    for _ in range(10):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert logged_in_as(client) is None
