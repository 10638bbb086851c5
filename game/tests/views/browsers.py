"""Browsers of players: test clients that are logged in."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from game.models import Character
from game.tests.make import make_character

HTMX = {"HX-Request": "true"}
"""Headers of a request by htmx, which gets a fragment."""


class Player(NamedTuple):
    client: Client
    character: Character


def make_player(**fields: Any) -> Player:
    """A character as make_character makes it, and a browser that is logged in as its account."""
    character = make_character(**fields)
    return Player(browser_of(character), character)


def browser_of(character: Character) -> Client:
    client = Client()
    client.force_login(user_of(character))
    return client


def user_of(character: Character) -> User:
    assert character.user is not None
    user: User = character.user
    return user


def page_of(client: Client, path: str, query: dict[str, str] | None = None) -> str:
    """The HTML of a page that answers with 200."""
    answer = client.get(path, query)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def statements_of(call: Callable[[], HttpResponseBase]) -> int:
    """How many statements a request runs. The savepoints of the test's own transaction do not count."""
    with CaptureQueriesContext(connection) as captured:
        answer = call()
    assert answer.status_code in (200, 302)
    return sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")) for q in captured)
