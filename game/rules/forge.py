"""Repairs and upgrades of worn items: what they cost and what they give."""

from collections.abc import Mapping

from game.rules import tuning

WARN_PERCENT = 20
"""A warning is due when less than this share of an item's fights is left."""
_ROUNDED_UP = ("attack", "defence", "hp")
"""Stats that every upgrade raises by at least one point, however small the bonus is."""


def left_of(durability: int, fights: int) -> int:
    """Fights that an item still lasts after `fights` more; never below 0. durability: fights that it lasted before."""
    return max(0, durability - fights)


def is_due_for_repair(whole: int, left: int) -> bool:
    """Whether the wearer should be warned. whole: fights that a repaired item lasts; left: fights that it still lasts."""
    return 100 * left < WARN_PERCENT * whole


def repair_cost(price: int, whole: int, left: int) -> int:
    """Gold for a repair. whole: fights that a repaired item lasts; left: fights that it still lasts. 0 if nothing is missing."""
    missing = whole - left
    return max(1, price * tuning.REPAIR_PERCENT * missing // (100 * whole)) if missing > 0 else 0


def upgrade_cost(price: int, upgrade: int) -> int:
    """Gold for the next upgrade of an item that has had `upgrade` upgrades. ValueError if it can have no more."""
    if upgrade >= tuning.UPGRADE_MAX:
        raise ValueError(f"an item has at most {tuning.UPGRADE_MAX} upgrades")
    return max(1, price * tuning.UPGRADE_PRICE_PERCENT * (upgrade + 1) // 100)


def upgraded(bonus: Mapping[str, int], upgrade: int) -> dict[str, int]:
    """An item's bonus after `upgrade` upgrades: attack, defence and health rounded up, the rest rounded down."""
    percent = 100 + tuning.UPGRADE_PERCENT * upgrade
    return {
        stat: -(-value * percent // 100) if stat in _ROUNDED_UP else value * percent // 100 for stat, value in bonus.items()
    }
