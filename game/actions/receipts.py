"""Receipts: the first answer to a request, kept so that whoever asks again gets it too."""

import hashlib
import re
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from game.rules.errors import GameError
from vvw_site.foundation.database.statement import Statement

R = TypeVar("R", bound=Struct)
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Kept(Struct, frozen=True):
    """A receipt as it is stored, and when it was written."""

    digest: bytes
    answer: str
    at: datetime


def stored(digest: str, answer: str, at: datetime) -> Kept:
    """digest in hex."""
    return Kept(bytes.fromhex(digest), answer, at)


class Repeat(Struct):
    """For an entry point that tells a repeated request from a new one: `at` is when the key was first used, None if never."""

    at: datetime | None = None


KEEP = """INSERT INTO game_receipt (character_id, key, action, digest, answer)
    VALUES (%(by)s, %(key)s, %(action)s, %(digest)s, %(answer)s)"""
"""Its constraint one_answer_per_key is the last guard against doing a thing twice."""


def check(key: str | None) -> None:
    """GameError invalid for what is no key."""
    if key is not None and not KEY.fullmatch(key):
        raise GameError("invalid", "A key has 8 to 64 letters, digits, - or _.", field="idempotency_key")


def digest_of(action: str, params: dict[str, Any]) -> bytes:
    """BLAKE2b, 16 bytes, of what was asked for: the same key with another request is refused by it."""
    return hashlib.blake2b(msgspec.json.encode([action, params]), digest_size=16).digest()


def values(character: int, key: str, action: str, digest: bytes, answer: Struct) -> dict[str, Any]:
    """What KEEP is filled with."""
    return {"by": character, "key": key, "action": action, "digest": digest, "answer": msgspec.json.encode(answer).decode()}


def kept(character: int, key: str | None) -> Kept | None:
    """The receipt for a key, if there is one. One statement; none without a key."""
    if key is None:
        return None
    found = _KEPT.row(by=character, key=key)
    return None if found is None else stored(*found)


# Served by one_answer_per_key.
_KEPT = Statement(
    "SELECT json_build_array(encode(digest, 'hex'), answer, at)::text FROM game_receipt "
    "WHERE character_id = %(by)s AND key = %(key)s",
    tuple[str, str, datetime],
)


def again(first: Kept, digest: bytes, answer: type[R], repeat: Repeat | None = None) -> R:
    """The answer of a receipt; `repeat` learns when it was given. GameError key_reused when it was given to another request."""
    if repeat is not None:
        repeat.at = first.at
    if first.digest != digest:
        raise GameError("key_reused", "This key was used for another request.", field="idempotency_key")
    return msgspec.json.decode(first.answer, type=answer)
