"""The page of one holding."""

import pytest

from game.content import catalogue
from game.content.coming import COMING
from game.models import Holding
from game.presenters.item import item_page
from game.queries.sheet import Worn
from game.rules.errors import GameError
from game.tests.presenters.unsaved import unsaved_character

SABRE = "clerks-sabre"
ITEM = catalogue().items[SABRE]


def holding(item: str = SABRE, **fields: object) -> Holding:
    return Holding(**{"pk": 1, "item": item, "durability": ITEM.durability} | fields)


def test_a_spare_weapon_is_compared_with_the_worn_one() -> None:
    page = item_page(unsaved_character(level=10), {"weapon": Worn("excise-cutter", 2, 9)}, holding())
    assert page.may_wear and page.worn_here == catalogue().items["excise-cutter"]
    assert page.here == Worn("excise-cutter", 2, 9) and any(change.by < 0 for change in page.changes)


def test_a_worn_weapon_is_not_compared_with_itself_and_wears_out_with_each_hunt() -> None:
    worn = holding(slot="weapon", worn_from=10)
    page = item_page(unsaved_character(hunts=10 + ITEM.durability - 1), {"weapon": Worn(SABRE, 0, 1)}, worn)
    assert (page.changes, page.left, page.broken, page.due_for_repair) == ([], 1, False, True)
    page = item_page(unsaved_character(hunts=10 + ITEM.durability), {}, worn)
    assert (page.left, page.broken) == (0, True)


def test_a_consumable_is_neither_worn_nor_broken() -> None:
    page = item_page(unsaved_character(), {}, holding("cellar-draught", durability=0))
    assert (page.may_wear, page.broken, page.due_for_repair, page.here, page.changes) == (False, False, False, None, [])


def test_an_item_that_left_the_catalogue_is_refused() -> None:
    with pytest.raises(GameError) as refusal:
        item_page(unsaved_character(), {}, holding("long-gone"))
    assert refusal.value.code == "not_found"


def test_a_rune_says_that_it_is_of_no_use_yet_and_nothing_else_does() -> None:
    rune = next(slug for slug, item in catalogue().items.items() if item.kind == "rune")
    said = {slug: item_page(unsaved_character(), {}, holding(slug)).coming for slug in (rune, SABRE, "cellar-draught")}
    assert said == {rune: COMING["rune"], SABRE: "", "cellar-draught": ""}
