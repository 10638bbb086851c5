"""Maintenance: who is refused, who is not, and what the answers say."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from game.tests.api.talk import make_program
from game.tests.make import make_character, make_user
from vvw_site.tests.players import user_of

Open = Callable[[], None]


@pytest.fixture(params=["setting", "file"])
def reopen(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Open:
    """The site is closed in one of the two ways; a call opens it again."""
    settings.MAINTENANCE_FILE = str(tmp_path / "maintenance")
    if request.param == "setting":
        settings.MAINTENANCE = True
    else:
        (tmp_path / "maintenance").touch()

    def open_site() -> None:
        settings.MAINTENANCE = False
        (tmp_path / "maintenance").unlink(missing_ok=True)

    return open_site


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/play/", "/leaderboards/", "/accounts/signup/", "/no-such-page"])
def test_during_maintenance_every_page_is_a_503_with_retry_after(client: Client, reopen: Open, path: str) -> None:
    client.force_login(user_of(make_character()))
    answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert "The lamplighters are at work" in answer.content.decode()
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    reopen()
    assert client.get(path).status_code in (200, 302, 404)


@pytest.mark.django_db
def test_during_maintenance_forms_change_nothing(client: Client, reopen: Open) -> None:
    assert client.post("/play/guest/", {"faction": "vampire"}).status_code == 503


@pytest.mark.django_db
def test_during_maintenance_the_api_returns_its_own_error(reopen: Open) -> None:
    answer = make_program().get("dashboard")
    assert answer.status == 503
    assert answer.json is not None
    assert answer.json["error"]["code"] == "unavailable" and answer.json["error"]["retry_after"] == 300
    assert answer.response["Retry-After"] == "300"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz/live", "/healthz/ready", "/static/css/base.css", "/accounts/login/", "/status/"])
def test_during_maintenance_health_checks_static_files_and_the_login_work(client: Client, reopen: Open, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.django_db
def test_during_maintenance_staff_can_use_the_site(client: Client, reopen: Open) -> None:
    assert client.get("/admin/").status_code == 302
    client.force_login(make_user(is_staff=True, is_superuser=True))
    assert client.get("/admin/").status_code == 200
    assert client.get("/leaderboards/").status_code in (200, 302)


def test_the_page_needs_no_database(client: Client, reopen: Open) -> None:
    # No database mark: a query would fail this test. A user who cannot be identified is not staff.
    client.cookies["sessionid"] = "x" * 32
    assert client.get("/play/").status_code == 503
