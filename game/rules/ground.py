"""Which place suits a hunter: the hardest one where it would win nearly always."""

from collections.abc import Callable, Iterable
from itertools import islice

SUITS = 0.9
"""The chance to win from which a place suits. Fixed by play: with it, also a newcomer who never looks for better gear wins at
least six of ten fights at each level (game/simulator/newcomer.py)."""
TRIED = 20
"""So many places are looked at, the hardest first. Only a hunter with points that are not spent, or without gear, is too weak for all."""
LOST_OF_RECENT = 0.5
"""The share of lost fights from which a player is told of another place."""
RECENT_LEAST = 4
"""Fewer fights at a place than this say nothing."""


def ground_for(places: Iterable[str], chance: Callable[[str], float]) -> str:
    """The place that suits, or the one with the best chance. places: those that are open, the hardest first; at least one."""
    best, best_chance = "", -1.0
    for place in islice(places, TRIED):
        now = chance(place)
        if now >= SUITS:
            return place
        if now > best_chance:
            best, best_chance = place, now
    return best


def loses_too_often(fights: Iterable[bool]) -> bool:
    """fights: whether each of the latest fights at a place was won."""
    won = list(fights)
    return len(won) >= RECENT_LEAST and won.count(False) >= LOST_OF_RECENT * len(won)
