"""The time limit of statements: requests have one, workers and commands do not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from celery.signals import beat_init, celeryd_init
from celery.utils.dispatch import Signal
from django.conf import settings as site
from django.contrib import admin
from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import FloatField, Func, Value
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.queries.rank import Rank
from game.models import Character
from game.tests.make import make_character
from game.tests.staff import make_staff
from vvw_site.foundation.database import time_limit
from vvw_site.foundation.database.postgres.base import DatabaseWrapper
from vvw_site.foundation.database.statement import Statement
from vvw_site.foundation.database.time_limit import limited, ran_out_of_time

ROOT = Path(__file__).resolve().parents[2]
SESSION = {"statement_timeout": "15s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "1min",
        "plan_cache_mode": "force_generic_plan", "jit": "off"}  # fmt: skip


def shown(connection: BaseDatabaseWrapper = connection, name: str = "statement_timeout") -> str:
    """The value of a setting of a connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        (value,) = cursor.fetchone()
        return str(value)


def sleep(*args: object, **kwargs: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:  # a savepoint: its failure does not end the test's transaction
        cursor.execute("SELECT pg_sleep(20)")


@pytest.fixture
def another() -> Iterator[DatabaseWrapper]:
    """A new connection with the site's settings."""
    wrapper = cast(DatabaseWrapper, connection.copy())
    yield wrapper
    wrapper.close()


@pytest.fixture
def short(db: None) -> None:
    """A short limit for this test's connection, so that the test need not wait."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '60ms'")


@pytest.mark.django_db
def test_a_statement_sets_the_limits_of_a_new_connection_not_start_up_options(another: DatabaseWrapper) -> None:
    assert {name: shown(another, name) for name in SESSION} == SESSION
    assert another.connection.info.options == ""


@pytest.mark.django_db(transaction=True)
def test_a_connection_of_the_pool_has_the_limits_and_keeps_them_after_a_rollback(another: DatabaseWrapper) -> None:
    another.alias = "pooled_for_a_test"
    another.settings_dict = {**another.settings_dict, "OPTIONS": {**another.settings_dict["OPTIONS"], "pool": {"min_size": 1}}}
    try:
        for _ in range(2):
            assert {name: shown(another, name) for name in SESSION} == SESSION
            another.set_autocommit(False)
            shown(another)
            another.rollback()
            another.close()  # back to the pool
    finally:
        another.close_pool()


@pytest.mark.parametrize("signal", [celeryd_init, beat_init])
@pytest.mark.django_db
def test_a_worker_has_no_limit(another: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch, signal: Signal) -> None:
    monkeypatch.setattr(time_limit, "_unlimited", False)
    signal.send(sender="test")
    assert shown(another) == "0" and shown(another, "lock_timeout") == "10s"


@pytest.mark.django_db
def test_a_command_has_no_limit() -> None:
    code = "from django.db import connection as c; k = c.cursor(); k.execute('SHOW statement_timeout'); print(k.fetchone()[0])"
    env = {**os.environ, "DATABASE_URL": site.DATABASE_URL, "REDIS_URL": site.REDIS_URL}
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code, "--settings=vvw_site.settings.test"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "0"


@pytest.mark.django_db
def test_the_limit_of_a_part_ends_with_it_and_with_its_failure() -> None:
    before = shown()
    with limited(0.05):
        assert shown() == "50ms"
    assert shown() == before
    with pytest.raises(OperationalError) as ended, limited(0.05):
        sleep()
    assert ran_out_of_time(ended.value) and shown() == before


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_the_limit_of_a_part_ends_with_its_transaction() -> None:
    with limited(0.05):
        assert shown() == "50ms"
    assert shown() == "15s"


@pytest.mark.django_db
def test_a_prepared_statement_at_its_limit_differs_from_a_lost_connection(short: None) -> None:
    with pytest.raises(OperationalError) as ended, transaction.atomic():
        Statement("SELECT pg_sleep(20)::text").rows()
    assert ran_out_of_time(ended.value)
    assert not ran_out_of_time(OperationalError("gone")) and not ran_out_of_time(None)


@pytest.mark.django_db
def test_a_page_at_the_time_limit_says_so(short: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.views.landing.render", sleep)
    page = Client(raise_request_exception=False).get("/")
    assert page.status_code == 503 and "That took too long" in page.content.decode() and page["Retry-After"] == "60"


@pytest.mark.django_db
def test_a_call_at_the_time_limit_is_unavailable(short: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.api.request_reading.access_token", sleep)
    answer = Client().get("/api/v1/dashboard", headers={"authorization": "Bearer " + "x" * 43})
    assert answer.status_code == 503 and answer["Retry-After"] == "60"
    error = answer.json()["error"]
    assert error["code"] == "unavailable" and "took too long" in error["message"]


class Sleep(Func):
    function = "pg_sleep"
    template = "(SELECT 1 FROM %(function)s(%(expressions)s))"
    output_field = FloatField()


@pytest.mark.django_db
@pytest.mark.parametrize("rank", [Rank.MODERATOR, Rank.SUPERUSER])
def test_a_list_of_the_staff_has_a_shorter_limit_and_says_what_to_do(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings, rank: Rank
) -> None:
    page = admin.site._registry[Character]
    rows = Character.objects.annotate(slow=Sleep(Value(20.0))).filter(slow=1)
    make_character()
    monkeypatch.setattr(type(page), "get_queryset", lambda self, request: rows)
    settings.STAFF_LIST_TIMEOUT = 0.05
    client.force_login(make_staff(rank))
    for query in ({}, {"q": "anybody"}, {"faction__exact": "vampire"}):
        response = client.get(reverse("admin:game_character_changelist"), query)
        text = response.content.decode()
        assert response.status_code == 503 and "This list took too long" in text and "0.05 seconds" in text
        assert f'href="{reverse("admin:game_character_changelist")}"' in text
    assert shown() == "15s"


@pytest.mark.django_db
def test_the_search_of_all_players_has_a_shorter_limit_too(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    page = admin.site._registry[Character]
    rows = Character.objects.annotate(slow=Sleep(Value(20.0))).filter(slow=1)
    make_character()
    monkeypatch.setattr(type(page), "get_queryset", lambda self, request: rows)
    settings.STAFF_LIST_TIMEOUT = 0.05
    client.force_login(make_staff(Rank.MODERATOR))
    response = client.get(reverse("admin:search"), {"s": "tester", "extended": "1"})
    assert response.status_code == 200 and "This search took too long" in response.content.decode()
