"""The inventory: what the character holds, and what can be done with it."""

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
    """What to show. words: of the name; accents, case, apostrophes and dashes make no difference."""

    words: Annotated[str, Meta(max_length=60)] = ""
    kind: ItemKind | UnsetType = UNSET
    rarity: Rarity | UnsetType = UNSET
    sort: presenter.Sort = "newest"


class Thing(Struct, frozen=True):
    """id: of the holding; item: its slug. slot: where it is worn now. worth: gold that a shop pays for one.

    Of what is worn: upgrade counts how often it was made better, durability the fights it lasts when whole, left those it
    still lasts (0: broken, it gives nothing until it is mended).
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


class Things(Struct, frozen=True):
    gold: int
    items: list[Thing]


class Sale(Struct, frozen=True, forbid_unknown_fields=True):
    quantity: Quantity = 1


class SalePortion(Struct, frozen=True, forbid_unknown_fields=True):
    id: Id
    quantity: Quantity


class Sales(Struct, frozen=True, forbid_unknown_fields=True):
    portions: Annotated[list[SalePortion], Meta(min_length=1, max_length=200)]


class SoldThing(Struct, frozen=True):
    """The holding after it (quantity 0: gone), the stats, gold earned and gold at hand."""

    id: int
    item: str
    quantity: int
    equipped: bool
    stats: Derived
    earned: int
    gold: int


class InventoryEndpoint(Endpoint):
    @endpoint(Things, query=InventoryQuery)
    def get(self, request: ApiRequest[InventoryQuery]) -> Things:
        """Everything the character holds, newest first unless asked otherwise."""
        ask: InventoryQuery = request.query
        filters = presenter.InventoryFilter(ask.words, ask.kind or "", ask.rarity or "", ask.sort)
        held = presenter.filtered(queries.held_by(request.character), filters)
        return Things(request.character.gold, [_thing(h, h.item) for h in held])


def _thing(h: queries.HeldItem, item: Item) -> Thing:
    return Thing(
        h.id, item.slug, item.name, item.kind, item.rarity, item.level, h.quantity, h.equipped, h.slot, h.worth,
        h.upgrade, item.durability, h.left,
    )  # fmt: skip


class EquipEndpoint(Endpoint):
    @endpoint(actions.Changed, changes=True, refuses="level_too_low wrong_faction")
    def post(self, request: ApiRequest[None], id: int) -> actions.Changed:
        """Wear a piece; what was worn in its slot comes off."""
        return actions.equip(request.actor, holding=HoldingId(id))


class UnequipEndpoint(Endpoint):
    @endpoint(actions.Changed, changes=True, refuses="not_worn")
    def post(self, request: ApiRequest[None], id: int) -> actions.Changed:
        """Take a piece off."""
        return actions.unequip(request.actor, holding=HoldingId(id))


class UseEndpoint(Endpoint):
    @endpoint(actions.Changed, changes=True, refuses="level_too_low nothing_to_do")
    def post(self, request: ApiRequest[None], id: int) -> actions.Changed:
        """Use one of a consumable."""
        return actions.use(request.actor, holding=HoldingId(id))


class SellEndpoint(Endpoint):
    @endpoint(SoldThing, body=Sale, changes=True, refuses="worn not_enough_items")
    def post(self, request: ApiRequest[Sale], id: int) -> SoldThing:
        """Sell some of a holding, one unless a quantity is given."""
        sold = shop.sell(request.actor, portions=[shop.Portion(HoldingId(id), request.body.quantity)])
        (left,) = sold.left
        return SoldThing(left.id, left.item, left.quantity, False, sold.stats, sold.earned, sold.gold)


class SellManyEndpoint(Endpoint):
    @endpoint(shop.Sold, body=Sales, changes=True, refuses="worn not_enough_items")
    def post(self, request: ApiRequest[Sales]) -> shop.Sold:
        """Sell portions of up to 200 holdings, all or none.

        `items`: what was sold, by slug; `left`: what remains of each holding.
        """
        return shop.sell(request.actor, portions=[shop.Portion(HoldingId(p.id), p.quantity) for p in request.body.portions])
