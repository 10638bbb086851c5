"""Whose a token is. Only its hash is kept: the token itself was shown once, when it was issued."""

import hashlib
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from game.models import ApiToken, Character

_OF_USER = ("id", "username", "is_active", "banned_until", "ban_reason")
"""The columns of the user that a request needs; the password's hash stays where it is."""


def digest_of(token: str) -> str:
    """What is kept of a token. SHA-256 is enough: a token is 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def access_token(token: str) -> ApiToken | None:
    """The living token with its user and character, in one statement; None when it is unknown or has ended."""
    sql, parts = _statement()
    with connection.cursor() as cursor:
        cursor.execute(sql, [digest_of(token), timezone.now()])
        row = cursor.fetchone()
    if row is None:
        return None
    found, start = [], 0
    for model, columns in parts:
        found.append(_instance(model, columns, row[start : start + len(columns)]))
        start += len(columns)
    living, living.user, living.character = found
    return living


@cache
def _statement() -> tuple[str, list[tuple[type[Model], list[str]]]]:
    """The SQL and, for each model, its columns in their order. It is asked in every request: the ORM takes a third of a
    millisecond to write these three tables down each time. Served by the unique index of digest and two primary keys."""
    user = [f.attname for f in User._meta.concrete_fields if f.attname in _OF_USER]
    parts: list[tuple[type[Model], list[str]]] = [
        (ApiToken, _columns(ApiToken)),
        (User, user),
        (Character, _columns(Character)),
    ]
    columns = ", ".join(f'{name}."{column}"' for name, (_, own) in zip("tuc", parts, strict=True) for column in own)
    tables = [m._meta.db_table for m, _ in parts]
    sql = (
        f"SELECT {columns} FROM {tables[0]} t JOIN {tables[1]} u ON u.id = t.user_id "  # noqa: S608 (names of our own models)
        f"LEFT JOIN {tables[2]} c ON c.id = t.character_id WHERE t.digest = %s AND t.expires_at > %s"
    )
    return sql, parts


def _columns(model: type[Model]) -> list[str]:
    return [f.attname for f in model._meta.concrete_fields]


def _instance(model: type[Model], columns: list[str], values: tuple[Any, ...]) -> Any:
    return None if values[0] is None else model.from_db(connection.alias, columns, values)
