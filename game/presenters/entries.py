"""The catalogue for everybody: its items, monsters and places, filtered and in pages. No statement."""

from collections.abc import Iterable
from typing import Annotated, Generic, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from game.content import catalogue
from game.content.schema import MONSTERS, PLACES, Item, ItemKind, Monster, Place, Rarity
from game.rules.errors import GameError

T = TypeVar("T", Item, Monster, Place)
Level = Annotated[int, Meta(ge=1, le=60)]


class Paging(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page, of how many, and of which levels and region. region: a slug; an item belongs where a shop sells it."""

    page: Annotated[int, Meta(ge=1, le=100_000)] = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50
    level: Level | UnsetType = UNSET
    level_min: Level = 1
    level_max: Level = 60
    region: Annotated[str, Meta(max_length=60)] = ""


class ItemWish(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: ItemKind | UnsetType = UNSET
    rarity: Rarity | UnsetType = UNSET


class MonsterWish(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """kind: the family. rank: how rare it is."""

    kind: Literal[MONSTERS] | UnsetType = UNSET  # type: ignore[valid-type]
    rank: Literal["common", "elite", "boss"] | UnsetType = UNSET


class PlaceWish(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: Literal[PLACES] | UnsetType = UNSET  # type: ignore[valid-type]


class Page(Struct, Generic[T], frozen=True):
    """One page of what was found. content: the hash of the catalogue that it is from; pages: how many there are."""

    content: str
    total: int
    page: int
    pages: int
    results: list[T]


def items(wish: ItemWish) -> Page[Item]:
    """GameError invalid when the region is none."""
    found = _of_level(catalogue().items.values(), wish)
    return _page([i for i in found if _fits(wish.kind, i.kind) and _fits(wish.rarity, i.rarity) and _sold(i, wish)], wish)


def monsters(wish: MonsterWish) -> Page[Monster]:
    """GameError invalid when the region is none."""
    found = _of_level(catalogue().monsters.values(), wish)
    return _page([m for m in found if _fits(wish.kind, m.family) and _fits(wish.rank, m.rank) and _there(m, wish)], wish)


def places(wish: PlaceWish) -> Page[Place]:
    """GameError invalid when the region is none."""
    found = _of_level(catalogue().places.values(), wish)
    return _page([p for p in found if _fits(wish.kind, p.kind) and _there(p, wish)], wish)


def _fits(wanted: str | UnsetType, value: str) -> bool:
    return wanted is UNSET or wanted == value


def _there(entry: Monster | Place, wish: Paging) -> bool:
    return not wish.region or entry.region == wish.region


def _sold(item: Item, wish: Paging) -> bool:
    return not wish.region or wish.region in item.sold_in


def _of_level(entries: Iterable[T], wish: Paging) -> list[T]:
    if wish.region and wish.region not in catalogue().regions:
        raise GameError("invalid", f"There is no such region. Choose one of {', '.join(catalogue().regions)}.", field="region")
    low, high = (wish.level_min, wish.level_max) if wish.level is UNSET else (wish.level, wish.level)
    return [e for e in entries if low <= e.level <= high]


def _page(found: list[T], wish: Paging) -> Page[T]:
    found.sort(key=lambda e: (e.level, e.slug))
    start = (wish.page - 1) * wish.page_size
    pages = -(-len(found) // wish.page_size)
    return Page(catalogue().hash, len(found), wish.page, pages, found[start : start + wish.page_size])
