"""Health checks, and the content policy of the pages."""

import pytest
from django.test import Client
from pytest_django import Settings

from vvw_site.tests.lost_redis import take_redis_away


def test_live_needs_neither_postgres_nor_redis(client: Client, settings: Settings) -> None:
    # No database mark: a query would fail this test.
    answer = client.get("/healthz/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "live", "version": settings.VERSION})


@pytest.mark.django_db
def test_ready_when_postgres_and_redis_answer(client: Client, settings: Settings) -> None:
    answer = client.get("/healthz/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "version": settings.VERSION})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_names_the_part_and_not_its_address(client: Client, settings: Settings) -> None:
    take_redis_away(settings)
    answer = client.get("/healthz/ready")
    assert answer.status_code == 503
    assert list(answer.json()["reasons"]) == ["redis"]
    assert "nowhere" not in answer.content.decode()


@pytest.mark.django_db
def test_only_the_admin_has_a_looser_policy(client: Client) -> None:
    strict = client.get("/healthz/live")["Content-Security-Policy"]
    assert "unsafe" not in strict
    assert "frame-ancestors 'none'" in strict and "default-src 'self'" in strict
    admin = client.get("/admin/login/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval'" in admin and "default-src 'self'" in admin
    assert "script-src 'self' 'unsafe-inline'" not in admin
