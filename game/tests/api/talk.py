"""Calls the API as a program does: JSON, a bearer token, and the SQL statements of each request."""

import json
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from game.actions import tokens
from game.models import Character
from game.tests.make import make_character

_FRAME = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


class Answer:
    """A response. statements: SQL of the request, without the begin and end of transactions (the test client adds some)."""

    def __init__(self, response: Any, statements: list[str]) -> None:
        self.response = response
        self.status = response.status_code
        self.statements = statements
        self.json: Any = response.json() if response.content else None

    @property
    def code(self) -> str:
        return str(self.json["error"]["code"])

    @property
    def refusal(self) -> tuple[int, str]:
        """Status and code of an error."""
        return self.status, self.code

    @property
    def field_refusal(self) -> tuple[int, str, str | None]:
        """Status, code and field of an error."""
        return self.status, self.code, self.field

    @property
    def field(self) -> str | None:
        field: str | None = self.json["error"].get("field")
        return field


class Program:
    """A client with the token of a character, with a given token, or with none."""

    def __init__(self, character: Character | None = None, token: str = "") -> None:
        self.client = Client()
        self._character = character
        self.token = token or (tokens.issue(owner_of(character)).token if character else "")

    @property
    def character(self) -> Character:
        """The character of the token. AssertionError for a program without one."""
        assert self._character is not None
        return self._character

    def ask(self, method: str, path: str, body: Any = None, *, key: str = "", **extra: Any) -> Answer:
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        if key:
            headers["idempotency-key"] = key
        headers |= extra.pop("headers", {})
        if body is not None:
            extra |= {"data": body, "content_type": extra.get("content_type", "application/json")}
        with CaptureQueriesContext(connection) as captured:
            response = self.client.generic(method, path, headers=headers, **_encoded(extra))
        statements = [q["sql"] for q in captured if not q["sql"].startswith(_FRAME)]
        return Answer(response, statements)

    def get(self, path: str, **extra: Any) -> Answer:
        return self.ask("GET", f"/api/v1/{path}", **extra)

    def post(self, path: str, body: Any = None, **extra: Any) -> Answer:
        return self.ask("POST", f"/api/v1/{path}", body, **extra)

    def put(self, path: str, body: Any = None, **extra: Any) -> Answer:
        return self.ask("PUT", f"/api/v1/{path}", body, **extra)

    def delete(self, path: str, **extra: Any) -> Answer:
        return self.ask("DELETE", f"/api/v1/{path}", **extra)


def _encoded(extra: dict[str, Any]) -> dict[str, Any]:
    data = extra.get("data")
    if data is not None and not isinstance(data, bytes | str):
        extra["data"] = json.dumps(data)
    return extra


def owner_of(character: Character) -> User:
    assert character.user is not None
    return character.user


def make_program(**fields: Any) -> Program:
    return Program(make_character(**fields))
