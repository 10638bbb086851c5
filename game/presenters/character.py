"""The character sheet: attributes, skills, loadout and gear."""

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Class, ClassSkill, Item
from game.models import Character
from game.presenters.gear import gear_lines
from game.queries.sheet import Worn
from game.rules import tuning
from game.rules.growth import ATTRIBUTE_MAX as ATTRIBUTE_MAX
from game.rules.sheet import Derived

ATTRIBUTES = tuning.ATTRIBUTES
"""The attributes that points can be spent on, in the order of the sheet."""
LOADOUT_SIZE = tuning.LOADOUT_SIZE
"""How many skills a character takes into a fight."""


class StatCaps(Struct, frozen=True):
    """The highest value of each capped stat, in thousandths."""

    crit: int
    dodge: int
    lifesteal: int


class CharacterPage(Struct, frozen=True):
    """attributes: (name, value, soft cap). skills: (skill, whether learnt, whether in the loadout), lowest level first.

    chosen: slugs of the loadout, filled up to its size with "".
    """

    character: Character
    its_class: Class
    stats: Derived
    worn: list[tuple[str, Item | None, Worn]]
    attributes: list[tuple[str, int, int]]
    skills: list[tuple[ClassSkill, bool, bool]]
    chosen: list[str]
    caps: StatCaps


def character_page(character: Character, stats: Derived, worn: dict[str, Worn]) -> CharacterPage:
    return CharacterPage(
        character=character,
        its_class=catalogue().classes[character.class_slug],
        stats=stats,
        worn=gear_lines(worn),
        attributes=[(name, value, tuning.SOFT_CAPS[name]) for name, value in character.attributes.items()],
        skills=[(s, s.level <= character.level, s.slug in character.loadout) for s in class_skills(character.class_slug)],
        chosen=(character.loadout + [""] * LOADOUT_SIZE)[:LOADOUT_SIZE],
        caps=StatCaps(tuning.CRIT_CAP, tuning.DODGE_CAP, tuning.LIFESTEAL_CAP),
    )


def class_skills(class_slug: str) -> tuple[ClassSkill, ...]:
    """A class's skills, lowest level first."""
    return catalogue().class_skills[class_slug]
