"""Whose a token is. Only its hash is kept: the token itself was shown once, when it was issued."""

import hashlib
from functools import cache

from django.db import connection
from django.utils import timezone

from accounts.models import User
from game.models import ApiToken, Character
from game.queries.rows import columns_of, instance, selected

OF_USER = ("id", "username", "is_active", "banned_until", "ban_reason")
"""The columns of the user that a request needs; the password's hash stays where it is."""


def digest_of(token: str) -> str:
    """What is kept of a token. SHA-256 is enough: a token is 256 random bits, there is nothing to guess."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def access_token(token: str) -> ApiToken | None:
    """The living token with its user and character, in one statement; None when it is unknown or has ended."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [digest_of(token), timezone.now()])
        row = cursor.fetchone()
    if row is None:
        return None
    first, second = len(columns_of(ApiToken)), len(columns_of(ApiToken)) + len(columns_of(User, OF_USER))
    living = instance(ApiToken, row[:first])
    living.user = instance(User, row[first:second], OF_USER)
    living.character = instance(Character, row[second:])
    return living


@cache
def _statement() -> str:
    """Served by the unique index of digest and two primary keys."""
    columns = f"{selected(ApiToken, 't')}, {selected(User, 'u', OF_USER)}, {selected(Character, 'c')}"
    return (
        f"SELECT {columns} FROM {ApiToken._meta.db_table} t JOIN {User._meta.db_table} u ON u.id = t.user_id "  # noqa: S608
        f"LEFT JOIN {Character._meta.db_table} c ON c.id = t.character_id WHERE t.digest = %s AND t.expires_at > %s"
    )
