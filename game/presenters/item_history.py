"""The history of an instance: who won it, sold it, sent it or upgraded it, and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from game.models import Character, Transfer
from game.models.holder import character_of
from game.models.ids import CharacterId
from game.presenters.correspondent import Correspondent, correspondent

CAME = {
    "hunt": "won it on a hunt", "buy": "bought it from the city's shops", "start": "set out with it", "craft": "made it at the forge",
    "mission": "was paid with it", "staff": "was given it by the city", "demo": "was given it by the city",
    "reversal": "was given it back by the city", "letter_claimed": "took it out of a letter",
    "letter_returned": "got it back out of a letter", "raid": "won it with the killing blow",
    "clan_withdrawal": "took it out of the bank of a clan", "clan_lent": "borrowed it from a clan",
    "clan_bequest": "was left it by a clan that ended",
}  # fmt: skip
WENT = {
    "sell": "sold it to the city's shops", "letter": "put it into a letter", "upgrade": "made it better at the forge",
    "craft": "used it up at the forge", "staff": "gave it to the city", "reversal": "gave it back to the city",
    "clan_donation": "gave it to a clan", "clan_loan_ended": "gave it back to the clan that had lent it",
}  # fmt: skip
"""What a character did when an instance came to it or left it, by the reason of the movement in the ledger."""


class HistoryStep(Struct, frozen=True):
    """A sentence: who, and what they did. raid: the number of the raid in which it happened, or None."""

    at: datetime
    who: Correspondent
    words: str
    raid: int | None = None


def item_history(steps: Sequence[Transfer], characters: Mapping[CharacterId, Character]) -> list[HistoryStep]:
    """steps: newest first, from queries.ledger.history_steps. characters: those that the steps name."""
    return [_step(step, characters) for step in steps]


def _step(step: Transfer, characters: Mapping[CharacterId, Character]) -> HistoryStep:
    owner = character_of(step.destination)
    words = CAME.get(step.reason, "came by it") if owner is not None else WENT.get(step.reason, "parted with it")
    character = owner if owner is not None else character_of(step.source)
    who = correspondent(None if character is None else characters.get(character))
    return HistoryStep(step.at, who, words, int(step.reference.removeprefix("raid:")) if step.reason == "raid" else None)
