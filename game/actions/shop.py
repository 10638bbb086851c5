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
    """What is left of a holding that was sold from; quantity 0: nothing, it is gone."""

    id: int
    item: str
    quantity: int


class Sold(Struct, frozen=True):
    """items sold with the quantity of each, gold earned, gold after it, what is left of each holding, the stats."""

    items: dict[str, int]
    earned: int
    gold: int
    left: list[Left]
    stats: Derived


class Portion(Struct, frozen=True):
    """So many of a holding."""

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
    mine = ledger.of(character.id)
    moves = [ledger.Move(mine, "sink:shop", GOLD, price), ledger.Move("faucet:shop", mine, item, quantity)]
    ledger.post(moves, reason="buy")
    count_today(context, MissionEvent("buy", quantity))
    return Bought(item, quantity, price, character.gold - price)


class Goods(Struct, frozen=True):
    """What would be sold of a holding, and for how much gold. asks: whether it is one that a player is asked about."""

    holding: int
    item: str
    upgrade: int
    quantity: int
    gold: int
    asks: bool


class AskFirst(Exception):
    """Nothing was sold: rare or upgraded things are among it. sure: what the player says when that is what he means."""

    def __init__(self, goods: list[Goods], sure: str) -> None:
        super().__init__("rare or upgraded things are among it")
        self.goods, self.sure = goods, sure


@action("sell", Sold)
def sell(context: ActionContext, *, portions: list[Portion]) -> Sold:
    """Sell portions of one or many holdings. GameError: invalid, not_found, worn, not_enough_items."""
    return _sell(context, _looked_up(context, portions))


@action("sell_if_sure", Sold)
def sell_if_sure(context: ActionContext, *, portions: list[Portion], sure: str) -> Sold:
    """As sell, for a player's own page. Raises AskFirst as well, unless `sure` names exactly what would be sold and for
    how much: a thing that changed since the player was asked is asked about anew."""
    found = _looked_up(context, portions)
    goods = [_goods(thing, quantity) for thing, quantity in found]
    if any(g.asks for g in goods) and sure != (right := _sure(goods)):
        raise AskFirst(goods, right)
    return _sell(context, found)


def _goods(thing: Holding, quantity: int) -> Goods:
    item = catalogue().items[thing.item]
    asks = asks_before_sale(item.rarity, thing.upgrade)
    return Goods(thing.pk, thing.item, thing.upgrade, quantity, resale(item.price) * quantity, asks)


def _sure(goods: list[Goods]) -> str:
    return hashlib.blake2b(msgspec.json.encode(goods), digest_size=8).hexdigest()


def _looked_up(context: ActionContext, portions: list[Portion]) -> list[tuple[Holding, int]]:
    """The holdings with how many of each are to be sold; each may be."""
    if not 1 <= len(portions) <= 200:
        raise GameError("invalid", "Choose 1 to 200 things to sell.", field="portions")
    if len({p.holding for p in portions}) != len(portions):
        raise GameError("invalid", "A thing can be chosen once.", field="portions")
    held = Holding.objects.in_bulk([p.holding for p in portions])
    return [(_for_sale(context.character.id, held.get(p.holding), p), p.quantity) for p in portions]


def _sell(context: ActionContext, portions: list[tuple[Holding, int]]) -> Sold:
    character, mine = context.character, ledger.of(context.character.id)
    items: dict[str, int] = {}
    moves, left, earned = [], [], 0
    for thing, quantity in portions:
        items[thing.item] = items.get(thing.item, 0) + quantity
        earned += resale(catalogue().items[thing.item].price) * quantity
        left.append(Left(thing.pk, thing.item, thing.quantity - quantity))
        instance = None if thing.stacked else thing.id
        moves.append(ledger.Move(mine, "sink:sold", thing.item, quantity, instance))
    moves.append(ledger.Move("faucet:resale", mine, GOLD, earned))
    ledger.post(moves, reason="sell")
    count_today(context, MissionEvent("sell", sum(items.values())))
    stats = derived(character, worn_by(character).values())
    return Sold(items, earned, character.gold + earned, left, stats)


def _check_quantity(quantity: int) -> None:
    if not 1 <= quantity <= QUANTITY_MAX:
        raise GameError("invalid", f"Choose a quantity from 1 to {QUANTITY_MAX}.", field="quantity")


def _for_sale(character: CharacterId, thing: Holding | None, portion: Portion) -> Holding:
    if thing is None or thing.character_id != character or thing.item not in catalogue().items:
        raise GameError("not_found", "You do not have that any more.", field="id")
    if not 1 <= portion.quantity <= 1_000_000_000:
        raise GameError("invalid", "Choose how many to sell: 1 or more.", field="quantity")
    if thing.slot is not None:
        raise GameError("worn", "You wear that. Take it off before you sell it.", field="id")
    if portion.quantity > thing.quantity:
        raise GameError("not_enough_items", f"You have {thing.quantity} of it.", field="quantity")
    return thing
