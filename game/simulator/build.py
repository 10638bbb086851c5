"""Who fights: for each class and level a reference player, as a sensible person would have built it."""

from collections.abc import Iterable
from functools import lru_cache

from game.content.registry import Catalogue
from game.content.schema import Class
from game.rules import tuning
from game.rules.sheet import Derived, Sheet, derive, gear_sum, sheet_of
from game.simulator.kit import typical_kit
from game.simulator.loadouts import loadout_at

MAIN_POINTS, VIT_POINTS, THIRD_POINTS = 3, 1, 1
"""How the five points of a level are spent: the class's main attribute, vitality, and its third."""

def third_of(of: Class) -> str:
    """The attribute that a class is best at after its main one and vitality."""
    others = [name for name in tuning.ATTRIBUTES if name not in (of.main, "vit")]
    return max(others, key=lambda name: of.start[name])  # type: ignore[index]


def attributes_at(of: Class, level: int) -> dict[str, int]:
    """Three of five points in the main attribute up to its soft cap, then in vitality; one in vitality; one in the third."""
    points: dict[str, int] = {str(name): value for name, value in of.start.items()}
    for _ in range(1, level):
        main = of.main if points[of.main] + MAIN_POINTS <= tuning.SOFT_CAPS[of.main] else "vit"
        points[main] += MAIN_POINTS
        points["vit"] += VIT_POINTS
        points[third_of(of)] += THIRD_POINTS
    return points


def stats_of(content: Catalogue, of: Class, level: int, attributes: dict[str, int], worn: Iterable[str]) -> Derived:
    """What a player comes to with these things worn, sets counted."""
    items = list(worn)
    gear = gear_sum([content.gear_stats[item] for item in items] + content.set_bonus(items))
    return derive(level=level, main=of.main, attributes=attributes, gear=gear)


@lru_cache(maxsize=4096)
def reference(content: Catalogue, class_slug: str, level: int) -> Sheet:
    """The reference player of a class at a level, in full health."""
    of = content.classes[class_slug]
    attributes = attributes_at(of, level)
    stats = stats_of(content, of, level, attributes, typical_kit(content, class_slug, level, tuple(sorted(attributes.items()))))
    return sheet_of(class_slug, level, stats.hp_max, stats, loadout_at(content, class_slug, level))
