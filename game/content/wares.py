"""Whether worn things are worth wearing: each on the power curve, none worse in every respect than its peer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from game.content.curve import off_curve

RARITIES = ("common", "uncommon", "rare", "epic", "legendary")


def weigh(items: Mapping[str, Any], stats: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Sentences about worn things that are too strong, too weak or no choice at all. stats: bonus by slug."""
    worn = [item for item in items.values() if item.slot]
    for item in worn:
        wrong = off_curve(stats[item.slug], slot=item.slot, rarity=item.rarity, level=item.level)
        if wrong:
            yield f"items.json: {item.slug}: bonus: it {wrong}."
    peers: dict[tuple[str, int, str], list[Any]] = defaultdict(list)
    families: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for item in worn:
        peers[item.slot, item.level, item.rarity].append(item)
        families[item.family, item.level].append(item)
    for group in peers.values():
        for poor in group:
            for other in group:
                if (
                    other is not poor
                    and other.faction in (None, poor.faction)
                    and _no_better(stats[poor.slug], stats[other.slug])
                ):
                    yield f"items.json: {poor.slug}: bonus: {other.slug} is as good or better in every respect."
    for group in families.values():
        for rare in group:
            for plain in group:
                higher = RARITIES.index(rare.rarity) > RARITIES.index(plain.rarity)
                if higher and _no_better(stats[rare.slug], stats[plain.slug]):
                    yield f"items.json: {rare.slug}: bonus: {plain.slug} is less rare and as good in every respect."


def _no_better(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    return all(other.get(stat, 0) >= value for stat, value in one.items())
