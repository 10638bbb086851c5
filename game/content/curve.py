"""The power curve: the worth of a worn item, and the worth that its slot, level and rarity call for.

Worth is in thousandths: by how much the item makes a typical fighter of its level stronger, offence and defence added up.
docs/balance.md explains the figures and draws the curve. Loading refuses items that lie off it.
"""

from collections.abc import Mapping

from game.rules.fight import soak

BUDGET = {
    "weapon": 200, "head": 50, "body": 85, "hands": 42, "legs": 62, "feet": 42, "ring": 62, "amulet": 62, "charm": 62,
}  # fmt: skip
"""Worth of a common item by slot: the same at every level, because the typical fighter grows too."""
RARITY = {"common": 100, "uncommon": 115, "rare": 130, "epic": 150, "legendary": 175}
"""Percent of a common item's worth."""


def typical(level: int) -> dict[str, int]:
    """A typical fighter: straight lines through the average of the nine classes in shop gear (`manage.py simulate`)."""
    return {"attack": 28 + 13 * level // 2, "hp": 190 + 24 * level, "defence": 17 + 4 * level, "soak": soak(level)}


def worth(bonus: Mapping[str, int], level: int) -> float:
    """Thousandths by which a bonus makes the typical fighter of a level stronger."""
    of = typical(level)
    have = {stat: float(bonus.get(stat, 0)) for stat in _POINT}
    # An attribute counts as much as in rules.sheet.derive, for a class that attacks with it.
    attack = have["attack"] + have["str"] + have["dex"] + have["int"] * 1.25
    health = have["hp"] + 6 * have["vit"]
    defence = have["defence"] + have["vit"] / 2 + have["wis"] / 4
    crit = have["crit"] + have["dex"] + 2 * have["lck"]
    dodge = have["dodge"] + have["dex"] / 2 + have["wis"] / 2
    return (
        1000 * attack / of["attack"]
        + 1000 * health / of["hp"]
        + 1000 * defence / (of["soak"] + of["defence"])
        + crit * 0.6
        + dodge * 1.1
        + have["lifesteal"] * 0.9
    )


_POINT = ("str", "dex", "int", "vit", "lck", "wis", "hp", "attack", "defence", "crit", "dodge", "lifesteal")


def budget(slot: str, rarity: str) -> float:
    """The worth that an item of this slot and rarity should have, in thousandths."""
    return BUDGET[slot] * RARITY[rarity] / 100


SLACK_PERCENT, SLACK = 12, 8
"""How far an item may lie off the curve: percent of its budget, plus thousandths for the rounding of small numbers."""


def off_curve(bonus: Mapping[str, int], *, slot: str, rarity: str, level: int) -> str:
    """What is wrong with an item's strength, in words; empty if it lies on the curve."""
    have, wanted = worth(bonus, level), budget(slot, rarity)
    if abs(have - wanted) <= wanted * SLACK_PERCENT / 100 + SLACK:
        return ""
    return f"is worth {have:.0f}, but a {rarity} {slot} of level {level} should be worth about {wanted:.0f} (docs/balance.md)"
