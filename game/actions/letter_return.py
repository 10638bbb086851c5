"""The job that returns unclaimed attachments: to the sender, or to the recipient if the sender is gone."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.utils import timezone

from game.actions.constraints import REFUSED
from game.actions.letter_delivery import page_of
from game.actions.letter_goods import settle
from game.actions.notices import notify
from game.actions.transaction import TransactionContext, in_transaction
from game.models import Character, Letter
from game.models.ids import CharacterId, LetterId
from game.models.notice_choice import LETTER
from game.queries.mail import to_be_returned
from game.rules.errors import GameError

log = structlog.get_logger("game.action")
BATCH = 500


def return_unclaimed(now: datetime | None = None) -> dict[str, int]:
    """Settle the open letters whose time is over or whose recipient was erased, each in a transaction of its own: its two sides are
    locked, and a letter that fails must not hold up the others. Running it twice, or beside a claim, returns nothing twice.
    Counts: returned, passed_on, failed (tried again at the next run).
    """
    now = now or timezone.now()
    counts = {Letter.RETURNED: 0, Letter.PASSED_ON: 0, "failed": 0}
    failed: set[LetterId] = set()
    while letters := [pk for pk in to_be_returned(now, BATCH + len(failed)) if pk not in failed]:
        for letter in letters:
            try:
                state = in_transaction(lambda letter=letter: _return(letter, now))  # type: ignore[misc]  # a default binds it
            except (GameError, *REFUSED) as error:
                log.warning("letter not returned", letter=letter, error=str(error))
                failed.add(letter)
                counts["failed"] += 1
            else:
                if state is not None:
                    counts[state] += 1
    return counts


def _return(letter: LetterId, now: datetime) -> str | None:
    """The state that the letter is in now; None if it was settled in the meantime, and perhaps removed."""
    context = TransactionContext()
    sides = Letter.objects.filter(pk=letter).values_list("sender_id", "recipient_id").first() or ()
    characters = context.lock_characters([CharacterId(side) for side in sides if side is not None])
    found = next(iter(context.lock_shared(Letter, [letter])), None)
    if found is None:
        return None
    recipient = characters[CharacterId(found.recipient_id)]
    is_due = found.is_unclaimed and found.expires_at is not None and (found.expires_at <= now or recipient.user_id is None)
    if not is_due:
        return None
    sender = None if found.sender_id is None else characters[CharacterId(found.sender_id)]
    receiver, state = _receiver(sender, recipient)
    settle(context, found, receiver.id, state)
    _delete_copies(found, context.now, [side for side in characters.values() if side.user_id is None])
    if receiver.user_id is None:
        return state
    words = "Nobody claimed what you sent" if state == Letter.RETURNED else "The sender is gone, so you were given what came"
    notify(receiver.id, f"{words} with the letter “{found.subject}”.", page_of(letter), kind=LETTER)
    return state


def _delete_copies(letter: Letter, now: datetime, gone: Sequence[Character]) -> None:
    """Delete the copies of characters without an owner. They had to stay while something was unclaimed."""
    sides = {letter.recipient_id: "deleted_by_recipient_at", letter.sender_id: "deleted_by_sender_at"}
    if gone:
        Letter.objects.filter(pk=letter.pk).update(**{sides[side.id]: now for side in gone})


def _receiver(sender: Character | None, recipient: Character) -> tuple[Character, str]:
    """Who gets the attachments. A sender whose account was erased gets them only if the recipient's was erased as well."""
    if sender is None or (sender.user_id is None and recipient.user_id is not None):
        return recipient, Letter.PASSED_ON
    return sender, Letter.RETURNED
