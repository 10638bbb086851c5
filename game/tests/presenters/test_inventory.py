"""The inventory filtered and sorted."""

import pytest

from game.content.vocabulary import SLOTS
from game.presenters.inventory import SORTS, InventoryFilter, filtered, inventory_page, worn_of
from game.queries.sheet import Worn
from game.tests.presenters.unsaved import unsaved_character, unsaved_holding

SABRE, CUTTER, DRAUGHT, DOUBLET = "clerks-sabre", "excise-cutter", "cellar-draught", "red-vigil-doublet"
HELD = [
    unsaved_holding(DRAUGHT, 4, quantity=90),
    unsaved_holding(CUTTER, 3),
    unsaved_holding(SABRE, 2, slot="weapon", left=1),
    unsaved_holding(DOUBLET, 1),
]
"""Newest first, as the query reads them."""


def ids(**wanted: str) -> list[int]:
    return [held.id for held in filtered(HELD, InventoryFilter(**wanted))]


def test_the_inventory_is_filtered_by_kind_rarity_and_words() -> None:
    assert ids() == [4, 3, 2, 1]
    assert ids(kind="weapon") == [3, 2]
    assert ids(kind="weapon", rarity="rare") == [3]
    assert ids(kind="rune") == []


@pytest.mark.parametrize("words", ["clerks", "CLERK’S", "sabre  clerk's", "clerk"])
def test_apostrophes_case_and_the_order_of_words_make_no_difference(words: str) -> None:
    assert ids(words=words) == [2]


def test_every_order_sorts_by_its_name() -> None:
    by_id = {held.id: held for held in HELD}
    assert ids(sort="newest") == [4, 3, 2, 1]
    names = [by_id[pk].item.name for pk in ids(sort="name")]
    assert names == sorted(names)
    assert ids(sort="rarity")[0] in (1, 3) and ids(sort="rarity")[-1] in (2, 4)
    levels = [by_id[pk].item.level for pk in ids(sort="level")]
    assert levels == sorted(levels, reverse=True)
    values = [by_id[pk].worth * by_id[pk].quantity for pk in ids(sort="value")]
    assert values == sorted(values, reverse=True)
    assert set(SORTS) == {"newest", "name", "rarity", "level", "value"}


def test_the_page_shows_every_slot_and_warns_of_worn_things_only() -> None:
    page = inventory_page(unsaved_character(), HELD, InventoryFilter(kind="consumable"))
    assert [slot for slot, _ in page.slots] == list(SLOTS)
    assert {slot: held.id for slot, held in page.slots if held} == {"weapon": 2}
    assert [(line.holding.id, line.may_wear, line.compared) for line in page.held] == [(4, False, None)]
    assert page.count == 4 and page.needs_repair == [Worn(SABRE, 0, 1)]
    assert worn_of(HELD) == {"weapon": Worn(SABRE, 0, 1)}


def test_what_is_not_worn_is_compared_with_what_is_worn_in_its_slot() -> None:
    better = unsaved_holding(SABRE, 5, upgrade=10)
    page = inventory_page(unsaved_character(level=7), [better, *HELD], InventoryFilter(kind="weapon"))
    compared = {line.holding.id: line.compared for line in page.held}
    assert compared[2] is None, "the worn one is not compared with itself"
    upgraded, cutter = compared[5], compared[3]
    assert upgraded and cutter and upgraded.instead_of and upgraded.instead_of.slug == SABRE and upgraded.slot == "weapon"
    assert upgraded.changes and all(change.by > 0 for change in upgraded.changes)
    assert {change.stat for change in cutter.changes} & {"attack", "crit"}


def test_a_thing_that_could_not_be_worn_now_is_not_compared() -> None:
    page = inventory_page(unsaved_character(level=6), HELD, InventoryFilter(kind="weapon"))
    assert {line.holding.id: line.compared for line in page.held} == {3: None, 2: None}
