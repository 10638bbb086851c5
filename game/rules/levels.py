"""Experience and levels. A character's `xp` counts from the start of its current level."""

from msgspec import Struct

from game.rules import tuning


class Rise(Struct, frozen=True):
    level: int
    xp: int
    gained: int
    """levels gained"""
    given: int
    """xp that counted: less than was won on reaching the last level, 0 at the last level"""


def monster_xp(level: int) -> int:
    """What a common monster of a level is worth."""
    return 10 + 3 * level


def xp_to_next(level: int) -> int:
    """XP from one level to the next: about 5 + 2L + 0.15 L^2 fair fights; 0 at the last level.

    All levels together take about 14,400 fights: 40 days of all the energy that a character gets.
    """
    if level >= tuning.LEVEL_MAX:
        return 0
    return (5 + 2 * level + 15 * level * level // 100) * monster_xp(level)


def total_xp(level: int, xp: int) -> int:
    """All XP since level 1, of a character that has `xp` in this level."""
    return sum(xp_to_next(done) for done in range(1, level)) + xp


def rise(level: int, xp: int, won: int) -> Rise:
    """Level and xp after winning `won` xp. At the last level xp stays at 0, and the rest is not given."""
    start, xp = level, xp + won
    while level < tuning.LEVEL_MAX and xp >= (need := xp_to_next(level)):
        xp -= need
        level += 1
    left_over = 0
    if level >= tuning.LEVEL_MAX:
        left_over, xp = xp, 0
    return Rise(level, xp, level - start, max(0, won - left_over))
