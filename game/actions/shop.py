"""Buying from the region's shops and selling to them."""

from msgspec import Struct

from game.actions import ledger
from game.actions.missions import Happening, count_today
from game.actions.turn import Turn, action
from game.content import catalogue
from game.models import Holding
from game.models.transfer import GOLD
from game.queries.sheet import derived, worn_by
from game.queries.shop import sold_to
from game.rules.errors import GameError
from game.rules.sheet import Derived
from game.rules.trade import resale

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

    holding: int
    quantity: int


@action(Bought)
def buy(turn: Turn, *, item: str, quantity: int) -> Bought:
    """Buy from a shop that the character may enter. GameError: invalid, level_too_low, not_enough_gold."""
    _check_quantity(quantity)
    character, wanted = turn.character, catalogue().items.get(item)
    if wanted is None or not wanted.sold_in:
        raise GameError("invalid", "No shop sells that.", field="item")
    if not sold_to(wanted, character):
        raise GameError("level_too_low", f"The shops that sell {wanted.name} do not know you yet.", field="item")
    price = wanted.price * quantity
    if price > character.gold:
        raise GameError("not_enough_gold", f"That costs {price:,} gold and you have {character.gold:,}.", field="quantity")
    mine = ledger.of(character.pk)
    moves = [ledger.Move(mine, "sink:shop", GOLD, price), ledger.Move("faucet:shop", mine, item, quantity)]
    ledger.post(moves, reason="buy")
    count_today(turn, Happening("buy", quantity))
    return Bought(item, quantity, price, character.gold - price)


@action(Sold)
def sell(turn: Turn, *, portions: list[Portion]) -> Sold:
    """Sell portions of one or many holdings. GameError: invalid, not_found, worn, not_enough_items."""
    if not 1 <= len(portions) <= 200:
        raise GameError("invalid", "Choose 1 to 200 things to sell.", field="portions")
    if len({p.holding for p in portions}) != len(portions):
        raise GameError("invalid", "A thing can be chosen once.", field="portions")
    character, mine = turn.character, ledger.of(turn.character.pk)
    held = Holding.objects.in_bulk([p.holding for p in portions])
    items: dict[str, int] = {}
    moves, left, earned = [], [], 0
    for portion in portions:
        thing = _for_sale(character.pk, held.get(portion.holding), portion)
        items[thing.item] = items.get(thing.item, 0) + portion.quantity
        earned += resale(catalogue().items[thing.item].price) * portion.quantity
        left.append(Left(thing.pk, thing.item, thing.quantity - portion.quantity))
        instance = None if thing.stacked else thing.pk
        moves.append(ledger.Move(mine, "sink:sold", thing.item, portion.quantity, instance))
    moves.append(ledger.Move("faucet:resale", mine, GOLD, earned))
    ledger.post(moves, reason="sell")
    count_today(turn, Happening("sell", sum(items.values())))
    stats = derived(character, worn_by(character).values())
    return Sold(items, earned, character.gold + earned, left, stats)


def _check_quantity(quantity: int) -> None:
    if not 1 <= quantity <= QUANTITY_MAX:
        raise GameError("invalid", f"Choose a quantity from 1 to {QUANTITY_MAX}.", field="quantity")


def _for_sale(character: int, thing: Holding | None, portion: Portion) -> Holding:
    if thing is None or thing.character_id != character or thing.item not in catalogue().items:
        raise GameError("not_found", "You do not have that any more.", field="id")
    if not 1 <= portion.quantity <= 1_000_000_000:
        raise GameError("invalid", "Choose how many to sell: 1 or more.", field="quantity")
    if thing.slot is not None:
        raise GameError("worn", "You wear that. Take it off before you sell it.", field="id")
    if portion.quantity > thing.quantity:
        raise GameError("not_enough_items", f"You have {thing.quantity} of it.", field="quantity")
    return thing
