"""Names for slugs. A slug that left the catalogue is its own name."""

from collections.abc import Mapping

from game.content import catalogue
from game.content.schema import Class, Item, Monster, Place


def item_name(slug: str) -> str:
    return _name_in(catalogue().items, slug)


def monster_name(slug: str) -> str:
    return _name_in(catalogue().monsters, slug)


def place_name(slug: str) -> str:
    return _name_in(catalogue().places, slug)


def class_name(slug: str) -> str:
    return _name_in(catalogue().classes, slug)


def _name_in(entries: Mapping[str, Item] | Mapping[str, Monster] | Mapping[str, Place] | Mapping[str, Class], slug: str) -> str:
    known = entries.get(slug)
    return known.name if known else slug
