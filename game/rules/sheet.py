"""Sheets: attributes and gear become the stats that a fight reads."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from game.rules import tuning
from game.rules.skill import Skill


class Derived(Struct, frozen=True):
    """The stats from attributes and gear, caps applied. crit, dodge, lifesteal: permille; crit_power: percent of a blow."""

    hp_max: int
    attack: int
    defence: int
    crit: int
    crit_power: int
    dodge: int
    lifesteal: int
    speed: int
    luck: int


class Sheet(Derived, frozen=True, kw_only=True):
    """A fighter at the start of a fight. hp: health now. skills: in the order in which they are tried."""

    name: str
    level: int
    hp: int
    skills: tuple[Skill, ...] = ()


def unhurt(sheet: Sheet) -> Sheet:
    """The same fighter with full health."""
    return structs.replace(sheet, hp=sheet.hp_max)


GEAR_STATS = (*tuning.ATTRIBUTES, "hp", "attack", "defence", "crit", "dodge", "lifesteal")
"""The stats that an item may add to."""


def softened(attribute: str, value: int) -> int:
    """The effective value of an attribute: points above its soft cap count half."""
    cap = tuning.SOFT_CAPS[attribute]
    return value if value <= cap else cap + (value - cap) // 2


def gear_sum(bonuses: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The sum of the bonuses of all worn items, by stat."""
    total: dict[str, int] = {}
    for bonus in bonuses:
        for stat, value in bonus.items():
            total[stat] = total.get(stat, 0) + value
    return total


def derive(*, level: int, main: str, attributes: Mapping[str, int], gear: Mapping[str, int]) -> Derived:
    """The derived stats of a character.

    main: the attribute that its class attacks with (str, dex or int). attributes: points by name, without gear.
    gear: sums by GEAR_STATS. docs/balance.md explains what the formulas aim for.
    """
    have = {name: softened(name, attributes[name] + gear.get(name, 0)) for name in tuning.ATTRIBUTES}
    return Derived(
        hp_max=90 + 14 * level + 6 * have["vit"] + gear.get("hp", 0),
        attack=6 + 2 * level + have[main] + have["int"] // 4 + gear.get("attack", 0),
        defence=4 + level + have["vit"] // 2 + have["wis"] // 4 + gear.get("defence", 0),
        crit=min(tuning.CRIT_CAP, 40 + have["dex"] + 2 * have["lck"] + gear.get("crit", 0)),
        crit_power=min(tuning.CRIT_POWER_CAP, tuning.CRIT_POWER_BASE + have["str"] // 6 + have["int"] // 6),
        dodge=min(tuning.DODGE_CAP, 20 + have["dex"] // 2 + have["wis"] // 2 + gear.get("dodge", 0)),
        lifesteal=min(tuning.LIFESTEAL_CAP, gear.get("lifesteal", 0)),
        speed=have["dex"] + have["wis"] // 2 + level,
        luck=have["lck"],
    )


def sheet_of(name: str, level: int, hp: int, derived: Derived, skills: tuple[Skill, ...]) -> Sheet:
    """A character's sheet for a fight. It starts with at least FIGHT_FLOOR_PERCENT of its full health."""
    floor = derived.hp_max * tuning.FIGHT_FLOOR_PERCENT // 100
    health = min(derived.hp_max, max(hp, floor, 1))
    return Sheet(name=name, level=level, hp=health, skills=skills, **structs.asdict(derived))
