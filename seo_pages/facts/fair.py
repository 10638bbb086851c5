"""The level from which a monster is a fair fight, computed for the typical hunter of docs/balance.md."""

from statistics import median

from game.content.curve import typical
from game.content.schema import Monster
from game.rules import tuning
from game.rules.fight import soak


class FairFightScale:
    """A fight is fair if its balance is at least 95 % of the median balance of common monsters at their own level."""

    def __init__(self, monsters: list[Monster]) -> None:
        common = [balance(m, m.level) for m in monsters if m.rank == "common"]
        self.fair = median(common) * 0.95 if common else 1.0

    def level(self, monster: Monster) -> int | None:
        """The lowest level at which it is fair; None if there is none."""
        return next((at for at in range(1, tuning.LEVEL_MAX + 1) if balance(monster, at) >= self.fair), None)


def balance(monster: Monster, level: int) -> float:
    """How many rounds a typical hunter of the level survives, divided by the rounds that it needs to
    kill the monster, up to a constant factor."""
    hunter = typical(level)
    dealt = hunter["attack"] * hunter["soak"] / (hunter["soak"] + monster.defence) * (1000 - monster.dodge)
    monster_soak = soak(monster.level)
    taken = monster.attack * monster_soak / (monster_soak + hunter["defence"]) * (1000 + monster.crit / 2)
    rounds_to_kill = monster.hp * (1000 + monster.lifesteal) / dealt
    return hunter["hp"] / taken / rounds_to_kill
