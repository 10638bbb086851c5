"""Receipts: the first answer to a request is stored, and a repeated request gets it again. One mechanism for every actor: a
character, a user, a member of the staff.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from django.db import DataError, IntegrityError, connection
from msgspec import Struct

from accounts.models.ids import UserId
from game.actions.actor import Repeat
from game.actions.constraints import REFUSED, refusal_of
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


class ReceiptOwner(Struct, frozen=True):
    """Whose keys are meant: a character's, or a user's."""

    character: CharacterId | None = None
    user: UserId | None = None


class KeyedRequest(Struct, frozen=True):
    """A request as its receipt stores it: who sent it, under which key (None: no receipt), what it says.

    repeat: filled in when the key was used before. by_staff: refusals are worded for the staff.
    """

    owner: ReceiptOwner
    key: str | None
    name: str
    digest: bytes
    repeat: Repeat | None = None
    by_staff: bool = False

    @property
    def key_field(self) -> str:
        return "key" if self.by_staff else "idempotency_key"


INSERT = """INSERT INTO game_receipt (character_id, key, action, digest, answer)
    VALUES (%(by)s, %(key)s, %(action)s, %(digest)s, %(answer)s)"""
"""Its constraint one_answer_per_key is the last guard against doing something twice."""
_INSERT_OF_USER = INSERT.replace("character_id", "user_id")


def first_answer(request: KeyedRequest, answer: type[R], attempt: Callable[[], R]) -> R:
    """The answer of the attempt.

    If the attempt fails and the key has a receipt by now, the receipt's answer counts: the same request, sent before or at
    the same time, finished while this one waited. GameError as in player_action.action.
    """
    check_key(request.key, field=request.key_field)
    try:
        return attempt()
    except (GameError, *REFUSED) as error:
        if (receipt := find(request.owner, request.key)) is not None:
            return repeated_answer(receipt, request, answer)
        if isinstance(error, IntegrityError | DataError):
            raise refusal_of(error, by_staff=request.by_staff) from error
        raise


def check_key(key: str | None, *, field: str = "idempotency_key") -> None:
    """GameError invalid for a key of the wrong shape."""
    if key is not None and not KEY.fullmatch(key):
        raise GameError("invalid", "A key has 8 to 64 letters, digits, - or _. Open the form again.", field=field)


def insert_params(request: KeyedRequest, answer: Struct) -> dict[str, Any]:
    """The parameters of INSERT."""
    owner = request.owner
    return {
        "by": owner.user if owner.character is None else owner.character, "key": request.key, "action": request.name,
        "digest": request.digest, "answer": msgspec.json.encode(answer).decode(),
    }  # fmt: skip


def store(request: KeyedRequest, answer: Struct) -> None:
    """Write the receipt, in the caller's transaction; nothing without a key."""
    if request.key is None:
        return
    with connection.cursor() as cursor:
        insert = _INSERT_OF_USER if request.owner.character is None else INSERT
        cursor.execute(insert, insert_params(request, answer))


def find(owner: ReceiptOwner, key: str | None) -> StoredReceipt | None:
    """The receipt of a key, if there is one. One statement; none without a key."""
    if key is None:
        return None
    statement, by = (_FIND, owner.character) if owner.character is not None else (_FIND_OF_USER, owner.user)
    found: StoredReceipt | None = statement.row(by=by, key=key)
    return found


_SELECT = "SELECT json_build_array(encode(digest, 'hex'), answer, at)::text FROM game_receipt WHERE "
# Served by one_answer_per_key and one_answer_per_key_of_user.
_FIND = Statement(f"{_SELECT}character_id = %(by)s AND key = %(key)s", StoredReceipt)
_FIND_OF_USER = Statement(f"{_SELECT}user_id = %(by)s AND key = %(key)s", StoredReceipt)


def repeated_answer(receipt: StoredReceipt, request: KeyedRequest, answer: type[R]) -> R:
    """The answer of a receipt. The request's repeat gets the moment of the receipt. GameError key_reused if the request was
    another."""
    if request.repeat is not None:
        request.repeat.at = receipt.at
    if receipt.digest != request.digest.hex():
        raise GameError(
            "key_reused", "This form or key was used for another request. Open the form again.", field=request.key_field
        )
    return msgspec.json.decode(receipt.answer, type=answer)
