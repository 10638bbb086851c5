"""From which level a monster is a fair fight: how long it stands against how long a typical hunter does."""

from statistics import median

from game.content.curve import typical
from game.content.schema import Monster
from game.rules import tuning
from game.rules.fight import soak


class FairFightScale:
    """Made once for all monsters: the balance of a common monster against a hunter of its own level is what counts as fair."""

    def __init__(self, monsters: list[Monster]) -> None:
        common = [balance(m, m.level) for m in monsters if m.rank == "common"]
        self.fair = median(common) * 0.95 if common else 1.0

    def level(self, monster: Monster) -> int | None:
        """The lowest level at which it is fair; None when there is none."""
        return next((at for at in range(1, tuning.LEVEL_MAX + 1) if balance(monster, at) >= self.fair), None)


def balance(monster: Monster, level: int) -> float:
    """Rounds that a typical hunter of a level outlives, by rounds that the monster takes to fell: docs/balance.md's fighter."""
    of = typical(level)
    dealt = of["attack"] * of["soak"] / (of["soak"] + monster.defence) * (1000 - monster.dodge)
    through = soak(monster.level)
    taken = monster.attack * through / (through + of["defence"]) * (1000 + monster.crit / 2)
    lasts = monster.hp * (1000 + monster.lifesteal) / dealt
    return of["hp"] / taken / lasts
