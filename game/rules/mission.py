"""Daily missions: which ones a character gets, how they grow, what a streak adds."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from game.rules import tuning
from game.rules.dice import Dice
from game.rules.levels import monster_xp


class MissionProfile(Struct, frozen=True):
    """A daily mission as dealing needs it. levels: lowest and highest of a character. target, gold, xp: at level 1."""

    slug: str
    levels: tuple[int, int]
    event: str
    target: int
    gold: int
    xp: int


class MissionDeal(Struct, frozen=True):
    """A mission of a character's day. target, gold, xp: at the character's level."""

    slug: str
    target: int
    gold: int
    xp: int


def deal(profiles: Iterable[MissionProfile], *, character: int, level: int, day: int) -> list[MissionDeal]:
    """The missions of a character's day: the same ones however often they are dealt. day: days since 1970-01-01 UTC."""
    fitting = {profile.slug: profile for profile in profiles if profile.levels[0] <= level <= profile.levels[1]}
    return [
        MissionDeal(
            slug, goal_at(fitting[slug].event, fitting[slug].target, level), gold_at(fitting[slug].gold, level),
            xp_at(fitting[slug].xp, level),
        )
        for slug in choose(sorted(fitting), character, day)
    ]  # fmt: skip


class Streak(Struct, frozen=True):
    days: int
    day: int
    """the day's number (days since 1970-01-01 UTC)"""


def choose(slugs: Sequence[str], character: int, day: int, count: int = tuning.DAILY_MISSIONS) -> list[str]:
    """`count` different missions for a character's day, drawn by open dice: docs/fairness.md, section 9. slugs: sorted."""
    dice, left = Dice("daily-missions", str(character), day), list(slugs)
    drawn: list[str] = []
    while left and len(drawn) < count:
        drawn.append(left.pop(dice.below(len(left))))
    return drawn


def streak_after(before: Streak, day: int) -> Streak:
    """The streak after claiming a mission on `day`: one longer if the last claim was the day before, 1 after a gap."""
    if day <= before.day:
        return before
    return Streak(before.days + 1 if day == before.day + 1 else 1, day)


def with_streak(reward: int, days: int) -> int:
    """A reward with a tenth more for each day of the streak after the first, up to seven days."""
    extra = min(max(days, 1), tuning.STREAK_DAYS_MAX) - 1
    return reward * (100 + tuning.STREAK_PERCENT_PER_DAY * extra) // 100


def gold_at(gold: int, level: int) -> int:
    """A gold reward at a level. gold: at level 1. It grows as the gold of a kill does."""
    return gold * (4 + level) // 5


def xp_at(xp: int, level: int) -> int:
    """An xp reward at a level. xp: at level 1. It grows as the xp of a kill does, and again with the level.

    Each level takes more kills than the one before. The second factor keeps a day's missions worth a day, above all for players
    with two short visits a day.
    """
    grown = tuning.MISSION_XP_LEVELS
    return xp * monster_xp(level) * (grown + level - 1) // (monster_xp(1) * grown)


def goal_at(event: str, target: int, level: int) -> int:
    """A goal at a level. target: at level 1. Gold to earn grows as gold rewards do; counts stay the same."""
    return gold_at(target, level) if event == "gold" else target
