"""What the forge can do for a character: mend, better, make. No statement of its own: it follows from what is held."""

from collections.abc import Mapping

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item, Recipe
from game.models import Character
from game.presenters.compare import Change, if_worn, may_wear
from game.queries.inventory import Held
from game.queries.sheet import Worn
from game.rules import tuning
from game.rules.forge import repair_cost, upgrade_cost, upgraded

NEXT = 4
"""How many recipes beyond one's level are shown: something to look forward to."""


class RepairOffer(Struct, frozen=True):
    """A damaged thing and the gold that mending it costs."""

    thing: Held
    cost: int


class Gain(Struct, frozen=True):
    """One stat that a thing gives, now and after the next upgrade."""

    stat: str
    before: int
    after: int

    @property
    def by(self) -> int:
        return self.after - self.before


class UpgradeOffer(Struct, frozen=True):
    """A thing that can be made better, and what for. cost None: it is as good as it gets."""

    thing: Held
    cost: int | None
    gains: list[Gain]


class Ingredient(Struct, frozen=True):
    item: Item
    quantity: int
    have: int

    @property
    def lacking(self) -> int:
        return max(0, self.quantity - self.have)


class CraftOffer(Struct, frozen=True):
    """A recipe as a character stands to it. open: its level is reached. most: how often it could be made now."""

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


def mendings(held: list[Held]) -> list[RepairOffer]:
    """All that is damaged: worn things first, the most worn out on top."""
    costs = [RepairOffer(h, repair_cost(h.item.price, h.item.durability, h.left)) for h in held if h.item.slot]
    return sorted((m for m in costs if m.cost), key=lambda m: (not m.thing.equipped, m.thing.left, m.thing.item.name))


def betterings(held: list[Held]) -> list[UpgradeOffer]:
    """All that is worn or could be, worn things first."""
    found = [_bettering(h) for h in held if h.item.slot]
    return sorted(found, key=lambda b: (not b.thing.equipped, -b.thing.item.level, b.thing.item.name, b.thing.id))


def _bettering(h: Held) -> UpgradeOffer:
    if h.upgrade >= tuning.UPGRADE_MAX:
        return UpgradeOffer(h, None, [])
    plain = catalogue().gear_stats[h.item.slug]
    now, after = upgraded(plain, h.upgrade), upgraded(plain, h.upgrade + 1)
    return UpgradeOffer(h, upgrade_cost(h.item.price, h.upgrade), [Gain(stat, now[stat], after[stat]) for stat in plain])


def recipes_for(character: Character) -> list[Recipe]:
    """Those of the character's level and below, the highest first, then the next few."""
    recipes = sorted(catalogue().recipes.values(), key=lambda r: (-r.level, r.name))
    known = [r for r in recipes if r.level <= character.level]
    ahead = sorted((r for r in recipes if r.level > character.level), key=lambda r: (r.level, r.name))
    return known + ahead[:NEXT]


def stock(held: list[Held]) -> dict[str, int]:
    """How many of each item may go into a recipe: nothing that is worn, nothing that was made better."""
    have: dict[str, int] = {}
    for h in held:
        if not h.equipped and not h.upgrade:
            have[h.item.slug] = have.get(h.item.slug, 0) + h.quantity
    return have


def times_possible(character: Character, have: Mapping[str, int], recipe: Recipe) -> int:
    """How often a character could make it now, from what it has and can pay; 0 while its level is not reached."""
    if recipe.level > character.level:
        return 0
    times = [have.get(n.item, 0) // n.quantity for n in recipe.needs]
    return min(times + ([character.gold // recipe.gold] if recipe.gold else []), default=0)


def making(character: Character, worn: dict[str, Worn], have: Mapping[str, int], recipe: Recipe) -> CraftOffer:
    items = catalogue().items
    item = items[recipe.makes]
    needs = [Ingredient(items[n.item], n.quantity, have.get(n.item, 0)) for n in recipe.needs]
    return CraftOffer(
        recipe=recipe, item=item, needs=needs, open=recipe.level <= character.level, paid=recipe.gold <= character.gold,
        most=times_possible(character, have, recipe), changes=if_worn(character, worn, item) if may_wear(character, item) else [],
    )  # fmt: skip
