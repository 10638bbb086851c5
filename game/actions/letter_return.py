"""The job that returns unclaimed attachments: to the sender, or to the recipient if the sender is gone."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import structlog
from django.db import connection
from django.utils import timezone
from msgspec import Struct

from game.actions import ledger
from game.actions.batches import in_batches
from game.actions.letter_delivery import page_of
from game.actions.letter_goods import goods_of_letters, way_out
from game.actions.notices import NewNotice, notify_all
from game.actions.transaction import TransactionContext
from game.models import Character, Letter
from game.models.ids import CharacterId, LetterId
from game.models.notice_choice import LETTER
from game.queries.mail import sides_of, to_be_returned

log = structlog.get_logger("game.action")
BATCH = 500
"""Letters of one transaction."""
_TURN = 1_900_010
"""Number of the advisory lock of the one batch that runs: two would each lock one side of a letter, and neither would return it."""


class Return(Struct, frozen=True):
    """A letter that is settled: who gets what it held, and the state that it is in then."""

    letter: Letter
    sender: Character | None
    recipient: Character
    receiver: Character
    state: str


class ReturnBatch(Struct, frozen=True):
    """What a batch did: counts by state. busy: letters with a side that somebody else had locked."""

    states: Counter[str]
    busy: list[LetterId]


def return_unclaimed(now: datetime | None = None) -> dict[str, int]:
    """Settle the open letters whose time is over or whose recipient was erased, many in one transaction. It waits for no player: a
    letter whose side acts at the moment is left to the next run, as is one that fails, which holds up no other. Running it twice, or
    beside a claim, returns nothing twice. Counts: returned, passed_on, failed.
    """
    now = now or timezone.now()
    counts = Counter({Letter.RETURNED: 0, Letter.PASSED_ON: 0, "failed": 0})
    left: set[LetterId] = set()
    while letters := [pk for pk in to_be_returned(now, BATCH + len(left)) if pk not in left]:
        batches, failed = in_batches(letters, lambda some: _return(some, now), size=BATCH, what="letter not returned")
        for batch in batches:
            counts.update(batch.states)
            left.update(batch.busy)
        left.update(failed)
        counts["failed"] += len(failed)
    if busy := len(left) - counts["failed"]:
        log.info("letters left to the next run", letters=busy)
    return dict(counts)


def _return(letters: Sequence[LetterId], now: datetime) -> ReturnBatch:
    """Eight statements, however many letters. Letters that were settled in the meantime, and perhaps removed, are left out."""
    context = TransactionContext()
    context.take_turn(_TURN)
    sides = sides_of(letters)
    characters = context.lock_free_characters({side for pair in sides.values() for side in pair})
    free = [letter for letter, pair in sides.items() if all(side in characters for side in pair)]
    due = [_way_of(found, characters) for found in context.lock_shared(Letter, free) if _is_due(found, characters, now)]
    if due:
        goods = goods_of_letters([one.letter for one in due])
        moves = [move for one, held in zip(due, goods, strict=True) for move in way_out(one.letter, one.receiver.id, held)]
        ledger.post(moves, reason="letter_returned")
        _close(due, context.now)
        notify_all([_notice(one) for one in due])
    return ReturnBatch(Counter(one.state for one in due), sorted(sides.keys() - set(free)))


def _is_due(letter: Letter, characters: dict[CharacterId, Character], now: datetime) -> bool:
    is_late = letter.expires_at is not None and letter.expires_at <= now
    return letter.is_unclaimed and (is_late or characters[CharacterId(letter.recipient_id)].user_id is None)


def _way_of(letter: Letter, characters: dict[CharacterId, Character]) -> Return:
    """A sender whose account was erased gets the attachments only if the recipient's was erased as well."""
    recipient = characters[CharacterId(letter.recipient_id)]
    sender = None if letter.sender_id is None else characters[CharacterId(letter.sender_id)]
    if sender is None or (sender.user_id is None and recipient.user_id is not None):
        return Return(letter, sender, recipient, recipient, Letter.PASSED_ON)
    return Return(letter, sender, recipient, sender, Letter.RETURNED)


def _close(returns: Sequence[Return], now: datetime) -> None:
    """Write the states, and delete the copies of characters without an owner: they had to stay while something was unclaimed."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, {
            "letters": [one.letter.pk for one in returns], "states": [one.state for one in returns], "now": now,
            "recipient_is_gone": [one.recipient.user_id is None for one in returns],
            "sender_is_gone": [one.sender is not None and one.sender.user_id is None for one in returns],
        })  # fmt: skip


def _notice(one: Return) -> NewNotice:
    """Who belongs to nobody gets none (notices.py)."""
    words = (
        "Nobody claimed what you sent" if one.state == Letter.RETURNED else "The sender is gone, so you were given what came"
    )
    return NewNotice(
        one.receiver.id, LETTER, f"{words} with the letter “{one.letter.subject}”.", page_of(LetterId(one.letter.pk))
    )


_CLOSE = """UPDATE game_letter l SET state = d.state, settled_at = %(now)s,
    deleted_by_recipient_at = CASE WHEN d.recipient_is_gone THEN %(now)s ELSE l.deleted_by_recipient_at END,
    deleted_by_sender_at = CASE WHEN d.sender_is_gone THEN %(now)s ELSE l.deleted_by_sender_at END
FROM unnest(%(letters)s::bigint[], %(states)s::text[], %(recipient_is_gone)s::bool[], %(sender_is_gone)s::bool[])
    AS d(id, state, recipient_is_gone, sender_is_gone)
WHERE l.id = d.id"""
