"""The hunt under the rules that the game plays now, and the hunter's health after it."""

from msgspec import Struct

from game.rules import tuning
from game.rules.battle import Fight, HuntOutcome
from game.rules.growth import points_for
from game.rules.levels import rise, xp_to_next
from game.rules.v2.hunt import fair_xp, meet, resolve_hunt

__all__ = ["HunterAfter", "fair_xp", "health_after", "hunter_after", "meet", "resolve_hunt"]


def health_after(before: int, hp_max: int, fought: Fight) -> int:
    """The hunter's health after a hunt. before: at the start, without the minimum that every fighter starts with.

    Won: what the fight left. Not won: a share of full health at most, and never more than before.
    """
    if fought.won:
        return fought.hp[0]
    return min(before, hp_max * tuning.DEFEAT_PERCENT // 100)


class HunterAfter(Struct, frozen=True):
    """The hunter after a hunt: level, xp of that level (of xp_next) and health; xp_given, and levels and attribute points gained."""

    level: int
    xp: int
    xp_next: int
    xp_given: int
    levels: int
    points: int
    hp: int


def hunter_after(outcome: HuntOutcome, *, level: int, xp: int, hp: int, hp_max: int) -> HunterAfter:
    """The hunter who had that level, xp and health before the hunt. A level gained in a won fight fills the health."""
    risen = rise(level, xp, outcome.xp)
    full = risen.gained and outcome.fight.won
    return HunterAfter(
        level=risen.level, xp=risen.xp, xp_next=xp_to_next(risen.level), xp_given=risen.given, levels=risen.gained,
        points=points_for(risen.gained), hp=hp_max if full else health_after(hp, hp_max, outcome.fight),
    )  # fmt: skip
