"""Lists of items: all, by kind, family, rarity, level and shop."""

from collections.abc import Iterator

from game.content import wiki_urls
from game.content.vocabulary import FAMILIES, RARITIES
from seo_pages import words
from seo_pages.facts import addresses, intros
from seo_pages.facts.hub import SECTIONS, Hub
from seo_pages.facts.world import WikiWorld


def item_hubs(world: WikiWorld) -> Iterator[Hub]:
    items, top = world.items, [SECTIONS["items"]]
    sold = sum(bool(i.sold_in) for i in items)
    lead = (
        f"All {words.count(len(items), 'thing')} that can be worn, eaten, set or hammered in Veyrholt. Shops sell {words.number(sold)} "
        "of them; the rest is dropped, made or given, and each page says by whom."
    )
    yield Hub("items", wiki_urls.ITEMS, "Items", lead, items)
    for kind, name in words.KINDS.items():
        of = [i for i in items if i.kind == kind]
        yield Hub("items", addresses.kind(kind), name, intros.kind(kind, of), of, top, "Kinds", name)
    for kind, names in FAMILIES.items():
        for family in names:
            of = world.item_index.by_family.get((kind, family), [])
            name = words.families(kind, family)
            crumbs = [*top, (words.KINDS[kind], addresses.kind(kind))]
            yield Hub(
                "items", addresses.family(kind, family), name, intros.family(world, kind, family, of), of, crumbs, kind, name
            )
    for rarity in RARITIES:
        of = [i for i in items if i.rarity == rarity]
        yield Hub(
            "items",
            addresses.rarity(rarity),
            f"{rarity.capitalize()} items",
            intros.rarity(world, rarity, of),
            of,
            top,
            "Rarities",
            rarity,
        )
    for low in range(1, 61, 5):
        of = [i for i in items if low <= i.level < low + 5]
        name = f"Items of levels {low} to {low + 4}"
        yield Hub(
            "items",
            addresses.band("items", low, low + 4),
            name,
            intros.item_band(world, low, of),
            of,
            top,
            "Levels",
            f"{low}–{low + 4}",
        )

    for r in world.regions:
        crumbs = [("Regions", wiki_urls.REGIONS), (r.name, addresses.region(r.slug))]
        of = world.item_index.stock[r.slug]
        yield Hub("items", addresses.shop(r.slug), r.shop, intros.shop(r, of), of, crumbs, "Shops", r.shop)
