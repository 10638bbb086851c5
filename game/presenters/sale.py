"""The page that asks before many items, or rare or upgraded ones, are sold."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from game.content import catalogue
from game.content.schema import Item


class ForSale(Protocol):
    """What would be sold of one holding (actions/shop.py). asks: it is rare or upgraded. gold: for all of it."""

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
    """goods: the rare and upgraded ones come first. count: of items. earned: gold for all of them."""

    goods: list[tuple[ForSale, Item]]
    count: int
    earned: int


def sale_page(goods: Sequence[ForSale]) -> SalePage:
    return SalePage(
        goods=[(g, catalogue().items[g.item]) for g in sorted(goods, key=lambda g: not g.asks)],
        count=sum(g.quantity for g in goods),
        earned=sum(g.gold for g in goods),
    )
