"""The recipes of the forge: what a character could craft now, and what is lacking."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item, Recipe
from game.models import Character
from game.presenters.compare import Change, if_worn, may_wear
from game.queries.inventory import HeldItem
from game.queries.sheet import Worn

RECIPES_AHEAD = 4
"""How many recipes above the character's level are shown, as something to look forward to."""
RECIPES_A_PAGE = 24
CRAFTS = {"": "All", "forge": "Forge", "alchemy": "Alchemy"}
"""The filters of the recipes: word and title."""


class Ingredient(Struct, frozen=True):
    item: Item
    quantity: int
    have: int

    @property
    def lacking(self) -> int:
        return max(0, self.quantity - self.have)


class CraftOffer(Struct, frozen=True):
    """A recipe for one character. open: its level is reached. paid: the character has the fee. most: how often it could be
    crafted now. changes: stats that would change by wearing the product."""

    recipe: Recipe
    item: Item
    needs: list[Ingredient]
    open: bool
    paid: bool
    most: int
    changes: list[Change]

    @property
    def ready(self) -> bool:
        return self.most > 0


def recipes_for(character: Character) -> list[Recipe]:
    """Those up to the character's level, highest first, then the next few above it."""
    recipes = sorted(catalogue().recipes.values(), key=lambda r: (-r.level, r.name))
    known = [r for r in recipes if r.level <= character.level]
    ahead = sorted((r for r in recipes if r.level > character.level), key=lambda r: (r.level, r.name))
    return known + ahead[:RECIPES_AHEAD]


def ingredients_of(held: list[HeldItem]) -> dict[str, int]:
    """How many of each item may go into a recipe: no worn, upgraded or lent ones."""
    have: dict[str, int] = {}
    for h in held:
        if not h.equipped and not h.upgrade and not h.lent:
            have[h.item.slug] = have.get(h.item.slug, 0) + h.quantity
    return have


def times_craftable(character: Character, have: Mapping[str, int], recipe: Recipe) -> int:
    """How often the character could craft it now with its ingredients and gold; 0 below the recipe's level."""
    if recipe.level > character.level:
        return 0
    times = [have.get(n.item, 0) // n.quantity for n in recipe.needs]
    return min(times + ([character.gold // recipe.gold] if recipe.gold else []), default=0)


def craft_offer(character: Character, worn: dict[str, Worn], have: Mapping[str, int], recipe: Recipe) -> CraftOffer:
    """have: quantity by item slug, as ingredients_of counts it."""
    items = catalogue().items
    item = items[recipe.makes]
    needs = [Ingredient(items[n.item], n.quantity, have.get(n.item, 0)) for n in recipe.needs]
    return CraftOffer(
        recipe=recipe, item=item, needs=needs, open=recipe.level <= character.level, paid=recipe.gold <= character.gold,
        most=times_craftable(character, have, recipe), changes=if_worn(character, worn, item) if may_wear(character, item) else [],
    )  # fmt: skip


class RecipesPart(Struct, frozen=True):
    """One page of the recipes. number: which page of `pages`. craft, ready: the filter. crafts: (word, title) of each filter."""

    recipes: list[CraftOffer]
    number: int
    pages: int
    craft: str
    ready: bool
    crafts: list[tuple[str, str]]


def recipes_part(
    character: Character, worn: dict[str, Worn], held: list[HeldItem], *, craft: str, ready: bool, page: str
) -> RecipesPart:
    """craft: one of CRAFTS. ready: only what can be crafted now. page: its number as sent; a wrong one shows the nearest."""
    have = ingredients_of(held)
    recipes = [r for r in recipes_for(character) if not craft or r.craft == craft]
    if ready:
        recipes = [r for r in recipes if times_craftable(character, have, r)]
    shown = Paginator(recipes, RECIPES_A_PAGE).get_page(page)
    return RecipesPart(
        recipes=[craft_offer(character, worn, have, r) for r in shown],
        number=shown.number,
        pages=shown.paginator.num_pages,
        craft=craft,
        ready=ready,
        crafts=list(CRAFTS.items()),
    )
