"""A player's own chance at places, in words, and the place that suits."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Place
from game.models import Character
from game.queries.sheet import health_of, loadout_of
from game.rules.ground import SUITS, ground_for
from game.rules.odds import chance_at
from game.rules.sheet import Derived, Sheet, sheet_of, unhurt


class Odds(Struct, frozen=True):
    """percent: hunts won of a hundred, rounded."""

    percent: int

    @property
    def tenths(self) -> int:
        return round(self.percent / 10)

    @property
    def words(self) -> str:
        return {0: "hardly ever", 10: "nearly always"}.get(self.tenths, f"about {self.tenths} of 10 times")


def hunter_now(character: Character, stats: Derived, now: datetime) -> Sheet:
    """The character's sheet if it hunted now. stats: derived with what it wears."""
    return sheet_of(character.name, character.level, health_of(character, stats, now).value, stats, loadout_of(character))


def odds_at(hunter: Sheet, place: str) -> Odds:
    return Odds(round(_chance(hunter, place) * 100))


def odds_by_place(hunter: Sheet, places: Iterable[str]) -> dict[str, Odds]:
    return {place: odds_at(hunter, place) for place in places}


def ground_that_suits(hunter: Sheet) -> Place:
    """Where the hunter should hunt, once it is rested."""
    content, well = catalogue(), unhurt(hunter)
    open_ = (place.slug for place in content.open_places(hunter.level))
    return content.places[ground_for(open_, lambda place: _chance(well, place))]


def suits_once_rested(hunter: Sheet, place: str) -> bool:
    """Whether the hunter would win nearly always there. The place that suits is only the best of those looked at if it is too weak for all."""
    return _chance(unhurt(hunter), place) >= SUITS


def _chance(hunter: Sheet, place: str) -> float:
    return _chance_in(catalogue().hash, hunter, place)


@lru_cache(maxsize=4096)
def _chance_in(content_hash: str, hunter: Sheet, place: str) -> float:
    """content_hash: of the catalogue, so that another one is not answered from memory."""
    return chance_at(hunter, catalogue().met_at(place))
