"""Receipts: the first answer to a request is stored, and a repeated request gets it again."""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from django.db import IntegrityError, connection
from msgspec import Struct

from game.actions.actor import Actor, Repeat
from game.actions.constraints import player_refusal
from game.models.ids import CharacterId
from game.rules.errors import GameError
from vvw_site.foundation.database.statement import Statement

R = TypeVar("R", bound=Struct)
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class StoredAs(Struct, frozen=True):
    """The names under which receipts store an action. They are declared, so that a renamed function or parameter still finds
    the receipts of the version before. parameters: stored names by parameter, for those whose two names differ.
    """

    name: str
    parameters: Mapping[str, str] = {}

    def digest(self, params: Mapping[str, object]) -> bytes:
        """BLAKE2b, 16 bytes, of the request. It reveals that a key was used for another request."""
        request = [self.name, {self.parameters.get(name, name): value for name, value in params.items()}]
        return hashlib.blake2b(msgspec.json.encode(request), digest_size=16).digest()


class StoredReceipt(Struct, frozen=True, array_like=True):
    """A receipt as the database returns it. digest in hex; at: when it was written."""

    digest: str
    answer: str
    at: datetime


INSERT = """INSERT INTO game_receipt (character_id, key, action, digest, answer)
    VALUES (%(by)s, %(key)s, %(action)s, %(digest)s, %(answer)s)"""
"""Its constraint one_answer_per_key is the last guard against doing something twice."""


def first_answer(
    actor: Actor, stored: StoredAs, params: Mapping[str, object], answer: type[R], attempt: Callable[[bytes], R]
) -> R:
    """The answer of the attempt, which gets the request's digest.

    If the attempt fails and the key has a receipt by now, the receipt's answer counts: the same request, sent before or at
    the same time, finished while this one waited. GameError as in player_action.action.
    """
    check_key(actor.key)
    digest = stored.digest(params)
    try:
        return attempt(digest)
    except (GameError, IntegrityError) as error:
        if (receipt := find(actor.character, actor.key)) is not None:
            return repeated_answer(receipt, digest, answer, actor.repeat)
        if isinstance(error, GameError):
            raise
        raise player_refusal(error) from error


def check_key(key: str | None) -> None:
    """GameError invalid for a key of the wrong shape."""
    if key is not None and not KEY.fullmatch(key):
        raise GameError("invalid", "A key has 8 to 64 letters, digits, - or _.", field="idempotency_key")


def insert_params(character: CharacterId, key: str, action: str, digest: bytes, answer: Struct) -> dict[str, Any]:
    """The parameters of INSERT."""
    return {"by": character, "key": key, "action": action, "digest": digest, "answer": msgspec.json.encode(answer).decode()}


def store(character: CharacterId, key: str, action: str, digest: bytes, answer: Struct) -> None:
    """Write the receipt, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, insert_params(character, key, action, digest, answer))


def find(character: CharacterId, key: str | None) -> StoredReceipt | None:
    """The receipt of a key, if there is one. One statement; none without a key."""
    if key is None:
        return None
    found: StoredReceipt | None = _FIND.row(by=character, key=key)
    return found


# Served by one_answer_per_key.
_FIND = Statement(
    "SELECT json_build_array(encode(digest, 'hex'), answer, at)::text FROM game_receipt "
    "WHERE character_id = %(by)s AND key = %(key)s",
    StoredReceipt,
)


def repeated_answer(receipt: StoredReceipt, digest: bytes, answer: type[R], repeat: Repeat | None = None) -> R:
    """The answer of a receipt. repeat: gets the moment of the receipt. GameError key_reused if the request was another."""
    if repeat is not None:
        repeat.at = receipt.at
    if receipt.digest != digest.hex():
        raise GameError("key_reused", "This key was used for another request.", field="idempotency_key")
    return msgspec.json.decode(receipt.answer, type=answer)
