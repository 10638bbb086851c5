"""The shops of the regions, and the shop page."""

from functools import cache

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item, Region
from game.content.vocabulary import FAMILIES
from game.models import Character
from game.presenters.compare import Change, if_worn
from game.queries.sheet import Worn

KINDS: tuple[str, ...] = tuple(FAMILIES)


class ShopPage(Struct, frozen=True):
    """region: the one whose shop is shown. stock: (item, whether the character could wear or use it now, whether it can pay
    for it, stats that would change by wearing it). kind: "" for all. kinds: those that the shop has."""

    regions: list[Region]
    region: Region
    stock: list[tuple[Item, bool, bool, list[Change]]]
    kind: str
    kinds: list[str]


def shop_page(character: Character, worn: dict[str, Worn], region: str | None, kind: str) -> ShopPage:
    """region: a slug; another word shows the region of the highest level that is open."""
    regions = open_regions(character)
    shown = next((r for r in regions if r.slug == region), regions[0])
    items = stock_of(shown.slug)
    return ShopPage(
        regions=regions,
        region=shown,
        stock=[
            (i, fits(i, character), i.price <= character.gold, if_worn(character, worn, i) if i.slot else [])
            for i in items
            if not kind or i.kind == kind
        ],
        kind=kind,
        kinds=[k for k in KINDS if any(i.kind == k for i in items)],
    )


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
