"""Locking characters. The lock is an update, so it changes the version of each locked row. A hunt that was computed from the
row before the lock cannot be written afterwards, even if the action that held the lock changed no column.
"""

from collections.abc import Iterable
from typing import Any

from game.actions.receipts import StoredReceipt
from game.models import Character
from game.models.ids import CharacterId
from game.queries.characters import as_read
from game.rules.errors import GameError
from vvw_site.foundation.database.rows import selected, shape_of
from vvw_site.foundation.database.statement import Statement

_VERSIONED: Any = tuple[shape_of(Character), str]  # type: ignore[misc]
_SHAPE: Any = tuple[shape_of(Character), str, StoredReceipt | None]  # type: ignore[misc]


def lock_for_action(character: CharacterId, key: str | None) -> tuple[Character, StoredReceipt | None]:
    """A living character, locked, with its new version; and the receipt of the key, None without a key. A receipt that is
    committed during the wait for the lock is not seen here; first_answer finds it. GameError not_found."""
    row = _LOCK_ONE.row(key=key, character=character)
    if row is None:
        raise GameError("not_found", "That character is gone.")
    values, version, receipt = row
    return as_read(values, version), receipt


def lock_characters(ids: Iterable[CharacterId]) -> dict[CharacterId, Character]:
    """The characters by id, deleted ones included, locked in the order of their ids; ids without a character are left out."""
    found = [as_read(*row) for row in _LOCK_MANY.rows(ids=sorted(set(ids)))]
    return {character.id: character for character in sorted(found, key=lambda c: c.id)}


# `level = c.level` changes nothing but the row's version (xmin). Served by the primary key and by one_answer_per_key.
_LOCK_ONE = Statement(
    f"""UPDATE game_character c SET level = c.level WHERE c.id = %(character)s AND c.deleted_at IS NULL
    RETURNING json_build_array({selected(Character, "c")}, c.xmin, (
        SELECT json_build_array(encode(r.digest, 'hex'), r.answer, r.at) FROM game_receipt r
        WHERE r.character_id = c.id AND r.key = %(key)s))::text""",  # noqa: S608
    _SHAPE,
)
_LOCK_MANY = Statement(
    f"""WITH wanted AS MATERIALIZED (
        SELECT id FROM game_character WHERE id = ANY (%(ids)s::bigint[]) ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE game_character c SET level = c.level FROM wanted WHERE c.id = wanted.id
    RETURNING json_build_array({selected(Character, "c")}, c.xmin)::text""",  # noqa: S608
    _VERSIONED,
)
