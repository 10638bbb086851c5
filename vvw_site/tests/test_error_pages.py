"""A fault of ours: the page for it comes without the request's own things, and without a database."""

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client

from game.tests.make import make_character


def away(*args: object, **kwargs: object) -> None:
    raise OperationalError("the server closed the connection unexpectedly") from psycopg.OperationalError()


def broken(*args: object, **kwargs: object) -> None:
    raise ZeroDivisionError


@pytest.fixture
def visitor() -> Client:
    """A browser that sees what a browser would: no exception comes through to the test."""
    return Client(raise_request_exception=False)


def assert_is_our_page(answer, status: int = 500, heading: str = "A lamp went out on our side") -> None:
    assert answer.status_code == status
    text = answer.content.decode()
    assert heading in text and "Traceback" not in text and "OperationalError" not in text
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_an_exception_in_a_view_gives_the_page(visitor: Client, monkeypatch):
    visitor.force_login(make_character().user)
    monkeypatch.setattr("game.views.landing.render", broken)
    visitor.logout()
    assert_is_our_page(visitor.get("/"))


@pytest.mark.django_db
def test_with_the_database_away_a_logged_in_player_is_asked_to_come_again(visitor: Client, monkeypatch):
    visitor.force_login(make_character().user)
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", away)
        page = visitor.get("/play/")
        assert_is_our_page(page, 503, "The gate is crowded")
        assert page["Retry-After"] == "5"
        answer = visitor.get("/api/v1/dashboard", headers={"authorization": "Bearer " + "x" * 43})
    assert answer.status_code == 503 and answer.json()["error"]["code"] == "unavailable"


@pytest.mark.django_db
def test_a_limit_of_the_account_pages_gives_our_page(client: Client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"reset_password": "1/m/ip"}
    client.post("/accounts/password/reset/", {"email": "one@example.org"})
    answer = client.post("/accounts/password/reset/", {"email": "one@example.org"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Catch your breath" in answer.content.decode()
