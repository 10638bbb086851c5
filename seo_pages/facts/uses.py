"""What an item is used for: recipes, and the bonuses of its set."""

from typing import TypedDict

from game.content.schema import GearSet, Item, Recipe, stats_of
from seo_pages import words
from seo_pages.facts.refs import EntryRef
from seo_pages.facts.world import WikiWorld


class ItemCount(TypedDict):
    item: EntryRef
    quantity: int


class RecipeFacts(TypedDict):
    """uses: the quantity of the page's own item that the recipe needs."""

    name: str
    href: str
    craft: str
    level: int
    makes: EntryRef
    quantity: int
    gold: int
    gold_text: str
    uses: int
    text: str
    slug: str
    needs: list[ItemCount]


class StepFacts(TypedDict):
    """pieces: how many have to be worn. text: the bonus in words."""

    pieces: int
    text: str


class GearSetFacts(TypedDict):
    name: str
    slug: str
    href: str
    text: str
    pieces: list[EntryRef]
    steps: list[StepFacts]


class ItemUses(TypedDict):
    recipes: list[RecipeFacts]
    set: GearSetFacts | None


def uses(world: WikiWorld, item: Item) -> ItemUses:
    """Uses of an item: recipes, and its set with the set's bonuses."""
    gear_set = world.content.set_of.get(item.slug)
    return {
        "recipes": [recipe(world, r, n) for r, n in world.item_index.recipes_with.get(item.slug, ())],
        "set": gear(world, gear_set) if gear_set else None,
    }


def gear(world: WikiWorld, gear_set: GearSet) -> GearSetFacts:
    """A set with its pieces and steps, each step in words."""
    return {
        "name": gear_set.name, "slug": gear_set.slug, "href": world.guides.address["set"][gear_set.slug], "text": gear_set.text,
        "pieces": [world.ref["item"][slug] for slug in gear_set.pieces],
        "steps": [
            {"pieces": s.pieces, "text": words.listed([f"{words.STATS[k]} {words.signed(k, v)}" for k, v in stats_of(s.bonus).items()])}
            for s in gear_set.steps
        ],
    }  # fmt: skip


def recipe(world: WikiWorld, r: Recipe, uses: int) -> RecipeFacts:
    return {
        "name": r.name, "href": world.guides.address["recipe"][r.slug], "craft": r.craft,
        "level": r.level, "makes": world.ref["item"][r.makes], "quantity": r.quantity, "gold": r.gold,
        "gold_text": words.number(r.gold), "uses": uses, "text": r.text, "slug": r.slug,
        "needs": [{"item": world.ref["item"][n.item], "quantity": n.quantity} for n in r.needs],
    }  # fmt: skip
