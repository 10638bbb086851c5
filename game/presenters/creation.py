"""The form for a new character."""

from collections.abc import Mapping
from typing import get_args

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Class, ClassSkill
from game.content.vocabulary import Faction


class CreationPage(Struct, frozen=True):
    """sides: each faction with its classes. skills: by class, lowest level first."""

    sides: list[tuple[str, list[Class]]]
    skills: Mapping[str, tuple[ClassSkill, ...]]


def creation_page() -> CreationPage:
    classes = catalogue().classes.values()
    sides: tuple[str, ...] = get_args(Faction)
    return CreationPage([(side, [c for c in classes if c.faction == side]) for side in sides], catalogue().class_skills)


def faction_of(class_slug: str) -> str:
    """The faction of a class; "" for an unknown class."""
    found = catalogue().classes.get(class_slug)
    return (found and found.faction) or ""
