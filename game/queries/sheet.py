"""A character as the rules see it: what it wears, and the derived stats."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.models import Character, Holding
from game.rules import regen
from game.rules.forge import is_due_for_repair, left_of
from game.rules.sheet import Derived
from game.rules.skill import Skill
from vvw_site.foundation.database.rows import Rows


class Worn(Struct, frozen=True):
    """A worn item: its slug, its upgrades, and the fights that it still lasts (0: broken)."""

    item: str
    upgrade: int
    left: int


def left_now(durability: int, worn_from: int | None, fights: int) -> int:
    """Fights that a holding still lasts, from its row and its holder's count of fights. An item only wears while worn."""
    return durability if worn_from is None else left_of(durability, fights - worn_from)


def worn_by(character: Character) -> dict[str, Worn]:
    """What it wears, by slot. One statement."""
    return as_worn(character, _WORN.find(character=character.pk))


class WornRow(Struct, frozen=True, array_like=True):
    """A worn holding's columns."""

    slot: str
    item: str
    upgrade: int
    durability: int
    worn_from: int | None


def as_worn(character: Character, rows: Iterable[WornRow]) -> dict[str, Worn]:
    """Rows of what a character wears, by slot."""
    fights = character.fights
    return {
        h.slot: Worn(h.item, h.upgrade, h.durability if h.worn_from is None else left_of(h.durability, fights - h.worn_from))
        for h in rows
    }


_WORN = Rows(WornRow, Holding, "WHERE m.character_id = %(character)s AND m.slot IS NOT NULL")


def derived(character: Character, worn: Iterable[Worn]) -> Derived:
    """Derived stats with these items worn, upgrades and sets included. Broken items give nothing."""
    whole = [(thing.item, thing.upgrade) for thing in worn if thing.left > 0]
    return catalogue().derived(character.class_slug, character.level, character.attributes, whole)


def needs_repair(worn: Iterable[Worn], *, fights: int = 0) -> list[Worn]:
    """The worn items that should be repaired soon, after that many more fights; broken ones first."""
    items = catalogue().items
    after = worn if not fights else (Worn(w.item, w.upgrade, left_of(w.left, fights)) for w in worn)
    low = [w for w in after if w.item in items and is_due_for_repair(items[w.item].durability, w.left)]
    return sorted(low, key=lambda w: (w.left, w.item))


def loadout_of(character: Character) -> tuple[Skill, ...]:
    return skills_of(character.loadout)


def skills_of(slugs: Iterable[str]) -> tuple[Skill, ...]:
    """Without skills that left the catalogue."""
    skills = catalogue().fight_skills
    return tuple(skills[slug] for slug in slugs if slug in skills)


def energy_of(character: Character, now: datetime) -> regen.Refill:
    return regen.energy(character.energy, int(character.energy_at.timestamp()), int(now.timestamp()))


def health_of(character: Character, stats: Derived, now: datetime) -> regen.Refill:
    return regen.health(character.hp, int(character.hp_at.timestamp()), int(now.timestamp()), stats.hp_max)
