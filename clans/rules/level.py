"""A clan's level, and what it brings: room for members and XP."""

from game.rules.tuning import BONUS_MOST

LEVEL_MOST = 20
FIRST_LEVEL_AT = 5_000
"""Contribution that level 2 takes. Each further level takes a half more than the one before."""
MEMBERS_AT_FIRST, MEMBERS_A_LEVEL = 12, 4


def contribution_for(level: int) -> int:
    """The contribution at which this level begins; 0 for level 1. Whole numbers, so that all sides agree."""
    total, step = 0, FIRST_LEVEL_AT
    for _ in range(1, level):
        total += step
        step = step * 3 // 2
    return total


def level_of(contribution: int) -> int:
    """From 1 to LEVEL_MOST."""
    level = 1
    while level < LEVEL_MOST and contribution >= contribution_for(level + 1):
        level += 1
    return level


def members_most(level: int) -> int:
    """How many members a clan of this level may have."""
    return MEMBERS_AT_FIRST + MEMBERS_A_LEVEL * (level - 1)


def xp_bonus(level: int) -> int:
    """Percent more XP for each member: nothing at level 1, BONUS_MOST at the highest."""
    return BONUS_MOST * (level - 1) // (LEVEL_MOST - 1)
