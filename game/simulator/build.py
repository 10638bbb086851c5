"""The reference player of each class and level, built as a sensible person would."""

from functools import lru_cache

from game.content.registry import Catalogue
from game.content.schema import Class
from game.rules import tuning
from game.rules.sheet import Sheet, sheet_of
from game.simulator.kit import typical_kit
from game.simulator.loadouts import loadout_at

PLANS: dict[str, dict[str, int]] = {
    "veilstalker": {"dex": 3, "vit": 1, "lck": 1},
    "fogrunner": {"dex": 3, "vit": 1, "wis": 1},
    "moonsinger": {"int": 3, "vit": 1, "wis": 1},
}
"""How a class spends the five points of a level, if its page advises so. All others: three in the main attribute, two in vitality."""


def attributes_at(of: Class, level: int) -> dict[str, int]:
    """The attributes after following the class's plan from level 1. Points that would pass a soft cap go into luck."""
    points: dict[str, int] = {str(name): value for name, value in of.start.items()}
    plan = PLANS.get(of.slug, {of.main: 3, "vit": 2})
    for _ in range(1, level):
        for name, count in plan.items():
            full = points[name] + count > tuning.SOFT_CAPS[name]
            points["lck" if full else name] += count
    return points


@lru_cache(maxsize=4096)
def reference(content: Catalogue, class_slug: str, level: int, purpose: str) -> Sheet:
    """The reference player of a class at a level, in full health, with the skills for duels or for hunts."""
    of = content.classes[class_slug]
    attributes = attributes_at(of, level)
    kit = typical_kit(content, class_slug, level, tuple(sorted(attributes.items())))
    stats = content.derived(class_slug, level, attributes, [(item, 0) for item in kit])
    return sheet_of(class_slug, level, stats.hp_max, stats, loadout_at(content, class_slug, level, purpose))
