"""Calls of an account and of a network are limited, in the memory of the process."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.rules.allowance import Allowance
from game.api import call_limits
from game.tests.api.talk import owner_of
from game.tests.make import make_character
from vvw_site.tests.players import bearer

pytestmark = [pytest.mark.django_db, pytest.mark.limits]
DASHBOARD = "/api/v1/dashboard"


def call(headers: dict[str, str], address: str = "127.0.0.1", path: str = DASHBOARD) -> int:
    answer = Client(REMOTE_ADDR=address).get(path, headers=headers)
    if answer.status_code == 429:
        assert answer.json()["error"]["code"] == "too_fast" and int(answer.headers["Retry-After"]) > 0
    return answer.status_code


def test_an_account_that_does_not_wait_is_refused_and_another_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_limits, "_accounts", Allowance(2, 0.001))
    mine, other = (bearer(owner_of(make_character())) for _ in range(2))
    assert [call(mine), call(mine), call(mine), call(other)] == [200, 200, 429, 200]


def test_a_network_that_does_not_wait_is_refused_whoever_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_limits, "_networks", Allowance(2, 0.001))
    tokens = [bearer(owner_of(make_character())) for _ in range(3)]
    assert [call(tokens[n], f"203.0.113.{n}") for n in range(3)] == [200, 200, 429]
    assert call({"Authorization": "Bearer of-nobody-at-all"}, "203.0.113.9") == 429  # before the token is looked up
    assert call({}, "203.0.113.9", "/api/public/v1/items") == 429
    assert call(tokens[0], "203.0.114.1") == 200
    assert [call(tokens[0], f"2001:db8:7:{n}::1") for n in range(3)] == [200, 200, 429]
    assert [call(tokens[0], "2001:db8:8::1"), call(tokens[0])] == [200, 200]  # another network, and this machine


def test_nothing_is_refused_where_limits_are_not_enforced(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LIMITS_ENFORCED = False
    monkeypatch.setattr(call_limits, "_accounts", Allowance(1, 0.001))
    monkeypatch.setattr(call_limits, "_networks", Allowance(1, 0.001))
    mine = bearer(owner_of(make_character()))
    assert [call(mine, "203.0.113.1") for _ in range(3)] == [200, 200, 200]
