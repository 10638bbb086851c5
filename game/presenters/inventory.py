"""The inventory: filtered and sorted holdings, one item closely, and the question before a sale."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, Protocol, get_args

from msgspec import Struct

from game.content import catalogue
from game.content.schema import FAMILIES, Item
from game.content.schema import RARITIES as RARITIES
from game.content.schema import SLOTS as SLOTS
from game.models import Character, Holding
from game.presenters.compare import Change, if_worn, may_wear
from game.queries.inventory import Held
from game.queries.sheet import Worn, left_now, needs_repair
from game.rules.errors import GameError
from game.rules.forge import is_due_for_repair
from game.rules.search import searchable, words_of
from game.rules.trade import resale

Sort = Literal["newest", "name", "rarity", "level", "value"]
SORTS: tuple[str, ...] = get_args(Sort)
KINDS: tuple[str, ...] = tuple(FAMILIES)


class InventoryFilter(Struct, frozen=True):
    """words: parts of the name; accents, case and punctuation make no difference. kind, rarity: "" for all."""

    words: str = ""
    kind: str = ""
    rarity: str = ""
    sort: str = "newest"


def filtered(held: Iterable[Held], wanted: InventoryFilter) -> list[Held]:
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


class InventoryPage(Struct, frozen=True):
    """slots: every slot with what is worn there. held: (holding, whether the character may wear it) that pass the filter.

    count: of all holdings. needs_repair: worn things that wear out soon.
    """

    slots: list[tuple[str, Held | None]]
    held: list[tuple[Held, bool]]
    count: int
    needs_repair: list[Worn]
    filter: InventoryFilter
    kinds: tuple[str, ...]
    rarities: tuple[str, ...]
    sorts: tuple[str, ...]


def inventory_page(character: Character, held: list[Held], wanted: InventoryFilter) -> InventoryPage:
    worn = {h.slot: h for h in held if h.slot}
    return InventoryPage(
        slots=[(slot, worn.get(slot)) for slot in SLOTS],
        held=[(h, may_wear(character, h.item)) for h in filtered(held, wanted)],
        count=len(held),
        needs_repair=needs_repair(h.as_worn for h in worn.values()),
        filter=wanted,
        kinds=KINDS,
        rarities=RARITIES,
        sorts=SORTS,
    )


def worn_of(held: Iterable[Held]) -> dict[str, Worn]:
    """What is worn, by slot."""
    return {h.slot: h.as_worn for h in held if h.slot}


class ItemPage(Struct, frozen=True):
    """worth: gold that a shop pays for one. left: fights it still lasts. here: what is worn in its slot now, worn_here: that
    item, None when it left the catalogue. changes: stats that would change by wearing it, none while it is worn."""

    holding: Holding
    item: Item
    worth: int
    may_wear: bool
    left: int
    broken: bool
    due_for_repair: bool
    here: Worn | None
    worn_here: Item | None
    changes: list[Change]


def item_page(character: Character, worn: dict[str, Worn], holding: Holding) -> ItemPage:
    """GameError not_found when the item left the catalogue."""
    item = catalogue().items.get(holding.item)
    if item is None:
        raise GameError("not_found", "Nobody remembers what that was.")
    left = left_now(holding.durability, holding.worn_from, character.hunts)
    here = worn.get(item.slot or "")
    thing = Worn(holding.item, holding.upgrade, left)
    return ItemPage(
        holding=holding,
        item=item,
        worth=resale(item.price),
        may_wear=may_wear(character, item),
        left=left,
        broken=item.slot is not None and left == 0,
        due_for_repair=item.slot is not None and is_due_for_repair(item.durability, left),
        here=here,
        worn_here=catalogue().items.get(here.item) if here else None,
        changes=if_worn(character, worn, item, thing) if item.slot and holding.slot is None else [],
    )


class ForSale(Protocol):
    """What would be sold of one holding (actions/shop.py). asks: whether the player is asked first. gold: for all of it."""

    @property
    def item(self) -> str: ...
    @property
    def upgrade(self) -> int: ...
    @property
    def quantity(self) -> int: ...
    @property
    def gold(self) -> int: ...
    @property
    def asks(self) -> bool: ...


class SalePage(Struct, frozen=True):
    """goods: those that the player is asked about come first. count: of items. earned: gold for all of them."""

    goods: list[tuple[ForSale, Item]]
    count: int
    earned: int


def sale_page(goods: Sequence[ForSale]) -> SalePage:
    return SalePage(
        goods=[(g, catalogue().items[g.item]) for g in sorted(goods, key=lambda g: not g.asks)],
        count=sum(g.quantity for g in goods),
        earned=sum(g.gold for g in goods),
    )
