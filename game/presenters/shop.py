"""The shops of the regions, and the shop page."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlencode

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item, Region
from game.content.vocabulary import FAMILIES, SLOTS
from game.models import Character
from game.presenters.compare import Change, if_worn
from game.presenters.inventory import worn_of
from game.queries.inventory import HeldItem
from game.rules.search import searchable, words_of

KINDS: tuple[str, ...] = tuple(FAMILIES)
SORTS = {"shelf": "As on the shelf", "price": "Cheapest", "level": "Highest level", "name": "Name"}
PER_PAGE = 12
"""Offers of one page: on a phone that is about six screens."""


class ShopFilter(Struct, frozen=True):
    """words: parts of the name. kind, slot: "" for all. level: the lowest level of an item. fits: only what the character
    could wear or use now. page: from 1."""

    words: str = ""
    kind: str = ""
    slot: str = ""
    level: int = 1
    fits: bool = False
    sort: str = "shelf"
    page: int = 1


class Offer(Struct, frozen=True):
    """fits: whether the character could wear or use it now. changes: stats that would change by wearing it. owned: how many."""

    item: Item
    fits: bool
    affordable: bool
    changes: list[Change]
    owned: int
    worn: bool


class ShopPage(Struct, frozen=True):
    """region: the one whose shop is shown. stock: of this page. count: of all pages. kinds, slots: those that the shop has.
    query: the filter as a query without the number of the page."""

    regions: list[Region]
    region: Region
    stock: list[Offer]
    count: int
    page: int
    pages: int
    query: str
    filter: ShopFilter
    kind: str
    kinds: list[str]
    slots: list[str]
    sorts: dict[str, str]


def shop_page(character: Character, held: list[HeldItem], region: str | None, wanted: ShopFilter) -> ShopPage:
    """region: a slug; another word shows the region of the highest level that is open. held: all that the character has."""
    regions = open_regions(character)
    shown = next((r for r in regions if r.slug == region), regions[0])
    items = stock_of(shown.slug)
    found = _filtered(items, wanted, character)
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(wanted.page, pages)
    worn = worn_of(held)
    owned = Counter[str]()
    for holding in held:
        owned[holding.item.slug] += holding.quantity
    worn_items = {h.item.slug for h in held if h.slot}
    return ShopPage(
        regions=regions,
        region=shown,
        stock=[
            Offer(
                item=i,
                fits=fits(i, character),
                affordable=i.price <= character.gold,
                changes=if_worn(character, worn, i) if i.slot else [],
                owned=owned[i.slug],
                worn=i.slug in worn_items,
            )
            for i in found[(page - 1) * PER_PAGE : page * PER_PAGE]
        ],
        count=len(found),
        page=page,
        pages=pages,
        query=_query(shown.slug, wanted),
        filter=wanted,
        kind=wanted.kind,
        kinds=[k for k in KINDS if any(i.kind == k for i in items)],
        slots=[s for s in SLOTS if any(i.slot == s for i in items)],
        sorts=SORTS,
    )


def _filtered(items: Iterable[Item], wanted: ShopFilter, character: Character) -> list[Item]:
    words = words_of(wanted.words)
    found = [
        i
        for i in items
        if (not wanted.kind or i.kind == wanted.kind)
        and (not wanted.slot or i.slot == wanted.slot)
        and i.level >= wanted.level
        and (not wanted.fits or fits(i, character))
        and all(word in searchable(i.name) for word in words)
    ]
    if wanted.sort == "price":
        found.sort(key=lambda i: (i.price, i.name))
    elif wanted.sort == "level":
        found.sort(key=lambda i: (-i.level, i.name))
    elif wanted.sort == "name":
        found.sort(key=lambda i: i.name)
    return found


def _query(region: str, wanted: ShopFilter) -> str:
    fields = {
        "region": region,
        "q": wanted.words,
        "kind": wanted.kind,
        "slot": wanted.slot,
        "level": wanted.level if wanted.level > 1 else "",
        "fits": "1" if wanted.fits else "",
        "sort": wanted.sort if wanted.sort != "shelf" else "",
    }
    return urlencode({name: value for name, value in fields.items() if value})


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
