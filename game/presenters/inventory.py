"""The inventory: filtered and sorted holdings, one item closely, and the question before a sale."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, get_args

from msgspec import Struct

from game.content.coming import COMING
from game.content.vocabulary import FAMILIES
from game.content.vocabulary import RARITIES as RARITIES
from game.content.vocabulary import SLOTS as SLOTS
from game.models import Character
from game.presenters.compare import Comparison, WornGear, may_wear
from game.queries.inventory import HeldItem
from game.queries.sheet import Worn, needs_repair
from game.rules.search import searchable, words_of

Sort = Literal["newest", "name", "rarity", "level", "value"]
SORTS: tuple[str, ...] = get_args(Sort)
KINDS: tuple[str, ...] = tuple(FAMILIES)


class InventoryFilter(Struct, frozen=True):
    """words: parts of the name; accents, case and punctuation make no difference. kind, rarity: "" for all."""

    words: str = ""
    kind: str = ""
    rarity: str = ""
    sort: str = "newest"


def filtered(held: Iterable[HeldItem], wanted: InventoryFilter) -> list[HeldItem]:
    """held: newest first."""
    words = words_of(wanted.words)
    found = [
        h
        for h in held
        if (not wanted.kind or h.item.kind == wanted.kind)
        and (not wanted.rarity or h.item.rarity == wanted.rarity)
        and all(word in _searchable(h.item.name) for word in words)
    ]
    if wanted.sort == "name":
        found.sort(key=lambda h: h.item.name)
    elif wanted.sort == "rarity":
        found.sort(key=lambda h: (-RARITIES.index(h.item.rarity), -h.item.level, h.item.name))
    elif wanted.sort == "level":
        found.sort(key=lambda h: (-h.item.level, h.item.name))
    elif wanted.sort == "value":
        found.sort(key=lambda h: (-h.worth * h.quantity, h.item.name))
    return found


@lru_cache(maxsize=4096)
def _searchable(name: str) -> str:
    return searchable(name)


class InventoryLine(Struct, frozen=True):
    """compared: with what is worn, of a holding that is not worn but could be."""

    holding: HeldItem
    may_wear: bool
    compared: Comparison | None


class InventoryPage(Struct, frozen=True):
    """slots: every slot with what is worn there. held: the holdings that pass the filter.

    count: of all holdings. needs_repair: worn things that wear out soon. of_no_use_yet: kinds whose feature is still to come.
    """

    slots: list[tuple[str, HeldItem | None]]
    held: list[InventoryLine]
    count: int
    needs_repair: list[Worn]
    filter: InventoryFilter
    kinds: tuple[str, ...]
    rarities: tuple[str, ...]
    sorts: tuple[str, ...]
    of_no_use_yet: frozenset[str]


def inventory_page(character: Character, held: list[HeldItem], wanted: InventoryFilter) -> InventoryPage:
    worn = {h.slot: h for h in held if h.slot}
    gear = WornGear(character, worn_of(held))
    return InventoryPage(
        slots=[(slot, worn.get(slot)) for slot in SLOTS],
        held=[_line(character, gear, h) for h in filtered(held, wanted)],
        count=len(held),
        needs_repair=needs_repair(h.as_worn for h in worn.values()),
        filter=wanted,
        kinds=KINDS,
        rarities=RARITIES,
        sorts=SORTS,
        of_no_use_yet=frozenset(COMING.keys() & FAMILIES.keys()),
    )


def _line(character: Character, gear: WornGear, held: HeldItem) -> InventoryLine:
    wearable = may_wear(character, held.item)
    return InventoryLine(held, wearable, gear.compare(held.item, held.as_worn) if wearable and not held.slot else None)


def worn_of(held: Iterable[HeldItem]) -> dict[str, Worn]:
    """What is worn, by slot."""
    return {h.slot: h.as_worn for h in held if h.slot}
