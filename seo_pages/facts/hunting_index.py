"""What hunts at a place meet and yield: the monsters of a place, the places of a monster, loot by place and by item."""

from collections import defaultdict
from functools import cached_property

from msgspec import Struct

from game.content.registry import Catalogue
from game.content.schema import Monster, Place
from game.rules.percent import percent_shares
from game.rules.trade import resale


class AverageHunt(Struct, frozen=True):
    """The average won hunt at a place. loot: in gold, at shop prices. hp, attack: the monster's."""

    xp: float
    gold: float
    loot: float
    hp: float
    attack: float


class HuntingIndex:
    """places: in order of display, which the lists here follow."""

    def __init__(self, content: Catalogue, places: list[Place]) -> None:
        self.content = content
        self.places = places

    @cached_property
    def shares(self) -> dict[str, list[tuple[Monster, int, float]]]:
        """place -> its monsters with weight and share of encounters, the most frequent first."""
        found = {}
        for place in self.places:
            total = sum(p.weight for p in place.monsters)
            met = [(self.content.monsters[p.monster], p.weight, p.weight / total) for p in place.monsters]
            found[place.slug] = sorted(met, key=lambda m: (-m[1], m[0].level))
        return found

    @cached_property
    def percents(self) -> dict[str, dict[str, int]]:
        """place -> monster -> how many of 100 hunts meet it; the numbers of a place add up to 100."""
        return {
            place.slug: dict(
                zip((p.monster for p in place.monsters), percent_shares([p.weight for p in place.monsters]), strict=True)
            )
            for place in self.places
        }

    @cached_property
    def lairs(self) -> dict[str, list[tuple[Place, int, float]]]:
        """monster -> places where it is met, with weight and share, the highest share first."""
        found: dict[str, list[tuple[Place, int, float]]] = defaultdict(list)
        for place in self.places:
            for monster, weight, share in self.shares[place.slug]:
                found[monster.slug].append((place, weight, share))
        for places in found.values():
            places.sort(key=lambda w: (-w[2], w[0].level))
        return found

    @cached_property
    def yields(self) -> dict[str, dict[str, float]]:
        """place -> item -> average quantity per won hunt, without luck."""
        found = {}
        for place in self.places:
            here: dict[str, float] = defaultdict(float)
            for monster, _, share in self.shares[place.slug]:
                for drop in monster.drops:
                    here[drop.item] += share * drop.chance * (drop.low + drop.high) / 20_000
            found[place.slug] = dict(here)
        return found

    @cached_property
    def grounds(self) -> dict[str, list[tuple[Place, float]]]:
        """item -> places where hunts yield it, with the quantity per won hunt, the best place first."""
        found: dict[str, list[tuple[Place, float]]] = defaultdict(list)
        for place in self.places:
            for slug, pieces in self.yields[place.slug].items():
                found[slug].append((place, pieces))
        for places in found.values():
            places.sort(key=lambda w: (-w[1], w[0].level))
        return found

    @cached_property
    def average(self) -> dict[str, AverageHunt]:
        """By place."""
        items, found = self.content.items, {}
        for place in self.places:
            met = self.shares[place.slug]
            found[place.slug] = AverageHunt(
                xp=sum(share * m.xp for m, _, share in met),
                gold=sum(share * (m.gold[0] + m.gold[1]) / 2 for m, _, share in met),
                loot=sum(pieces * resale(items[slug].price) for slug, pieces in self.yields[place.slug].items()),
                hp=sum(share * m.hp for m, _, share in met),
                attack=sum(share * m.attack for m, _, share in met),
            )
        return found
