"""Which recipes a character sees, and how often it could craft them."""

from game.content import catalogue
from game.presenters.recipes import (
    RECIPES_A_PAGE,
    RECIPES_AHEAD,
    RecipesPart,
    craft_offer,
    ingredients_of,
    recipes_for,
    recipes_part,
    times_craftable,
)
from game.tests.presenters.unsaved import unsaved_character, unsaved_holding

RECIPE = catalogue().recipes["two-from-the-cellar"]
NEEDED = RECIPE.needs[0]


def test_known_recipes_come_first_highest_level_on_top_then_a_few_above_the_level() -> None:
    levels = [recipe.level for recipe in recipes_for(unsaved_character(level=20))]
    known, ahead = levels[:-RECIPES_AHEAD], levels[-RECIPES_AHEAD:]
    assert known == sorted(known, reverse=True) and known[0] <= 20
    assert ahead == sorted(ahead) and ahead[0] > 20


def test_neither_worn_nor_upgraded_things_are_ingredients() -> None:
    held = [
        unsaved_holding(NEEDED.item, 1, quantity=3),
        unsaved_holding(NEEDED.item, 2, quantity=4),
        unsaved_holding("clerks-sabre", 3),
        unsaved_holding("clerks-sabre", 4, slot="weapon"),
        unsaved_holding("clerks-sabre", 5, upgrade=1),
    ]
    assert ingredients_of(held) == {NEEDED.item: 7, "clerks-sabre": 1}


def test_gold_ingredients_and_level_each_limit_how_often_a_recipe_can_be_crafted() -> None:
    have = {NEEDED.item: NEEDED.quantity * 3}
    assert times_craftable(unsaved_character(gold=RECIPE.gold * 9), have, RECIPE) == 3
    assert times_craftable(unsaved_character(gold=RECIPE.gold * 2), have, RECIPE) == 2
    assert times_craftable(unsaved_character(gold=RECIPE.gold), {}, RECIPE) == 0
    high = max(catalogue().recipes.values(), key=lambda r: r.level)
    plenty = {need.item: need.quantity for need in high.needs}
    assert times_craftable(unsaved_character(gold=high.gold, level=high.level - 1), plenty, high) == 0
    assert times_craftable(unsaved_character(gold=high.gold, level=high.level), plenty, high) == 1


def test_an_offer_says_what_is_lacking() -> None:
    offer = craft_offer(unsaved_character(gold=RECIPE.gold - 1), {}, {NEEDED.item: NEEDED.quantity - 1}, RECIPE)
    assert (offer.open, offer.paid, offer.ready, offer.needs[0].lacking) == (True, False, False, 1)


def part(page: str = "1", craft: str = "", ready: bool = False) -> RecipesPart:
    character = unsaved_character(level=60, gold=10_000)
    held = [unsaved_holding(NEEDED.item, quantity=NEEDED.quantity)]
    return recipes_part(character, {}, held, craft=craft, ready=ready, page=page)


def test_the_pages_cover_all_recipes_and_a_wrong_number_shows_the_nearest_page() -> None:
    first = part()
    found = [o.recipe.slug for number in range(1, first.pages + 1) for o in part(str(number)).recipes]
    assert len(found) == len(set(found)) == len(catalogue().recipes) and len(first.recipes) == RECIPES_A_PAGE
    assert (part("x").number, part("0").number, part("999").number) == (1, first.pages, first.pages)


def test_filters_narrow_the_recipes_by_craft_and_by_what_can_be_crafted_now() -> None:
    assert {o.recipe.craft for o in part(craft="alchemy").recipes} == {"alchemy"}
    assert RECIPE.slug in {o.recipe.slug for o in part(ready=True).recipes}
    assert all(o.ready for o in part(ready=True).recipes)
    assert part(craft="forge", ready=True).recipes == []
