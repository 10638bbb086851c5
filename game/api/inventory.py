"""The inventory: list, equip, unequip, use and sell."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from game.actions import inventory as actions
from game.actions import shop
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Id
from game.content.schema import Item
from game.content.vocabulary import ItemKind, Rarity
from game.models.ids import HoldingId
from game.presenters import inventory as presenter
from game.queries import inventory as queries
from game.rules.sheet import Derived

Quantity = Annotated[int, Meta(ge=1, le=1_000_000_000)]


class InventoryQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Filters and order. words: words of the name; accents, case, apostrophes and dashes make no difference."""

    words: Annotated[str, Meta(max_length=60)] = ""
    kind: ItemKind | UnsetType = UNSET
    rarity: Rarity | UnsetType = UNSET
    sort: presenter.Sort = "newest"


class InventoryEntry(Struct, frozen=True):
    """id: of the holding. item: slug. slot: where it is worn, null if it is not. worth: gold that a shop pays for one.

    Of wearable items: upgrade: number of upgrades. durability: fights that the item lasts when whole. left: fights that it
    still lasts; at 0 it is broken and gives no bonus until it is repaired. lent: it belongs to the clan: it can be worn and given back.
    """

    id: int
    item: str
    name: str
    kind: str
    rarity: str
    level: int
    quantity: int
    equipped: bool
    slot: str | None
    worth: int
    upgrade: int
    durability: int
    left: int
    lent: bool


class InventoryList(Struct, frozen=True):
    gold: int
    items: list[InventoryEntry]


class SaleBody(Struct, frozen=True, forbid_unknown_fields=True):
    quantity: Quantity = 1


class SalePortion(Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    quantity: Quantity


class SalesBody(Struct, frozen=True, forbid_unknown_fields=True):
    portions: Annotated[list[SalePortion], Meta(min_length=1, max_length=200)]


class SoldHolding(Struct, frozen=True):
    """The holding after the sale: quantity 0 if nothing is left. earned: gold for the sale. gold: total after it."""

    id: int
    item: str
    quantity: int
    equipped: bool
    stats: Derived
    earned: int
    gold: int


class InventoryEndpoint(Endpoint):
    @endpoint(InventoryList, query=InventoryQuery)
    def get(self, request: ApiRequest[InventoryQuery]) -> InventoryList:
        """Everything that the character holds, newest first by default."""
        query: InventoryQuery = request.query
        filters = presenter.InventoryFilter(query.words, query.kind or "", query.rarity or "", query.sort)
        held = presenter.filtered(queries.held_by(request.character), filters)
        return InventoryList(request.character.gold, [_entry(h, h.item) for h in held])


def _entry(h: queries.HeldItem, item: Item) -> InventoryEntry:
    return InventoryEntry(
        h.id, item.slug, item.name, item.kind, item.rarity, item.level, h.quantity, h.equipped, h.slot, h.worth,
        h.upgrade, item.durability, h.left, h.lent,
    )  # fmt: skip


class EquipEndpoint(Endpoint):
    @endpoint(actions.Changed, changes=True, refuses="level_too_low wrong_faction")
    def post(self, request: ApiRequest[None], id: int) -> actions.Changed:
        """Wear an item. It replaces the item in its slot."""
        return actions.equip(request.actor, holding=HoldingId(id))


class UnequipEndpoint(Endpoint):
    @endpoint(actions.Changed, changes=True, refuses="not_worn")
    def post(self, request: ApiRequest[None], id: int) -> actions.Changed:
        """Take an item off."""
        return actions.unequip(request.actor, holding=HoldingId(id))


class UseEndpoint(Endpoint):
    @endpoint(actions.Changed, changes=True, refuses="level_too_low nothing_to_do")
    def post(self, request: ApiRequest[None], id: int) -> actions.Changed:
        """Use one unit of a consumable."""
        return actions.use(request.actor, holding=HoldingId(id))


class SellEndpoint(Endpoint):
    @endpoint(SoldHolding, body=SaleBody, changes=True, refuses="worn lent not_enough_items")
    def post(self, request: ApiRequest[SaleBody], id: int) -> SoldHolding:
        """Sell a quantity of a holding, one by default."""
        sold = shop.sell(request.actor, portions=[shop.Portion(HoldingId(id), request.body.quantity)])
        (left,) = sold.left
        return SoldHolding(left.id, left.item, left.quantity, False, sold.stats, sold.earned, sold.gold)


class SellManyEndpoint(Endpoint):
    @endpoint(shop.Sold, body=SalesBody, changes=True, refuses="worn lent not_enough_items")
    def post(self, request: ApiRequest[SalesBody]) -> shop.Sold:
        """Sell portions of up to 200 holdings: all of them or none.

        `items`: quantities sold, by slug. `left`: the holdings after the sale.
        """
        return shop.sell(request.actor, portions=[shop.Portion(HoldingId(p.id), p.quantity) for p in request.body.portions])
