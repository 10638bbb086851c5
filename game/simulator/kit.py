"""The gear that a player of a level would wear, and how strong gear makes a fighter."""

from functools import lru_cache

from game.content.registry import Catalogue
from game.content.schema import Item
from game.content.vocabulary import SLOTS
from game.rules.fight import soak
from game.rules.sheet import Derived, derive, gear_sum

RECENT = 4
"""The common and uncommon items of a typical kit are at most this many levels below the player's."""
RARE_RECENT = 8
"""Its one rare item is at most this many levels below: hunting through two regions yields one."""


def worth(stats: Derived, level: int) -> float:
    """How strong a fighter is: damage per round times damage that it can take, against a foe of its level.

    The product, because a fight is a race between the two. Compare it only with a worth of the same level.
    """
    blow = stats.attack * (1 + stats.crit * (stats.crit_power - 100) / 100_000)
    body = stats.hp_max * (stats.defence + soak(level)) / soak(level) / (1 - stats.dodge / 1000)
    return blow * body * (1 + stats.lifesteal / 1000)


@lru_cache(maxsize=4096)
def typical_kit(content: Catalogue, class_slug: str, level: int, attributes: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Slugs: in each slot the best recent common or uncommon item, and one rare item where it helps most.

    A slot without a recent item gets the latest one. Only items that both factions can wear: faction items appear at
    different levels for each side and would tilt a band of levels.
    """
    of, points = content.classes[class_slug], dict(attributes)
    worn: dict[str, str] = {}

    def with_(slot: str, item: str) -> float:
        gear = gear_sum(content.gear_stats[slug] for slug in (worn | {slot: item}).values())
        return worth(derive(level=level, main=of.main, attributes=points, gear=gear), level)

    shelves = {slot: _shelf(content, slot, level) for slot in SLOTS}
    for _ in range(2):  # twice, because the best item of a slot depends on the others
        for slot in SLOTS:
            if shelves[slot]:
                worn[slot] = max(shelves[slot], key=lambda slug: (with_(slot, slug), slug))
    rares = [i for i in content.items.values() if i.slot and i.rarity == "rare" and not i.faction and i.level <= level]
    recent = [i for i in rares if i.level >= level - RARE_RECENT]
    if recent:
        best = max(recent, key=lambda i: (with_(str(i.slot), i.slug), i.slug))
        worn[str(best.slot)] = best.slug
    return tuple(worn[slot] for slot in SLOTS if slot in worn)


def _shelf(content: Catalogue, slot: str, level: int) -> list[str]:
    plain = _plain(content).get(slot, ())
    fitting = [i for i in plain if i.level <= level]
    recent = [i.slug for i in fitting if i.level >= level - RECENT]
    if recent or not fitting:
        return recent
    latest = max(i.level for i in fitting)
    return [i.slug for i in fitting if i.level == latest]


@lru_cache(maxsize=8)
def _plain(content: Catalogue) -> dict[str, tuple[Item, ...]]:
    """Common and uncommon items of no faction, by slot."""
    return {
        slot: tuple(
            i for i in content.items.values() if i.slot == slot and not i.faction and i.rarity in ("common", "uncommon")
        )
        for slot in SLOTS
    }
