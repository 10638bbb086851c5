"""The limit on logins, by page and by API."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.limits.login import login_wait
from accounts.tests.make import log_in, make_user, request_from

pytestmark = pytest.mark.django_db
WRONG = "wrong wrong wrong"


def test_the_sixth_log_in_of_a_minute_is_refused_even_with_the_right_password(client: Client) -> None:
    user = make_user()
    for _ in range(5):
        assert log_in(client, user.username, WRONG).status_code == 200
    answer = log_in(client, user.username)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "Too many log-ins. Try again in " in answer.content.decode()
    assert log_in(Client(), user.username, REMOTE_ADDR="10.9.9.9").status_code == 302


def test_an_eleventh_log_in_of_an_hour_to_one_name_is_refused_from_anywhere(client: Client) -> None:
    user = make_user(username="Mirela")
    for number in range(10):
        name = "mirela" if number % 2 else "MIRELA"
        assert log_in(client, name, WRONG, REMOTE_ADDR=f"10.0.0.{number}").status_code == 200
    answer = log_in(client, user.username, REMOTE_ADDR="10.0.1.1")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 3000


def test_page_and_api_count_together(client: Client) -> None:
    make_user(username="Mirela")
    for _ in range(3):
        log_in(client, "Mirela", WRONG)
    for _ in range(2):
        assert login_wait(request_from("127.0.0.1"), "Mirela") == 0
    assert log_in(client, "Mirela").status_code == 429
    assert login_wait(request_from("127.0.0.1"), "Mirela") > 0


def test_attempts_from_one_address_do_not_use_up_the_limit_of_a_name() -> None:
    for _ in range(30):
        login_wait(request_from("10.0.0.1"), "mirela")
    assert login_wait(request_from("10.0.0.2"), "mirela") == 0


def test_without_a_proxy_a_forged_header_does_not_bypass_the_limit(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 0
    answers = [log_in(client, f"name_{n}", WRONG, HTTP_X_FORWARDED_FOR=f"1.1.1.{n}").status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


def test_behind_a_proxy_a_forged_header_does_not_bypass_the_limit(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    answers = [log_in(client, f"name_{n}", WRONG, HTTP_X_FORWARDED_FOR=f"1.1.1.{n}, 7.7.7.7").status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


def test_behind_a_proxy_each_client_has_its_own_limit(client: Client, settings: Settings) -> None:
    settings.TRUSTED_PROXY_COUNT = 1
    answers = [log_in(client, f"name_{n}", WRONG, HTTP_X_FORWARDED_FOR=f"7.7.7.{n}").status_code for n in range(8)]
    assert answers == [200] * 8
