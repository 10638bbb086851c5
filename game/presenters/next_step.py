"""What a player does best next: where to hunt, and why there."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Place
from game.models import Character
from game.presenters.odds import Odds, ground_that_suits, odds_at, suits_once_rested
from game.queries.battle import RecentBattle
from game.rules.ground import loses_too_often
from game.rules.sheet import Sheet


class NextStep(Struct, frozen=True):
    """place: where to hunt. odds: with the health that the hunter has now. last: the place of its last hunt, if another is named.
    why: "lost" (lost, of fights: the latest ones at that place), "ready" for a harder place, or "" to go on."""

    place: Place
    odds: Odds
    last: Place | None = None
    why: Literal["lost", "ready", ""] = ""
    lost: int = 0
    fights: int = 0


def next_step(character: Character, hunter: Sheet, recent: Iterable[RecentBattle]) -> NextStep | None:
    """None before the first hunt. hunter: as it is now. recent: its latest battles."""
    last = catalogue().places.get(character.place)
    if last is None:
        return None
    won = [battle.won for battle in recent if battle.place == last.slug]
    suits = ground_that_suits(hunter)
    if loses_too_often(won) and suits.slug != last.slug:
        return NextStep(suits, odds_at(hunter, suits.slug), last, "lost", won.count(False), len(won))
    if suits.level > last.level and suits_once_rested(hunter, suits.slug):
        return NextStep(suits, odds_at(hunter, suits.slug), last, "ready")
    return NextStep(last, odds_at(hunter, last.slug))
