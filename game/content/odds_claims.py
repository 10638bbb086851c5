"""What a text says about odds: "one time in sixty", "once in fifty hunts"."""

import re
from collections.abc import Iterator

from game.content.number_words import NUMBER, number_of
from game.content.schema import Item, Monster, Place

ODDS = re.compile(rf"\b(?:one (?:time|swing|blow|bite|hunt|fight) in|once in) {NUMBER}\b")
"""Nights, herrings and alchemists are not counted: nothing in the game has their odds."""
NEAR = 0.25
"""How far the true chance may lie from the stated one, as a share of it."""


def false_odds(entry: Item | Monster | Place) -> Iterator[str]:
    """A sentence for each stated chance that is none of the entry's own."""
    for found in ODDS.finditer(entry.text.lower()):
        stated = 1 / number_of(found["number"])
        chances = list(_chances(entry))
        if not any(abs(chance - stated) <= NEAR * stated for chance in chances):
            own = ", ".join(f"one in {1 / chance:.0f}" for chance in chances) or "none"
            yield f"text: “{found[0]}” is not true: its chances are {own}"


def _chances(entry: Item | Monster | Place) -> Iterator[float]:
    """Of an item and of a monster, how often it dodges or hits critically; of a place, how often each monster is met."""
    if isinstance(entry, Place):
        total = sum(prowler.weight for prowler in entry.monsters)
        yield from (prowler.weight / total for prowler in entry.monsters)
    else:
        of = entry.bonus if isinstance(entry, Item) else entry
        yield from (value / 1000 for value in (of.dodge, of.crit) if value)
