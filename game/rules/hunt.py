"""The hunt under the rules that the game plays now, and the hunter's health after it."""

from game.rules import tuning
from game.rules.battle import Fight
from game.rules.v1.hunt import fair_xp, meet, resolve_hunt

__all__ = ["fair_xp", "health_after", "meet", "resolve_hunt"]


def health_after(before: int, hp_max: int, fought: Fight) -> int:
    """The hunter's health after a hunt. before: at the start, without the minimum that every fighter starts with.

    Won: what the fight left. Not won: a share of full health at most, and never more than before.
    """
    if fought.won:
        return fought.hp[0]
    return min(before, hp_max * tuning.DEFEAT_PERCENT // 100)
