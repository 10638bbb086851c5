"""The public catalogue: items, monsters and places, filtered and in pages."""

from collections.abc import Iterable
from typing import Annotated, Generic, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from game.content import catalogue
from game.content.schema import Item, Monster, Place
from game.content.vocabulary import MONSTERS, PLACES, ItemKind, Rarity
from game.rules.errors import GameError

T = TypeVar("T", Item, Monster, Place)
Level = Annotated[int, Meta(ge=1, le=60)]


class Paging(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Page, size, levels and region. level: this level only, instead of level_min and level_max. region: a slug, or "" for
    all; an item belongs to the regions whose shops sell it."""

    page: Annotated[int, Meta(ge=1, le=100_000)] = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50
    level: Level | UnsetType = UNSET
    level_min: Level = 1
    level_max: Level = 60
    region: Annotated[str, Meta(max_length=60)] = ""


class ItemFilter(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: ItemKind | UnsetType = UNSET
    rarity: Rarity | UnsetType = UNSET


class MonsterFilter(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """kind: the monster's family."""

    kind: Literal[MONSTERS] | UnsetType = UNSET  # type: ignore[valid-type]
    rank: Literal["common", "elite", "boss"] | UnsetType = UNSET


class PlaceFilter(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Literal[PLACES] | UnsetType = UNSET  # type: ignore[valid-type]


class CatalogueSlice(Struct, Generic[T], frozen=True):
    """One page of entries. content: hash of the catalogue. total: entries on all pages. pages: how many pages there are."""

    content: str
    total: int
    page: int
    pages: int
    results: list[T]


def content_hash() -> str:
    """It changes whenever the catalogue does."""
    return catalogue().hash


def items(wanted: ItemFilter) -> CatalogueSlice[Item]:
    """GameError invalid for an unknown region."""
    found = _of_level(catalogue().items.values(), wanted)
    return _page(
        [i for i in found if _fits(wanted.kind, i.kind) and _fits(wanted.rarity, i.rarity) and _sold(i, wanted)], wanted
    )


def monsters(wanted: MonsterFilter) -> CatalogueSlice[Monster]:
    """GameError invalid for an unknown region."""
    found = _of_level(catalogue().monsters.values(), wanted)
    return _page(
        [m for m in found if _fits(wanted.kind, m.family) and _fits(wanted.rank, m.rank) and _there(m, wanted)], wanted
    )


def places(wanted: PlaceFilter) -> CatalogueSlice[Place]:
    """GameError invalid for an unknown region."""
    found = _of_level(catalogue().places.values(), wanted)
    return _page([p for p in found if _fits(wanted.kind, p.kind) and _there(p, wanted)], wanted)


def _fits(wanted: str | UnsetType, value: str) -> bool:
    return wanted is UNSET or wanted == value


def _there(entry: Monster | Place, wanted: Paging) -> bool:
    return not wanted.region or entry.region == wanted.region


def _sold(item: Item, wanted: Paging) -> bool:
    return not wanted.region or wanted.region in item.sold_in


def _of_level(entries: Iterable[T], wanted: Paging) -> list[T]:
    if wanted.region and wanted.region not in catalogue().regions:
        raise GameError("invalid", f"There is no such region. Choose one of {', '.join(catalogue().regions)}.", field="region")
    low, high = (wanted.level_min, wanted.level_max) if wanted.level is UNSET else (wanted.level, wanted.level)
    return [e for e in entries if low <= e.level <= high]


def _page(found: list[T], wanted: Paging) -> CatalogueSlice[T]:
    found.sort(key=lambda e: (e.level, e.slug))
    start = (wanted.page - 1) * wanted.page_size
    pages = -(-len(found) // wanted.page_size)
    return CatalogueSlice(catalogue().hash, len(found), wanted.page, pages, found[start : start + wanted.page_size])
