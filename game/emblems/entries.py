"""From an entry of the catalogue to its emblem, by kind."""

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
    """An item's, a monster's or a place's emblem as SVG. hue: the catalogue's `hue_of` it. KeyError for another kind."""
    return _DRAW[kind](entry, hue)
