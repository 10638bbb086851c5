"""Where an item comes from: shops, drops, recipes, missions, classes."""

from typing import TypedDict

from game.content.schema import Item, Mission, Monster, MonsterDrop
from seo_pages import words
from seo_pages.facts import addresses, closed_features
from seo_pages.facts.rates import bar, chance_text, hundred, hunts_for_one, one_in, quantity
from seo_pages.facts.refs import EntryRef, NotedLink, RegionRef
from seo_pages.facts.uses import RecipeFacts, recipe
from seo_pages.facts.world import WikiWorld

GROUNDS = 5


class ShopSource(TypedDict):
    region: RegionRef
    href: str
    shop: str
    keeper: str
    level: int
    price: int
    price_text: str


class DropSource(TypedDict):
    """chance: in ten-thousandths. kills: average per drop. place: where the monster is met; if nowhere, its dungeon."""

    slug: str
    of: EntryRef
    chance: int
    chance_text: str
    bar: int
    quantity: str
    kills: str
    place: EntryRef | None
    dungeon: NotedLink | None


class GroundSource(TypedDict):
    """hundred: pieces per hundred hunts. hunts: average per piece."""

    place: EntryRef
    hundred: str
    hunts: str
    bar: int


class RewardSource(TypedDict):
    name: str
    href: str
    period: str
    giver: str
    quantity: int
    shut: bool


class ItemSources(TypedDict):
    shops: list[ShopSource]
    drops: list[DropSource]
    grounds: list[GroundSource]
    recipes: list[RecipeFacts]
    missions: list[RewardSource]
    classes: list[NotedLink]


def sources(world: WikiWorld, item: Item) -> ItemSources:
    return {
        "shops": shops(world, item),
        "drops": [_drop(world, monster, drop) for monster, drop in world.item_index.drops.get(item.slug, ())],
        "grounds": grounds(world, item),
        "recipes": [recipe(world, r, 1) for r in world.item_index.recipes_for.get(item.slug, ())],
        "missions": [_reward(world, m, quantity) for m, quantity in world.item_index.missions_with.get(item.slug, ())],
        "classes": [
            {"name": c.name, "href": addresses.class_page(c.slug), "note": c.tagline}
            for c in world.item_index.starters.get(item.slug, ())
        ],
    }


def shops(world: WikiWorld, item: Item) -> list[ShopSource]:
    regions = [world.content.regions[slug] for slug in item.sold_in]
    return [
        {
            "region": world.region_ref[r.slug], "href": addresses.shop(r.slug), "shop": r.shop,
            "keeper": r.keeper, "level": r.levels[0], "price": item.price,
            "price_text": words.number(item.price),
        }
        for r in sorted(regions, key=lambda r: r.levels)
    ]  # fmt: skip


def grounds(world: WikiWorld, item: Item) -> list[GroundSource]:
    """The best places to hunt for it: pieces per hundred hunts, and hunts per piece."""
    best = world.hunting.grounds.get(item.slug, [])[:GROUNDS]
    most = best[0][1] if best else 1
    return [
        {
            "place": world.ref["place"][place.slug], "hundred": hundred(pieces),
            "hunts": hunts_for_one(pieces), "bar": round(100 * pieces / most),
        }
        for place, pieces in best
    ]  # fmt: skip


def _drop(world: WikiWorld, monster: Monster, drop: MonsterDrop) -> DropSource:
    lairs = world.hunting.lairs.get(monster.slug, ())
    return {
        "slug": monster.slug, "of": world.ref["monster"][monster.slug], "chance": drop.chance, "chance_text": chance_text(drop.chance),
        "bar": bar(drop.chance), "quantity": quantity(drop.low, drop.high), "kills": one_in(drop.chance),
        "place": world.ref["place"][lairs[0][0].slug] if lairs else None,
        "dungeon": None if lairs else _dungeon_of(world, monster),
    }  # fmt: skip


def _dungeon_of(world: WikiWorld, monster: Monster) -> NotedLink | None:
    """The dungeon of a monster that is met in no place, and that it is still shut."""
    for dungeon, _ in world.monster_index.dungeons.get(monster.slug, ()):
        return {
            "name": dungeon.name,
            "note": closed_features.later("dungeon").lstrip(", "),
            "href": world.guides.address["dungeon"][dungeon.slug],
        }
    return None


def _reward(world: WikiWorld, m: Mission, quantity: int) -> RewardSource:
    return {
        "name": m.name,
        "href": world.guides.address["mission"][m.slug],
        "period": m.period,
        "giver": m.giver,
        "quantity": quantity,
        "shut": closed_features.is_closed(m.period),
    }
