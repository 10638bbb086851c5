"""Locking characters. The lock is an update, so it changes the version of each locked row. A hunt that was computed from the
row before the lock cannot be written afterwards, even if the action that held the lock changed no column.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError

from game.actions.receipts import StoredReceipt
from game.models import Character
from game.models.ids import CharacterId
from game.queries.characters import as_read
from game.rules.errors import GameError
from vvw_site.foundation.database.rows import selected, shape_of
from vvw_site.foundation.database.statement import Statement

_VERSIONED: Any = tuple[shape_of(Character), str]  # type: ignore[misc]
_SHAPE: Any = tuple[shape_of(Character), str, StoredReceipt | None]  # type: ignore[misc]


class LockOrderError(Exception):
    """Rows are locked in an order that can deadlock with another action: a fault of the code."""


def check_in_transaction() -> None:
    """TransactionManagementError outside a transaction, where a lock would end with its statement."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("a lock needs a transaction")


def lock_for_action(
    character: CharacterId, key: str | None, parties: Iterable[CharacterId] = ()
) -> tuple[Character, StoredReceipt | None, dict[CharacterId, Character]]:
    """A living character and the other parties, locked in one statement in the order of their ids, with their new versions;
    and the receipt of the actor's key, None without a key. Parties include deleted characters; unknown ids are left out.

    A receipt that is committed during the wait for the lock is not seen here; first_answer finds it. GameError not_found.
    """
    check_in_transaction()
    others = set(parties) - {character}
    if others:
        rows = _LOCK_PARTIES.rows(key=key, character=character, ids=sorted(others | {character}))
    else:
        rows = _LOCK_ONE.rows(key=key, character=character)
    locked = [(as_read(values, version), receipt) for values, version, receipt in rows]
    found = {character.id: (character, receipt) for character, receipt in locked}
    actor, receipt = found.pop(character, (None, None))
    if actor is None or actor.deleted_at is not None:
        raise GameError("not_found", "That character is gone.")
    return actor, receipt, {party: row for party, (row, _) in found.items()}


def lock_characters(ids: Iterable[CharacterId]) -> dict[CharacterId, Character]:
    """The characters by id, deleted ones included, locked in the order of their ids; ids without a character are left out."""
    return _locked(_LOCK_MANY, ids)


def lock_free_characters(ids: Iterable[CharacterId]) -> dict[CharacterId, Character]:
    """The same, without those that another transaction has locked: this waits for nobody."""
    return _locked(_LOCK_FREE, ids)


def _locked(lock: Statement, ids: Iterable[CharacterId]) -> dict[CharacterId, Character]:
    check_in_transaction()
    found = [as_read(*row) for row in lock.rows(ids=sorted(set(ids)))]
    return {character.id: character for character in sorted(found, key=lambda c: c.id)}


_RECEIPT = """(SELECT json_build_array(encode(r.digest, 'hex'), r.answer, r.at) FROM game_receipt r
    WHERE r.character_id = c.id AND r.key = %(key)s AND c.id = %(character)s)"""
_WANTED = """WITH wanted AS MATERIALIZED (
    SELECT id FROM game_character WHERE id = ANY (%(ids)s::bigint[]) ORDER BY id FOR NO KEY UPDATE
)
UPDATE game_character c SET level = c.level FROM wanted WHERE c.id = wanted.id"""
# `level = c.level` changes nothing but the row's version (xmin). Served by the primary key and by one_answer_per_key.
_LOCK_ONE = Statement(
    f"""UPDATE game_character c SET level = c.level WHERE c.id = %(character)s AND c.deleted_at IS NULL
    RETURNING json_build_array({selected(Character, "c")}, c.xmin, {_RECEIPT})::text""",  # noqa: S608
    _SHAPE,
)
_LOCK_PARTIES = Statement(f"{_WANTED} RETURNING json_build_array({selected(Character, 'c')}, c.xmin, {_RECEIPT})::text", _SHAPE)
_MANY = f"{_WANTED} RETURNING json_build_array({selected(Character, 'c')}, c.xmin)::text"
_LOCK_MANY = Statement(_MANY, _VERSIONED)
_LOCK_FREE = Statement(_MANY.replace("FOR NO KEY UPDATE", "FOR NO KEY UPDATE SKIP LOCKED"), _VERSIONED)
