"""Lists of items: all, by kind, family, rarity, level and shop."""

from collections.abc import Iterator

from game.content import wiki_urls
from game.content.vocabulary import FAMILIES, RARITIES
from seo_pages import nouns, words
from seo_pages.facts import addresses, intros
from seo_pages.facts.hub import SECTIONS, Hub
from seo_pages.facts.world import WikiWorld

SECTION = SECTIONS["items"]


def item_hubs(world: WikiWorld) -> Iterator[Hub]:
    yield _all_items(world)
    yield from _by_kind(world)
    yield from _by_family(world)
    yield from _by_rarity(world)
    yield from _by_level(world)
    yield from _by_shop(world)


def _all_items(world: WikiWorld) -> Hub:
    sold = sum(bool(i.sold_in) for i in world.items)
    lead = (
        f"All {words.count(len(world.items), 'thing')} that can be worn, eaten, set or hammered in Veyrholt. Shops sell {words.number(sold)} "
        "of them; the rest is dropped, made or given, and each page says by whom."
    )
    return Hub("items", wiki_urls.ITEMS, "Items", lead, world.items)


def _by_kind(world: WikiWorld) -> Iterator[Hub]:
    for kind, name in words.KINDS.items():
        items = [i for i in world.items if i.kind == kind]
        yield Hub("items", addresses.kind(kind), name, intros.kind(kind, items), items, [SECTION], "Kinds", name)


def _by_family(world: WikiWorld) -> Iterator[Hub]:
    for kind, families in FAMILIES.items():
        crumbs = [SECTION, (words.KINDS[kind], addresses.kind(kind))]
        for family in families:
            items = world.item_index.by_family.get((kind, family), [])
            name, lead = nouns.families(kind, family), intros.family(world, kind, family, items)
            yield Hub("items", addresses.family(kind, family), name, lead, items, crumbs, kind, name)


def _by_rarity(world: WikiWorld) -> Iterator[Hub]:
    for rarity in RARITIES:
        items = [i for i in world.items if i.rarity == rarity]
        name, lead = f"{rarity.capitalize()} items", intros.rarity(world, rarity, items)
        yield Hub("items", addresses.rarity(rarity), name, lead, items, [SECTION], "Rarities", rarity)


def _by_level(world: WikiWorld) -> Iterator[Hub]:
    for low in range(1, 61, 5):
        high = low + 4
        items = [i for i in world.items if low <= i.level <= high]
        name, lead = f"Items of levels {low} to {high}", intros.item_band(world, low, items)
        yield Hub("items", addresses.band("items", low, high), name, lead, items, [SECTION], "Levels", f"{low}–{high}")


def _by_shop(world: WikiWorld) -> Iterator[Hub]:
    for r in world.regions:
        crumbs = [("Regions", wiki_urls.REGIONS), (r.name, addresses.region(r.slug))]
        stock = world.item_index.stock[r.slug]
        yield Hub("items", addresses.shop(r.slug), r.shop, intros.shop(r, stock), stock, crumbs, "Shops", r.shop)
