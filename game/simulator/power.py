"""How strong the items of each level and rarity are, for the chart of the power curve."""

from game.content.curve import BUDGET, worth
from game.content.registry import Catalogue

MEASURED_AT = 30
"""All items are measured on a fighter of this level, so that the curve shows how they grow."""


def by_rarity(content: Catalogue, kind: str) -> dict[str, list[tuple[int, float]]]:
    """(level, power) of each worn item of a kind, by rarity, lowest level first.

    power: percent by which it makes that fighter stronger, scaled to the largest slot of the kind so that slots compare.
    """
    slots = {str(item.slot) for item in content.items.values() if item.kind == kind}
    greatest = max(BUDGET[slot] for slot in slots)
    found: dict[str, list[tuple[int, float]]] = {}
    for item in content.items.values():
        if item.kind == kind:
            scaled = worth(content.gear_stats[item.slug], MEASURED_AT) / 10 * greatest / BUDGET[str(item.slot)]
            found.setdefault(item.rarity, []).append((item.level, scaled))
    return {rarity: sorted(points) for rarity, points in found.items()}
