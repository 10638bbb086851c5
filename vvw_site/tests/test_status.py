"""The page with the state of the site."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from vvw_site import health, status
from vvw_site.foundation import redis_roles
from vvw_site.status import CHECK_SECONDS, StatusBoard
from vvw_site.tests.lost_redis import take_redis_away

WRITABLE = "SELECT pg_is_in_recovery(), current_setting('transaction_read_only')::boolean"


@pytest.mark.django_db
def test_it_is_served_to_a_session_without_redis_and_during_repairs(client: Client, settings: Settings) -> None:
    settings.MAINTENANCE = True
    take_redis_away(settings)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    status.board.checked_at = float("-inf")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/status/")
    assert [query["sql"] for query in queries] == [WRITABLE]  # the check of Postgres; nothing reads a session
    status.board.checked_at = float("-inf")
    html = answer.content.decode()
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert "Closed for repairs" in html and "does not answer" in html and "style=" not in html


@pytest.mark.django_db
def test_all_works(client: Client) -> None:
    status.board.checked_at = float("-inf")
    html = client.get("/status/").content.decode()
    assert "All lamps are lit" in html and "does not answer" not in html


def test_a_part_keeps_the_time_of_its_last_change_and_checks_are_rare() -> None:
    down, asked, now = [True], [0], [0.0]

    def check() -> None:
        asked[0] += 1
        if down[0]:
            raise OSError("gone")

    board = StatusBoard({"redis": check}, clock=lambda: now[0])
    first = board.read()[0]
    assert not first.works and first.since == board.started and first.trouble
    board.read()
    assert asked[0] == 1
    down[0], now[0] = False, CHECK_SECONDS
    second = board.read()[0]
    assert second.works and second.since > first.since and not second.trouble
    now[0] += CHECK_SECONDS
    assert board.read()[0].since == second.since and asked[0] == 3


def test_every_health_check_has_words_for_players(settings: Settings) -> None:
    assert {"postgres", *redis_roles.parts()} == health.checks().keys() <= status.WORDS.keys()
    settings.REDIS_URLS = {role: f"redis://{role}:6379/0" for role in redis_roles.ROLES}
    assert len(health.checks()) == 5 and {*health.checks(), "redis"} == status.WORDS.keys()
