"""Names for slugs. A slug that left the catalogue is its own name."""

from collections.abc import Mapping
from typing import Protocol

from game.content import catalogue

PEOPLES = {"vampire": "vampires", "werewolf": "werewolves"}


def people_of(faction: str) -> str:
    """The plural of a faction's word."""
    return PEOPLES[faction]


def item_name(slug: str) -> str:
    return _name_in(catalogue().items, slug)


def monster_name(slug: str) -> str:
    return _name_in(catalogue().monsters, slug)


def place_name(slug: str) -> str:
    return _name_in(catalogue().places, slug)


def class_name(slug: str) -> str:
    return _name_in(catalogue().classes, slug)


def skill_name(slug: str) -> str:
    return _name_in(catalogue().skills, slug)


def mission_name(slug: str) -> str:
    return _name_in(catalogue().missions, slug)


class _Named(Protocol):
    @property
    def name(self) -> str: ...


def _name_in(entries: Mapping[str, _Named], slug: str) -> str:
    known = entries.get(slug)
    return known.name if known else slug
