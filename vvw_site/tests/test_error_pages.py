"""The pages for faults of the site and for an unavailable database: they need neither session nor database."""

from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from game.tests.make import make_character
from vvw_site.tests.players import user_of

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse


def unavailable(*args: object, **kwargs: object) -> None:
    raise OperationalError("the server closed the connection unexpectedly") from psycopg.OperationalError()


def broken(*args: object, **kwargs: object) -> None:
    raise ZeroDivisionError


@pytest.fixture
def visitor() -> Client:
    """A client that gets the response to an exception, not the exception."""
    return Client(raise_request_exception=False)


def assert_is_our_page(
    answer: "_MonkeyPatchedWSGIResponse", status: int = 500, heading: str = "A lamp went out on our side"
) -> None:
    assert answer.status_code == status
    text = answer.content.decode()
    assert heading in text and "Traceback" not in text and "OperationalError" not in text
    assert "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_an_exception_in_a_view_returns_the_error_page(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.views.landing.render", broken)
    assert_is_our_page(visitor.get("/"))


@pytest.mark.django_db
def test_a_page_without_the_database_is_a_503_with_retry_after(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.force_login(user_of(make_character()))
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", unavailable)
        page = visitor.get("/play/")
        assert_is_our_page(page, 503, "The gate is crowded")
        assert page["Retry-After"] == "5"
        answer = visitor.get("/api/v1/dashboard", headers={"authorization": "Bearer " + "x" * 43})
    assert answer.status_code == 503 and answer.json()["error"]["code"] == "unavailable"


@pytest.mark.django_db
def test_a_rate_limit_of_the_account_pages_gives_our_page(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"reset_password": "1/m/ip"}
    client.post("/accounts/password/reset/", {"email": "one@example.org"})
    answer = client.post("/accounts/password/reset/", {"email": "one@example.org"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Catch your breath" in answer.content.decode()
