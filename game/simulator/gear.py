"""Things to wear that nobody would: worse in every respect than another of the same slot, level and rarity."""

from itertools import permutations

from game.content.registry import Catalogue
from game.content.schema import Item


def dominated(content: Catalogue) -> list[tuple[str, str]]:
    """Pairs (worse, better). A thing that one faction alone can wear does not make worse what all can."""
    groups: dict[tuple[str | None, int, str], list[Item]] = {}
    for item in content.items.values():
        if item.slot:
            groups.setdefault((item.slot, item.level, item.rarity), []).append(item)
    return [
        (worse.slug, better.slug)
        for group in groups.values()
        for worse, better in permutations(group, 2)
        if better.faction in (None, worse.faction) and _worse(content, worse.slug, better.slug)
    ]


def _worse(content: Catalogue, worse: str, better: str) -> bool:
    """In no stat better, and in one at least worse; two that give the same count as worse, once."""
    low, high = content.gear_stats[worse], content.gear_stats[better]
    if any(value > high.get(stat, 0) for stat, value in low.items()):
        return False
    return low != high or worse > better
