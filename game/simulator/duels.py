"""Even fights: every class against every other of the same level, each as challenger equally often.

If both still stand after the last round, the duel is a draw: half a win for each. (In the arena it is no win for the
challenger. Both challenge equally often, so that costs every class the same.)
"""

from collections.abc import Callable, Mapping
from itertools import combinations

from game.content.registry import Catalogue
from game.rules.dice import Dice
from game.rules.fight import fight
from game.simulator.bands import band_of
from game.simulator.build import reference
from game.simulator.loadouts import DUEL

Tally = dict[tuple[str, str], tuple[int, int]]
"""By pair of classes, in the catalogue's order: points of the first (2 for a win, 1 for a draw), and number of fights."""


def play(content: Catalogue, seed: int, level: int, fights: int) -> Tally:
    """`fights` duels per pair and direction at one level."""
    found: Tally = {}
    for one, other in combinations(content.classes, 2):
        mine, theirs = (reference(content, who, level, DUEL) for who in (one, other))
        points = 0
        for number in range(fights):
            dice = Dice(f"simulate-{seed}", f"duel:{one}:{other}:{level}", number)
            points += _points(*fight(mine, theirs, dice).hp)
            dice = Dice(f"simulate-{seed}", f"duel:{other}:{one}:{level}", number)
            points += 2 - _points(*fight(theirs, mine, dice).hp)
        found[one, other] = (points, 2 * fights)
    return found


def _points(hp: int, foe_hp: int) -> int:
    """Points of the first fighter: 2 for a win, 1 for a draw, 0 for a defeat."""
    return 2 if foe_hp <= 0 else 0 if hp <= 0 else 1


def class_rates(tallies: dict[int, Tally]) -> dict[tuple[str, int], float]:
    """Share of even fights won against the field, by class and band. tallies by level."""
    return _rates(tallies, lambda one: one, lambda one, other: True)


def faction_rates(tallies: dict[int, Tally], factions: Mapping[str, str | None]) -> dict[tuple[str, int], float]:
    """Share that each faction wins against the other, by faction and band. A class of both factions does not count."""

    def counts(one: str, other: str) -> bool:
        return None not in (factions[one], factions[other]) and factions[one] != factions[other]

    return _rates(tallies, lambda one: str(factions[one]), counts)


def _rates(
    tallies: dict[int, Tally], side: Callable[[str], str], counts: Callable[[str, str], bool]
) -> dict[tuple[str, int], float]:
    """Share won by side and band, over the pairs that count. side: the group that a class belongs to."""
    points: dict[tuple[str, int], int] = {}
    fights: dict[tuple[str, int], int] = {}
    for level, tally in sorted(tallies.items()):
        for (one, other), (won, played) in tally.items():
            if not counts(one, other):
                continue
            for who, scored in ((side(one), won), (side(other), 2 * played - won)):
                key = (who, band_of(level))
                points[key] = points.get(key, 0) + scored
                fights[key] = fights.get(key, 0) + played
    return {key: points[key] / (2 * fights[key]) for key in sorted(points, key=lambda k: (k[1], k[0]))}
