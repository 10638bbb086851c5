"""A code of an authenticator app is accepted once, whoever takes it and whatever Redis remembers."""

import time
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from accounts.actions import totp
from accounts.models import TotpUse
from accounts.tests.make import PASSWORD, log_in, logged_in_as, make_user
from accounts.tests.race import at_once
from accounts.tests.test_limits_without_redis import no_redis  # noqa: F401 (a fixture)
from accounts.tests.test_staff import SECRET

pytestmark = pytest.mark.django_db
_addresses = (f"10.7.{n // 250}.{n % 250}" for n in range(10_000))


def code_of(step: int = 0) -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + step))


@pytest.fixture(autouse=True)
def in_the_middle_of_a_step(monkeypatch):
    """Time stands still, so that a code does not grow old within a test."""
    now = time.time() // 30 * 30 + 15
    monkeypatch.setattr(time, "time", lambda: now)


@pytest.fixture
def user():
    made = make_user()
    TOTP.activate(made, SECRET)
    return made


def by_page(user, code: str) -> bool:
    client = Client(REMOTE_ADDR=next(_addresses))
    log_in(client, user.username)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return logged_in_as(client) == user.pk


def by_api(user, code: str) -> bool:
    form = {"username": user.username, "password": PASSWORD, "code": code}
    answer = Client(REMOTE_ADDR=next(_addresses)).post("/api/v1/auth/login", form, content_type="application/json")
    return answer.status_code == 200


@pytest.mark.parametrize("step", [-1, 0, 1])
@pytest.mark.parametrize("ways", [(by_page, by_page), (by_page, by_api), (by_api, by_page), (by_api, by_api)])
def test_a_code_opens_once_by_pages_and_api_together(user, ways, step):
    first, second = ways
    assert first(user, code_of(step))
    cache.clear()
    assert not second(user, code_of(step))


@pytest.mark.usefixtures("no_redis")
def test_a_code_opens_once_while_redis_is_away(user):
    assert by_page(user, code_of())
    assert not by_page(user, code_of())
    assert not by_api(user, code_of())


def test_an_older_code_opens_no_more_and_a_newer_one_does(user):
    assert by_page(user, code_of())
    assert not by_page(user, code_of(-1))
    assert by_page(user, code_of(1))


def test_the_code_that_set_the_app_up_opens_nothing():
    user, client = make_user(), Client()
    log_in(client, user.username)
    activate = "/accounts/2fa/totp/activate/"
    page = client.post(f"/accounts/reauthenticate/?next={activate}", {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post(activate, {"code": code})
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert not by_page(user, code)


@pytest.mark.parametrize("path, form", [
    ("/accounts/2fa/reauthenticate/", {}),
    ("/accounts/data/", {"do": "erase", "password": PASSWORD}),
])  # fmt: skip
def test_a_code_that_let_somebody_in_confirms_nothing_else(user, path, form):
    client = Client()
    log_in(client, user.username)
    client.post("/accounts/2fa/authenticate/", {"code": code_of()})
    assert logged_in_as(client) == user.pk
    answer = client.post(path, form | {"code": code_of()})
    assert answer.context["form"].errors.keys() == {"code"}
    user.refresh_from_db()
    assert user.erased_at is None


@pytest.mark.django_db(transaction=True)
def test_of_many_who_show_one_code_at_once_one_gets_in(user):
    for step in range(5):
        TotpUse.objects.all().delete()
        answers = at_once(*[lambda: totp.use_code(user=user.pk, secret=SECRET, code=code_of())] * 6)
        assert answers.count(True) == 1, step


@pytest.mark.django_db(transaction=True)
def test_read_first_and_written_after_several_get_in(user):
    from threading import Barrier

    read = Barrier(6)

    def in_two_steps(*, user: int, step: int) -> bool:
        fresh = not TotpUse.objects.filter(user_id=user, step__gte=step).exists()
        read.wait(5)
        TotpUse.objects.update_or_create(user_id=user, defaults={"step": step})
        return fresh

    with mock.patch.object(totp, "use_step", in_two_steps):
        answers = at_once(*[lambda: totp.use_code(user=user.pk, secret=SECRET, code=code_of())] * 6)
    assert answers.count(True) > 1
