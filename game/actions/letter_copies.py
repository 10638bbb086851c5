"""Each side of a letter has a copy. Copies of characters without an owner are deleted. A letter without copies is removed, with
its empty escrow.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from game.actions.batches import in_batches
from game.actions.locking import check_in_transaction
from game.actions.transaction import TransactionContext
from game.models import Letter
from game.models.ids import CharacterId

BATCH = 1_000
GONE = 10_000
"""Characters of one run of delete_copies_of_the_gone."""


def delete_copies_of(characters: Iterable[CharacterId]) -> int:
    """Delete the copies that these characters have of settled letters, and return the number of letters. Letters that hold something
    unclaimed stay until the job has settled them (letter_return.py). The caller holds the characters' locks; the letters are locked
    here. One statement."""
    check_in_transaction()
    with connection.cursor() as cursor:
        cursor.execute(_DELETE_COPIES, {"characters": list(characters), "open": Letter.OPEN, "now": timezone.now()})
        count: int = cursor.rowcount
    return count


def delete_copies_of_the_gone() -> int:
    """Delete the copies that characters without an owner still have, because a letter was settled after their erasure. A character
    whose letter is being claimed at the moment is left to the next run, as are those that are more than GONE."""
    gone = [CharacterId(number) for (number,) in _rows(_GONE_WITH_COPIES, [Letter.OPEN, Letter.OPEN, GONE])]
    deleted, _ = in_batches(gone, _delete_free_copies, size=BATCH, what="letters of an erased character not deleted")
    return sum(deleted)


def _delete_free_copies(characters: list[CharacterId]) -> int:
    return delete_copies_of(TransactionContext().lock_free_characters(characters))


def delete_unseen() -> int:
    """Remove the letters without copies; return their number. Letters with an open report stay, and letters that still count
    among those that somebody sent in a day (rules/mail.py). Each batch is a transaction."""
    total = 0
    while True:
        with transaction.atomic():
            found = _rows(_UNSEEN, [BATCH])
            _remove([letter for letter, _ in found], [escrow for _, escrow in found if escrow is not None])
        total += len(found)
        if len(found) < BATCH:
            return total


def _remove(letters: list[int], escrows: list[int]) -> None:
    """Remove these letters and their escrows. Letters that answer them lose the link."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE game_letter SET answers_id = NULL WHERE answers_id = ANY (%s)", [letters])
        cursor.execute("DELETE FROM game_letter WHERE id = ANY (%s)", [letters])
    _remove_escrows(escrows)


def _remove_escrows(escrows: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE_ESCROWS, [escrows])


def _rows(sql: str, params: list[int | str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


# The letters are locked in the order of their ids, as by every other action. Served by letters_received and letters_sent.
_DELETE_COPIES = """
WITH mine AS MATERIALIZED (
    SELECT id FROM game_letter WHERE state <> %(open)s AND id IN (
        SELECT id FROM game_letter WHERE recipient_id = ANY (%(characters)s::bigint[]) AND deleted_by_recipient_at IS NULL
        UNION ALL
        SELECT id FROM game_letter WHERE sender_id = ANY (%(characters)s::bigint[]) AND deleted_by_sender_at IS NULL
    ) ORDER BY id FOR NO KEY UPDATE
)
UPDATE game_letter l SET
    deleted_by_recipient_at = CASE
        WHEN l.recipient_id = ANY (%(characters)s::bigint[]) THEN coalesce(l.deleted_by_recipient_at, %(now)s)
        ELSE l.deleted_by_recipient_at END,
    deleted_by_sender_at = CASE
        WHEN l.sender_id = ANY (%(characters)s::bigint[]) THEN coalesce(l.deleted_by_sender_at, %(now)s)
        ELSE l.deleted_by_sender_at END
FROM mine WHERE l.id = mine.id
"""
_GONE_WITH_COPIES = """
SELECT c.id FROM game_character c WHERE c.user_id IS NULL AND (
    EXISTS (SELECT FROM game_letter l
        WHERE l.recipient_id = c.id AND l.deleted_by_recipient_at IS NULL AND l.state <> %s)
    OR EXISTS (SELECT FROM game_letter l
        WHERE l.sender_id = c.id AND l.deleted_by_sender_at IS NULL AND l.state <> %s)
) ORDER BY c.id LIMIT %s
"""
# Served by letters_unseen and reports_open. A letter that is being answered at the moment is left.
_UNSEEN = """
SELECT l.id, l.escrow_id FROM game_letter l
WHERE l.deleted_by_recipient_at IS NOT NULL AND (l.sender_id IS NULL OR l.deleted_by_sender_at IS NOT NULL)
    AND l.sent_at < now() - interval '1 day'
    AND NOT EXISTS (SELECT FROM game_report r WHERE r.target = 'letter:' || l.id AND r.state = 'open')
ORDER BY l.id LIMIT %s FOR UPDATE OF l SKIP LOCKED
"""
_REMOVE_ESCROWS = """
DELETE FROM game_ledgeraccount a WHERE a.id = ANY (%s) AND a.gold = 0
    AND NOT EXISTS (SELECT FROM game_holding h WHERE h.account_id = a.id)
"""
