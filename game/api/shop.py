"""The shops of the regions that the character may enter: list and buy."""

from typing import Annotated

from msgspec import Meta, Struct

from game.actions import shop as actions
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Slug
from game.presenters import shop as presenter


class Purchase(Struct, frozen=True, forbid_unknown_fields=True):
    """item: slug. quantity: how many to buy."""

    item: Annotated[Slug, Meta(examples=["clerks-sabre"])]
    quantity: Annotated[int, Meta(ge=1, le=actions.QUANTITY_MAX)] = 1


class Ware(Struct, frozen=True):
    """An item on sale. item: slug. fits: the character could wear or use it now."""

    item: str
    name: str
    kind: str
    family: str
    rarity: str
    level: int
    price: int
    fits: bool


class RegionShop(Struct, frozen=True):
    region: str
    name: str
    keeper: str
    items: list[Ware]


class Stock(Struct, frozen=True):
    gold: int
    shops: list[RegionShop]


class ShopEndpoint(Endpoint):
    @endpoint(Stock)
    def get(self, request: ApiRequest[None]) -> Stock:
        """The shops that are open to this character and their items, highest region first."""
        me = request.character
        return Stock(me.gold, [
            RegionShop(r.slug, r.shop, r.keeper, [
                Ware(i.slug, i.name, i.kind, i.family, i.rarity, i.level, i.price, presenter.fits(i, me))
                for i in presenter.stock_of(r.slug)
            ])
            for r in presenter.open_regions(me)
        ])  # fmt: skip


class BuyEndpoint(Endpoint):
    @endpoint(actions.Bought, body=Purchase, changes=True, refuses="level_too_low not_enough_gold")
    def post(self, request: ApiRequest[Purchase]) -> actions.Bought:
        """Buy a quantity of an item, one by default."""
        return actions.buy(request.actor, item=request.body.item, quantity=request.body.quantity)
