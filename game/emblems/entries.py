"""The emblem of a catalogue entry, by kind."""

from collections.abc import Callable
from typing import Any

from game.emblems.items import item_emblem
from game.emblems.monsters import monster_emblem
from game.emblems.places import place_emblem

_DRAW: dict[str, Callable[[Any, int], str]] = {
    "item": lambda item, _: item_emblem(item),
    "monster": monster_emblem,
    "place": place_emblem,
}


def entry_emblem(kind: str, entry: Any, hue: int) -> str:
    """The emblem of an item, a monster or a place as SVG. hue: from `Catalogue.hue_of`. KeyError for another kind."""
    return _DRAW[kind](entry, hue)
