"""The shops of the regions, and the shop page."""

from collections import Counter
from functools import cache

from msgspec import Struct, structs

from game.content import catalogue
from game.content.schema import Item, Region
from game.models import Character
from game.presenters.compare import Comparison, WornGear, may_wear
from game.presenters.inventory import worn_of
from game.presenters.shop_filter import KINDS, LEVEL_MAX, SLOTS, SORTS, ShopFilter, filtered, query_of
from game.queries.inventory import HeldItem

PER_PAGE = 12
"""Offers of one page: on a phone that is about six screens."""


class Offer(Struct, frozen=True):
    """fits: whether the character could wear or use it now. compared: with what is worn, if it could be worn now. owned: how many."""

    item: Item
    fits: bool
    affordable: bool
    compared: Comparison | None
    owned: int
    worn: bool


class ShopLink(Struct, frozen=True):
    """A shop, or a part of one, that keeps the rest of the filter. query: of its address. count: offers there."""

    region: Region
    query: str
    chosen: bool = False
    word: str = ""
    count: int = 0


class ShopPage(Struct, frozen=True):
    """shops: those that are open. region: the one whose shop is shown. offers: of this page. count: of all pages.

    kinds: those that the shop has, and first "All". slots: those that it has of the kind. before, after: queries of the pages
    around this one; "" if there is none. While nothing passes the filter: elsewhere: other open shops with offers that pass it;
    not_yet: the query of what would pass but does not suit the character now, "" if there is nothing.
    """

    shops: list[ShopLink]
    region: Region
    offers: list[Offer]
    count: int
    page: int
    pages: int
    before: str
    after: str
    filter: ShopFilter
    kinds: list[ShopLink]
    slots: list[str]
    sorts: dict[str, str]
    level_max: int
    elsewhere: list[ShopLink]
    not_yet: str


def shop_page(character: Character, held: list[HeldItem], region: str | None, wanted: ShopFilter) -> ShopPage:
    """region: a slug; another word shows the highest open region that has something for the filter. held: all that the character has."""
    regions = open_regions(character)
    found = {r.slug: filtered(stock_of(r.slug), wanted, character) for r in regions}
    shown = next((r for r in regions if r.slug == region), None)
    shown = shown or next((r for r in regions if found[r.slug]), regions[0])
    items, offers = stock_of(shown.slug), found[shown.slug]
    pages = max(1, -(-len(offers) // PER_PAGE))
    page = min(wanted.page, pages)
    first = structs.replace(wanted, page=1)
    return ShopPage(
        shops=[ShopLink(r, query_of(r.slug, first), r is shown) for r in regions],
        region=shown,
        offers=_offers(character, held, offers[(page - 1) * PER_PAGE : page * PER_PAGE]),
        count=len(offers),
        page=page,
        pages=pages,
        before=query_of(shown.slug, structs.replace(wanted, page=page - 1)) if page > 1 else "",
        after=query_of(shown.slug, structs.replace(wanted, page=page + 1)) if page < pages else "",
        filter=wanted,
        kinds=[_kind(shown, first, k) for k in ("", *KINDS) if not k or any(i.kind == k for i in items)],
        slots=[s for s in SLOTS if any(i.slot == s and wanted.kind in ("", i.kind) for i in items)],
        sorts=SORTS,
        level_max=LEVEL_MAX,
        not_yet="" if offers else _not_yet(shown, first, character),
        elsewhere=[
            ShopLink(r, query_of(r.slug, first), count=len(found[r.slug])) for r in regions if not offers and found[r.slug]
        ],
    )


def _kind(region: Region, wanted: ShopFilter, kind: str) -> ShopLink:
    query = query_of(region.slug, structs.replace(wanted, kind=kind, slot=""))
    return ShopLink(region, query, wanted.kind == kind, kind or "all")


def _not_yet(region: Region, wanted: ShopFilter, character: Character) -> str:
    without = structs.replace(wanted, fits=False)
    return query_of(region.slug, without) if wanted.fits and filtered(stock_of(region.slug), without, character) else ""


def _offers(character: Character, held: list[HeldItem], items: list[Item]) -> list[Offer]:
    gear, owned = WornGear(character, worn_of(held)), Counter[str]()
    for holding in held:
        owned[holding.item.slug] += holding.quantity
    worn_items = {h.item.slug for h in held if h.slot}
    return [
        Offer(
            item=i,
            fits=fits(i, character),
            affordable=i.price <= character.gold,
            compared=gear.compare(i) if may_wear(character, i) else None,
            owned=owned[i.slug],
            worn=i.slug in worn_items,
        )
        for i in items
    ]


def open_regions(character: Character) -> list[Region]:
    """The regions whose lowest level the character has reached, highest level first."""
    regions = [r for r in catalogue().regions.values() if r.levels[0] <= character.level]
    return sorted(regions, key=lambda r: -r.levels[0])


@cache
def stock_of(region: str) -> tuple[Item, ...]:
    """What a region's shop sells, by kind, family, level and price."""
    found = [i for i in catalogue().items.values() if region in i.sold_in]
    return tuple(sorted(found, key=lambda i: (i.kind, i.family, i.level, i.price)))


def fits(item: Item, character: Character) -> bool:
    """Whether the character could wear or use the item now."""
    return item.suits(character.level, character.faction)
