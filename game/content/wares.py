"""Whether each worn item is worth wearing: on the power curve, and not worse in every respect than another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any

from game.content.curve import off_curve
from game.content.vocabulary import RARITIES


def weigh(items: Mapping[str, Any], stats: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """A sentence for each worn item that is too strong, too weak, or pointless beside another. stats: bonus by slug."""
    families: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for item in items.values():
        if not item.slot:
            continue
        families[item.family, item.level].append(item)
        if wrong := off_curve(stats[item.slug], slot=item.slot, rarity=item.rarity, level=item.level):
            yield f"items.json: {item.slug}: bonus: it {wrong}."
    for poor, better in dominated(items, stats):
        yield f"items.json: {poor}: bonus: {better} is as good or better in every respect."
    for group in families.values():
        for rare, plain in permutations(group, 2):
            rarer = RARITIES.index(rare.rarity) > RARITIES.index(plain.rarity)
            if rarer and _no_better(stats[rare.slug], stats[plain.slug]):
                yield f"items.json: {rare.slug}: bonus: {plain.slug} is less rare and as good in every respect."


def dominated(items: Mapping[str, Any], stats: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, str]]:
    """Slugs (poor, better) of worn items of one slot, level and rarity: the first is better in no respect.

    An item that only one faction can wear is no reason to call an item for everybody poor.
    """
    peers: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
    for item in items.values():
        if item.slot:
            peers[item.slot, item.level, item.rarity].append(item)
    for group in peers.values():
        for poor, other in permutations(group, 2):
            if other.faction in (None, poor.faction) and _no_better(stats[poor.slug], stats[other.slug]):
                yield poor.slug, other.slug


def _no_better(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    return all(other.get(stat, 0) >= value for stat, value in one.items())
