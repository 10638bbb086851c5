"""The drink that pages offer to a hurt player."""

from typing import Protocol

from game.models import Character
from game.queries.drink import Drink, drink_of

HURT_PERCENT = 50
WEAK_PERCENT = 30
"""Below this the next fight may well end badly."""


class Health(Protocol):
    """Health now, and when full."""

    @property
    def hp(self) -> int: ...
    @property
    def hp_max(self) -> int: ...


def drink_for(character: Character, health: Health, below: int = HURT_PERCENT) -> Drink | None:
    """One statement for a character with less than `below` percent of full health; None, and no statement, for others."""
    if not is_below(health, below):
        return None
    return drink_of(character, hp=health.hp, hp_max=health.hp_max)


def is_below(health: Health, percent: int) -> bool:
    return health.hp * 100 < health.hp_max * percent
