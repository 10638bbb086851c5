"""What the forge does and what it asks: mending what is worn out, and making it better than it was made."""

from collections.abc import Mapping

from game.rules import tuning

WARN_PERCENT = 20
"""A thing that has less than this share of its fights left is worth a warning."""
_SURE = ("attack", "defence", "hp")
"""What every upgrade raises by a point at least, however small the thing is."""


def left_of(durability: int, fights: int) -> int:
    """Fights that a thing still lasts when it lasted `durability` and was worn for `fights`; never below 0."""
    return max(0, durability - fights)


def is_due_for_repair(whole: int, left: int) -> bool:
    """Is it time to warn the one who wears a thing that lasts `whole` fights and has `left` of them?"""
    return 100 * left < WARN_PERCENT * whole


def repair_cost(price: int, whole: int, left: int) -> int:
    """Gold for mending a thing that lasts `whole` fights and has `left` of them; 0 when nothing is missing."""
    missing = whole - left
    return max(1, price * tuning.REPAIR_PERCENT * missing // (100 * whole)) if missing > 0 else 0


def upgrade_cost(price: int, upgrade: int) -> int:
    """Gold for the next upgrade of a thing that has `upgrade` of them. ValueError at the last one."""
    if upgrade >= tuning.UPGRADE_MAX:
        raise ValueError(f"nothing can be made better than +{tuning.UPGRADE_MAX}")
    return max(1, price * tuning.UPGRADE_PRICE_PERCENT * (upgrade + 1) // 100)


def upgraded(bonus: Mapping[str, int], upgrade: int) -> dict[str, int]:
    """What a thing gives after `upgrade` upgrades: attack, defence and health rounded up, the rest down."""
    percent = 100 + tuning.UPGRADE_PERCENT * upgrade
    return {stat: -(-value * percent // 100) if stat in _SURE else value * percent // 100 for stat, value in bonus.items()}
