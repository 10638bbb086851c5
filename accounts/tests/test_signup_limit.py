"""The limits on new accounts."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.limits.signup import SIGNUPS_PER_ADDRESS
from accounts.tests.make import PASSWORD

pytestmark = pytest.mark.django_db
_addresses = (f"10.{n // 250}.{n % 250}.1" for n in range(10_000))


def test_sign_ups_are_limited_by_network_and_by_mailbox(settings: Settings) -> None:
    def sign_up(number: int, address: str, email: str) -> int:
        form = {"username": f"Newcomer_x{number}", "email": email, "password1": PASSWORD}
        answer = Client().post("/accounts/signup/", form, REMOTE_ADDR=address)
        assert answer.status_code == 302 or 60 < int(answer["Retry-After"]) <= 24 * 3600
        return answer.status_code

    assert [sign_up(n, next(_addresses), f"Mirela+{n}@example.org") for n in range(6)] == [302] * 5 + [429]
    nets = [f"2001:db8:1:1::{n:x}" for n in range(40)]
    settings.ACCOUNT_RATE_LIMITS = {"signup": False}
    made = [sign_up(100 + n, nets[n], f"somebody{n}@example.org") for n in range(SIGNUPS_PER_ADDRESS[0] + 1)]
    assert made == [302] * SIGNUPS_PER_ADDRESS[0] + [429]
