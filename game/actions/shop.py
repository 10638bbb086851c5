"""Buying from the region's shops and selling to them."""

import hashlib

import msgspec
from msgspec import Struct

from game.actions import ledger
from game.actions.missions import MissionEvent, count_today
from game.actions.player_action import ActionContext, action
from game.content import catalogue
from game.models import Holding
from game.models.ids import CharacterId, HoldingId
from game.models.transfer import GOLD
from game.queries.sheet import derived, worn_by
from game.rules.errors import GameError
from game.rules.sheet import Derived
from game.rules.trade import asks_before_sale, resale

QUANTITY_MAX = 999


class Bought(Struct, frozen=True):
    item: str
    quantity: int
    price: int
    gold: int
    """gold left"""


class Left(Struct, frozen=True):
    """A holding after the sale; quantity 0: nothing is left."""

    id: int
    item: str
    quantity: int


class Sold(Struct, frozen=True):
    """Items sold with the quantity of each, gold earned, gold after it, the holdings after it, the character's stats after it."""

    items: dict[str, int]
    earned: int
    gold: int
    left: list[Left]
    stats: Derived


class Portion(Struct, frozen=True):
    """A quantity of a holding."""

    holding: HoldingId
    quantity: int


@action("buy", Bought)
def buy(context: ActionContext, *, item: str, quantity: int) -> Bought:
    """Buy from a shop that the character may enter. GameError: invalid, level_too_low, not_enough_gold."""
    _check_quantity(quantity)
    character, wanted = context.character, catalogue().items.get(item)
    if wanted is None or not wanted.sold_in:
        raise GameError("invalid", "No shop sells that.", field="item")
    if not catalogue().is_sold_at(wanted, character.level):
        raise GameError("level_too_low", f"The shops that sell {wanted.name} do not know you yet.", field="item")
    price = wanted.price * quantity
    if price > character.gold:
        raise GameError("not_enough_gold", f"That costs {price:,} gold and you have {character.gold:,}.", field="quantity")
    buyer = ledger.of(character.id)
    moves = [ledger.Move(buyer, "sink:shop", GOLD, price), ledger.Move("faucet:shop", buyer, item, quantity)]
    ledger.post(moves, reason="buy")
    count_today(context, MissionEvent("buy", quantity))
    return Bought(item, quantity, price, character.gold - price)


class Goods(Struct, frozen=True):
    """What would be sold of a holding, and for how much gold. asks: it is rare or upgraded, so the page asks first."""

    holding: int
    item: str
    upgrade: int
    quantity: int
    gold: int
    asks: bool


class AskFirst(Exception):
    """Nothing was sold yet. sure: the value that confirms exactly this sale."""

    def __init__(self, goods: list[Goods], sure: str) -> None:
        super().__init__("the sale needs to be confirmed")
        self.goods, self.sure = goods, sure


@action("sell", Sold)
def sell(context: ActionContext, *, portions: list[Portion]) -> Sold:
    """Sell portions of one or many holdings. GameError: invalid, not_found, worn, not_enough_items."""
    return _sell_portions(context, _checked(context, portions))


@action("sell_if_sure", Sold)
def sell_if_sure(context: ActionContext, *, portions: list[Portion], sure: str) -> Sold:
    """As sell, for the page. Also raises AskFirst, unless `sure` confirms exactly these items at these prices. If one changed
    since the page asked, it asks again. An empty `sure` asks only if rare or upgraded items are among the goods."""
    found = _checked(context, portions)
    goods = [_goods(held, quantity) for held, quantity in found]
    if (sure or any(g.asks for g in goods)) and sure != (confirmation := _confirmation_of(goods)):
        raise AskFirst(goods, confirmation)
    return _sell_portions(context, found)


def _goods(held: Holding, quantity: int) -> Goods:
    item = catalogue().items[held.item]
    asks = asks_before_sale(item.rarity, held.upgrade)
    return Goods(held.pk, held.item, held.upgrade, quantity, resale(item.price) * quantity, asks)


def _confirmation_of(goods: list[Goods]) -> str:
    return hashlib.blake2b(msgspec.json.encode(goods), digest_size=8).hexdigest()


def _checked(context: ActionContext, portions: list[Portion]) -> list[tuple[Holding, int]]:
    """The holdings with the quantity of each, after checking that each can be sold."""
    if not 1 <= len(portions) <= 200:
        raise GameError("invalid", "Choose 1 to 200 things to sell.", field="portions")
    if len({p.holding for p in portions}) != len(portions):
        raise GameError("invalid", "A thing can be chosen once.", field="portions")
    found = Holding.objects.in_bulk([p.holding for p in portions])
    return [(_for_sale(context.character.id, found.get(p.holding), p), p.quantity) for p in portions]


def _sell_portions(context: ActionContext, portions: list[tuple[Holding, int]]) -> Sold:
    character, seller = context.character, ledger.of(context.character.id)
    items: dict[str, int] = {}
    moves, left, earned = [], [], 0
    for held, quantity in portions:
        items[held.item] = items.get(held.item, 0) + quantity
        earned += resale(catalogue().items[held.item].price) * quantity
        left.append(Left(held.pk, held.item, held.quantity - quantity))
        instance = None if held.stacked else held.id
        moves.append(ledger.Move(seller, "sink:sold", held.item, quantity, instance))
    moves.append(ledger.Move("faucet:resale", seller, GOLD, earned))
    ledger.post(moves, reason="sell")
    count_today(context, MissionEvent("sell", sum(items.values())))
    stats = derived(character, worn_by(character).values())
    return Sold(items, earned, character.gold + earned, left, stats)


def _check_quantity(quantity: int) -> None:
    if not 1 <= quantity <= QUANTITY_MAX:
        raise GameError("invalid", f"Choose a quantity from 1 to {QUANTITY_MAX}.", field="quantity")


def _for_sale(character: CharacterId, held: Holding | None, portion: Portion) -> Holding:
    if held is None or held.character_id != character or held.item not in catalogue().items:
        raise GameError("not_found", "You do not have that any more.", field="id")
    if not 1 <= portion.quantity <= 1_000_000_000:
        raise GameError("invalid", "Choose how many to sell: 1 or more.", field="quantity")
    if held.slot is not None:
        raise GameError("worn", "You wear that. Take it off before you sell it.", field="id")
    if held.lent_by_id is not None:
        raise GameError("lent", "That is lent and belongs to somebody else. Give it back, or keep it.", field="id")
    if portion.quantity > held.quantity:
        raise GameError("not_enough_items", f"You have {held.quantity} of it.", field="quantity")
    return held
