"""A character as the rules see it: what it wears and what that comes to."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.models import Character, Holding
from game.rules import regen, tuning
from game.rules.levels import xp_to_next
from game.rules.sheet import Derived, Sheet, derive, gear_sum, sheet_of
from game.rules.skill import Skill


def worn_by(character: int) -> dict[str, str]:
    """Item slugs by slot. One statement."""
    worn = Holding.objects.filter(character_id=character, slot__isnull=False).values_list("slot", "item")
    return {slot: item for slot, item in worn if slot}


def derived(character: Character, worn: Iterable[str]) -> Derived:
    """Derived stats with the given items (slugs) worn, sets counted."""
    content, items = catalogue(), list(worn)
    gear = gear_sum([content.gear_stats[item] for item in items if item in content.gear_stats] + content.set_bonus(items))
    main = content.classes[character.class_slug].main
    return derive(level=character.level, main=main, attributes=character.attributes, gear=gear)


def loadout_of(character: Character) -> tuple[Skill, ...]:
    skills = catalogue().fight_skills
    return tuple(skills[slug] for slug in character.loadout if slug in skills)


def fighting_sheet(character: Character, stats: Derived, now: datetime) -> Sheet:
    """The sheet that a fight reads, with the health of this moment."""
    return sheet_of(character.name, character.level, health_of(character, stats, now).value, stats, loadout_of(character))


def energy_of(character: Character, now: datetime) -> regen.Refill:
    return regen.energy(character.energy, int(character.energy_at.timestamp()), int(now.timestamp()))


def health_of(character: Character, stats: Derived, now: datetime) -> regen.Refill:
    return regen.health(character.hp, int(character.hp_at.timestamp()), int(now.timestamp()), stats.hp_max)


class Standing(Struct, frozen=True, rename={"class_slug": "class"}):
    """What every page of a player shows. energy_full_in, health_full_in in seconds."""

    id: int
    name: str
    faction: str
    class_slug: str
    class_name: str
    emblem: int
    level: int
    xp: int
    xp_next: int
    gold: int
    hp: int
    hp_max: int
    health_full_in: int
    energy: int
    energy_max: int
    energy_full_in: int
    unspent: int
    place: str


def standing(character: Character, stats: Derived, now: datetime) -> Standing:
    energy, health = energy_of(character, now), health_of(character, stats, now)
    return Standing(
        id=character.pk, name=character.name, faction=character.faction, class_slug=character.class_slug,
        class_name=catalogue().classes[character.class_slug].name, emblem=character.emblem,
        level=character.level, xp=character.xp, xp_next=xp_to_next(character.level), gold=character.gold,
        hp=health.value, hp_max=stats.hp_max, health_full_in=health.full_in,
        energy=energy.value, energy_max=tuning.ENERGY_MAX, energy_full_in=energy.full_in,
        unspent=character.unspent, place=character.place,
    )  # fmt: skip
