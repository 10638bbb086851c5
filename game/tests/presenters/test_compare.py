"""How wearing an item would change the stats."""

import pytest

from game.content import catalogue
from game.presenters.compare import WornGear, if_worn, may_wear
from game.queries.sheet import Worn
from game.tests.presenters.unsaved import unsaved_character

SABRE = "clerks-sabre"


def test_only_the_stats_that_change_are_listed_and_thousandths_are_marked() -> None:
    sabre = catalogue().items[SABRE]
    changes = {c.stat: c for c in if_worn(unsaved_character(), {}, sabre)}
    assert set(changes) == {"attack", "crit"}
    assert (changes["attack"].by, changes["attack"].permille) == (sabre.bonus.attack, False)
    assert (changes["crit"].by, changes["crit"].permille) == (sabre.bonus.crit, True)


def test_the_same_item_again_changes_nothing() -> None:
    sabre = catalogue().items[SABRE]
    assert if_worn(unsaved_character(), {"weapon": Worn(SABRE, 0, sabre.durability)}, sabre) == []


def test_a_broken_item_gives_nothing_and_an_upgraded_one_gives_more() -> None:
    character, sabre = unsaved_character(), catalogue().items[SABRE]
    assert if_worn(character, {}, sabre, Worn(SABRE, 0, 0)) == []
    plain, better = (if_worn(character, {}, sabre, Worn(SABRE, upgrade, 5))[0].by for upgrade in (0, 10))
    assert better > plain > 0


def test_many_things_are_compared_with_what_is_worn_as_each_alone() -> None:
    character, items = unsaved_character(level=60), [i for i in catalogue().items.values() if i.slot and i.level > 50]
    worn = {str(i.slot): Worn(i.slug, 2, 5) for i in items[::7]}
    gear = WornGear(character, worn)
    for item in items:
        for thing in (Worn(item.slug, 0, 9), Worn(item.slug, 4, 9), Worn(item.slug, 4, 0), Worn(item.slug, 4, 2)):
            compared = gear.compare(item, thing)
            assert compared.changes == if_worn(character, worn, item, thing)
            here = worn.get(str(item.slot))
            assert (compared.instead_of and compared.instead_of.slug, compared.upgrade) == (
                (here.item, 2) if here else (None, 0)
            )


@pytest.mark.parametrize(("slug", "fields", "allowed"), [
    (SABRE, {}, True),
    ("cellar-draught", {}, False),
    ("excise-cutter", {"level": 6}, False),
    ("excise-cutter", {"level": 7}, True),
    ("red-vigil-doublet", {"level": 60, "faction": "werewolf"}, False),
    ("red-vigil-doublet", {"level": 60}, True),
])  # fmt: skip
def test_faction_class_and_level_decide_who_may_wear_an_item(slug: str, fields: dict[str, object], allowed: bool) -> None:
    assert may_wear(unsaved_character(**fields), catalogue().items[slug]) is allowed
