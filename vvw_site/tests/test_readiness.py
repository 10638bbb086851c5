"""/healthz/ready fails when serving would be wrong, names the part, and costs one statement."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from vvw_site import health
from vvw_site.health import LACKING_SECONDS, MIGRATED_SECONDS, Migrations, NotReadyError
from vvw_site.tests.test_doctor import COLLECTED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    health.migrations.believed_until = float("-inf")
    yield
    health.migrations.believed_until = float("-inf")


def reasons(client: Client, *, secure: bool = False) -> dict[str, str]:
    answer = client.get("/healthz/ready", secure=secure)
    said = answer.json()
    assert (answer.status_code, said["status"]) in ((200, "ready"), (503, "not ready")) and said["version"]
    found: dict[str, str] = said.get("reasons", {})
    return found


def test_a_probe_each_second_costs_a_statement_each() -> None:
    client = Client()
    assert reasons(client) == {}
    with CaptureQueriesContext(connection) as statements:
        for _ in range(20):
            assert reasons(client) == {}
    assert len(statements) == 20


def test_a_read_only_database_is_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
    assert reasons(client) == {"postgres": "The database is read-only, so nothing can be written."}


def test_pending_migrations_are_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts' AND name = '0014_agreements'")
    assert list(reasons(client)) == ["migrations"] and "accounts.0014_agreements" in reasons(client)["migrations"]


def test_what_is_known_of_migrations_is_believed_for_some_seconds() -> None:
    pending, asked, now = [["game.0001"]], [0], [0.0]

    def read() -> list[str]:
        asked[0] += 1
        return pending[0]

    migrations = Migrations(read, clock=lambda: now[0])
    for _ in range(2):
        with pytest.raises(NotReadyError, match=r"game\.0001"):
            migrations.check()
    assert asked == [1]
    pending[0], now[0] = [], LACKING_SECONDS
    migrations.check()
    now[0] += MIGRATED_SECONDS - 1
    migrations.check()
    assert asked == [2]
    now[0] += 1
    migrations.check()
    assert asked == [3]


def test_static_files_that_were_not_collected_are_not_ready(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT, settings.STORAGES = str(tmp_path), COLLECTED
    assert reasons(client) == {}  # whitenoise serves the sources
    settings.WHITENOISE_USE_FINDERS = False
    settings.STORAGES = COLLECTED
    assert list(reasons(client)) == ["static"]


def test_behind_tls_a_tier_that_trusts_no_proxy_is_not_ready(client: Client, settings: Settings) -> None:
    settings.PRODUCTION, settings.TRUSTED_PROXY_COUNT = True, 0
    assert list(reasons(client)) == ["proxy"] and "403" in reasons(client)["proxy"]
    assert reasons(client, secure=True) == {}  # a server that ends TLS itself
    settings.TRUSTED_PROXY_COUNT = 1
    assert reasons(client) == {}


def test_every_response_shows_the_version_that_answers(client: Client, settings: Settings) -> None:
    for path in ("/healthz/live", "/", "/no/such/page/", "/api/v1/nowhere", "/static/css/base.css"):
        assert client.get(path)["X-VvW-Version"] == settings.VERSION, path
    assert client.get("/healthz/live").json() == {"status": "live", "version": settings.VERSION}
    assert f'vvw_build_info{{version="{settings.VERSION}"}} 1.0' in client.get("/metrics").content.decode()
