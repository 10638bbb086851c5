"""What the shops sell is enough to hunt at the highest place of a level."""

import pytest

from game.content import catalogue
from game.content.vocabulary import SLOTS
from game.rules.odds import chance_at
from game.rules.sheet import Sheet, sheet_of
from game.simulator.build import attributes_at
from game.simulator.kit import worth
from game.simulator.loadouts import HUNT, loadout_at


def shopper(class_slug: str, level: int) -> Sheet:
    """A rested character of the class, its points spent as its page advises, in the best things of the shops that are open to it."""
    content = catalogue()
    of, attributes = content.classes[class_slug], attributes_at(content.classes[class_slug], level)
    shelf = [i for i in content.items.values() if content.is_sold_at(i, level) and i.suits(level, of.faction)]
    worn: dict[str, str] = {}

    def with_(slot: str, item: str) -> float:
        gear = [(one, 0) for one in (worn | {slot: item}).values()]
        return worth(content.derived(class_slug, level, attributes, gear), level)

    for slot in SLOTS * 2:  # twice, because the best item of a slot depends on the others
        if fitting := [i.slug for i in shelf if i.slot == slot]:
            worn[slot] = max(fitting, key=lambda item: (with_(slot, item), item))
    stats = content.derived(class_slug, level, attributes, [(item, 0) for item in worn.values()])
    return sheet_of(class_slug, level, stats.hp_max, stats, loadout_at(content, class_slug, level, HUNT))


@pytest.mark.parametrize("level", [10, 30, 45, 60])
def test_in_the_gear_of_the_shops_a_hunter_wins_most_fights_at_the_place_of_its_level(level: int) -> None:
    content, chances = catalogue(), {}
    place = max((p for p in content.places.values() if p.level <= level), key=lambda p: (p.level, p.slug))
    met = [(p.weight, content.monster_profiles[p.monster].sheet) for p in place.monsters]
    for class_slug in content.classes:
        chances[class_slug] = chance_at(shopper(class_slug, level), met)
    assert len(chances) == 9 and min(chances.values()) > 0.5 and sum(chances.values()) / 9 > 0.7, chances
