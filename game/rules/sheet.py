"""What a fighter is made of: attributes and gear become the one sheet that a fight reads."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, structs

from game.rules import tuning
from game.rules.skill import Skill


class Derived(Struct, frozen=True):
    """What attributes and gear come to, caps applied. crit, dodge, lifesteal in permille, crit_power in percent of a blow."""

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
    """A fighter at the start of a fight: what it comes to, how healthy it is now, and what it can do."""

    name: str
    level: int
    hp: int
    skills: tuple[Skill, ...] = ()


GEAR_STATS = (*tuning.ATTRIBUTES, "hp", "attack", "defence", "crit", "dodge", "lifesteal")
"""What an item may add."""


def softened(attribute: str, value: int) -> int:
    """The part of an attribute that counts: each point beyond the soft cap counts half."""
    cap = tuning.SOFT_CAPS[attribute]
    return value if value <= cap else cap + (value - cap) // 2


def gear_sum(bonuses: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The bonuses of everything worn, added up by stat."""
    total: dict[str, int] = {}
    for bonus in bonuses:
        for stat, value in bonus.items():
            total[stat] = total.get(stat, 0) + value
    return total


def derive(*, level: int, main: str, attributes: Mapping[str, int], gear: Mapping[str, int]) -> Derived:
    """The derived stats of a character.

    main: the attribute its class strikes with (str, dex or int). attributes: points by name, gear not included.
    gear: sums by GEAR_STATS. The formulas are ours; docs/balance.md tells what they aim for.
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
    """A character's sheet for a fight. It enters with at least FIGHT_FLOOR_PERCENT of its full health."""
    floor = derived.hp_max * tuning.FIGHT_FLOOR_PERCENT // 100
    health = min(derived.hp_max, max(hp, floor, 1))
    return Sheet(name=name, level=level, hp=health, skills=skills, **structs.asdict(derived))
