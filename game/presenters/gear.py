"""Worn gear with the catalogue's entries."""

from collections.abc import Mapping

from game.content import catalogue
from game.content.schema import Item
from game.queries.sheet import Worn


def gear_lines(worn: Mapping[str, Worn]) -> list[tuple[str, Item | None, Worn]]:
    """(slot, item, the worn thing); item: None when it left the catalogue."""
    items = catalogue().items
    return [(slot, items.get(thing.item), thing) for slot, thing in worn.items()]
