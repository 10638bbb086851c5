"""What a player's battles add up to: hunts by place, luck against expectation, best fights. Sums that go on from battle to battle.

Luck. Each roll of the dice is a trial with a chance p that the stored battle names: a crit by the hunter's sheet at each blow that
landed, a dodge by it at each blow of the monster, a find by each line of the monster's drops after a win (rules/v1/fight.py,
rules/v1/hunt.py). The expected number is the sum of all p. The trials are independent, so the variance is the sum of p(1 - p), and by
the central limit theorem (Lyapunov's, for unequal p) the number lies within 2.576 standard deviations of the expected one in 99 of 100
cases. How long a fight lasts depends on earlier rolls, but each chance is fixed before its roll, so both sums stay correct.
"""

from collections.abc import Iterable
from math import sqrt
from typing import Literal

from msgspec import Struct, field

from game.rules.battle import BattleInputs, HuntOutcome

SURE = 2.576
"""Standard deviations between which 99 of 100 cases lie."""
LEAST_VARIANCE = 9.0
"""Below it there are too few trials for the normal approximation: nothing is said about luck."""
KNOWN_RULES = (1, 2)
"""Versions of the rules whose chances `_add_luck` knows."""
LuckVerdict = Literal["too_few", "as_expected", "lucky", "unlucky"]


class LuckSums(Struct):
    """tries: rolls. happened: of them. expected, variance: the sums of p and of p(1 - p)."""

    tries: int = 0
    happened: int = 0
    expected: float = 0.0
    variance: float = 0.0

    def add(self, tries: int, happened: int, chance: float) -> None:
        self.tries += tries
        self.happened += happened
        self.expected += tries * chance
        self.variance += tries * chance * (1 - chance)

    @property
    def range(self) -> tuple[float, float]:
        """Between which numbers chance explains what happened."""
        width = SURE * sqrt(self.variance)
        return max(0.0, self.expected - width), min(float(self.tries), self.expected + width)

    @property
    def verdict(self) -> LuckVerdict:
        if self.variance < LEAST_VARIANCE:
            return "too_few"
        low, high = self.range
        return "lucky" if self.happened > high else "unlucky" if self.happened < low else "as_expected"


class PlaceSums(Struct):
    hunts: int = 0
    wins: int = 0


class BestFight(Struct, frozen=True):
    """A battle and what makes it the best: rounds, damage, thousandths of health left, or the monster's level."""

    battle: int
    monster: str
    value: int
    amount: int = 0


class BattleSums(Struct):
    """Everything that was counted, up to the battle `last`."""

    last: int = 0
    hunts: int = 0
    wins: int = 0
    places: dict[str, PlaceSums] = field(default_factory=dict)
    crits: LuckSums = field(default_factory=LuckSums)
    dodges: LuckSums = field(default_factory=LuckSums)
    finds: LuckSums = field(default_factory=LuckSums)
    longest: BestFight | None = None
    biggest_blow: BestFight | None = None
    closest_win: BestFight | None = None
    strongest: BestFight | None = None


class CountedBattle(Struct, frozen=True, array_like=True):
    """A battle as it is counted. rules_version: of the rules that it was fought under."""

    id: int
    place: str
    rules_version: int
    inputs: BattleInputs
    outcome: HuntOutcome


def add_battles(sums: BattleSums, battles: Iterable[CountedBattle]) -> None:
    """Count battles that come after those in `sums`, by ascending id. Of equal fights the first one is the best."""
    for battle in battles:
        _add(sums, battle)


def _add(sums: BattleSums, battle: CountedBattle) -> None:
    fight, won = battle.outcome.fight, battle.outcome.fight.won
    sums.last = battle.id
    sums.hunts += 1
    sums.wins += won
    place = sums.places.setdefault(battle.place, PlaceSums())
    place.hunts += 1
    place.wins += won
    if battle.rules_version in KNOWN_RULES:
        _add_luck(sums, battle)
    biggest = max((blow.amount for blow in fight.blows if blow.actor == 0 and blow.outcome in ("hit", "crit")), default=0)
    sums.longest = _better(sums.longest, battle, fight.rounds)
    sums.biggest_blow = _better(sums.biggest_blow, battle, biggest)
    if won:
        left = fight.hp[0] * 1000 // max(1, battle.inputs.hunter.hp_max)
        sums.closest_win = _better(sums.closest_win, battle, left, fight.hp[0], fewest=True)
        sums.strongest = _better(sums.strongest, battle, battle.inputs.monster.sheet.level)


def _add_luck(sums: BattleSums, battle: CountedBattle) -> None:
    """A blow rolls the dodge of the one who is struck, and only if it is not dodged the crit of the one who strikes. A ward hides
    whether a blocked blow was a crit, so blocked blows are no trial of a crit."""
    hunter = battle.inputs.hunter
    landed = crits = struck = dodges = 0
    for blow in battle.outcome.fight.blows:
        if blow.actor == 0:
            landed += blow.outcome in ("hit", "crit")
            crits += blow.outcome == "crit"
        else:
            struck += blow.outcome in ("hit", "crit", "blocked", "dodge")
            dodges += blow.outcome == "dodge"
    sums.crits.add(landed, crits, min(1.0, hunter.crit / 1000))
    sums.dodges.add(struck, dodges, min(1.0, hunter.dodge / 1000))
    if battle.outcome.fight.won:
        percent = battle.inputs.event.drop if battle.inputs.event else 100
        for drop in battle.inputs.monster.drops:
            sums.finds.add(1, 0, min(1.0, drop.chance * (1000 + hunter.luck) * percent / 1_000_000_000))
        sums.finds.happened += len(battle.outcome.loot)


def _better(
    best: BestFight | None, battle: CountedBattle, value: int, amount: int = 0, *, fewest: bool = False
) -> BestFight | None:
    if best is not None and (value >= best.value if fewest else value <= best.value):
        return best
    return BestFight(battle.id, battle.outcome.monster, value, amount)
