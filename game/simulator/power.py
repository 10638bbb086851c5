"""How strong the things of each level and rarity are, for the chart of the power curve."""

from game.content.registry import Catalogue

POINTS = {"hp": 0.25, "attack": 1.5, "defence": 1.2, "crit": 0.2, "dodge": 0.25, "lifesteal": 0.3}
"""What a point of each stat is worth beside a point of an attribute (1): about what swapping them changes in a fight."""


def power(content: Catalogue, slug: str) -> float:
    """All that a thing adds, in points of an attribute."""
    return sum(value * POINTS.get(stat, 1.0) for stat, value in content.gear_stats[slug].items())


def by_rarity(content: Catalogue, kind: str) -> dict[str, list[tuple[int, float]]]:
    """(level, power) of each worn thing of a kind, by rarity, lowest level first."""
    found: dict[str, list[tuple[int, float]]] = {}
    for item in content.items.values():
        if item.kind == kind:
            found.setdefault(item.rarity, []).append((item.level, power(content, item.slug)))
    return {rarity: sorted(points) for rarity, points in found.items()}
