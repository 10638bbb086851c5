"""Giving gold and items to the bank of one's clan. An instance stays the same row: upgrades and wear go with it."""

from collections.abc import Sequence

from msgspec import Struct

from clans.actions.bank_report import report
from clans.queries.treasury import access_bank, reference_of
from clans.rules.treasury import GIVER_LEVEL, ITEMS_MOST
from game.actions import ledger
from game.actions.player_action import ActionContext, action
from game.actions.shop import Portion
from game.content.names import item_name
from game.models import Holding
from game.models.transfer import GOLD
from game.rules.errors import GameError

GOLD_MOST = 2**63 - 1


class Donated(Struct, frozen=True):
    """gold: what the giver has left. items: how many kinds of things were given."""

    clan: int
    gold: int
    items: int


@action("donate_to_clan", Donated)
def donate(context: ActionContext, *, gold: int = 0, items: Sequence[Portion] = ()) -> Donated:
    """Give gold and items to the bank. The character's lock is enough: membership does not change under it, so two hundred who give at once
    wait for each other only for the last statement.

    GameError: no_clan, invalid (gold, items), forbidden (guests), level_too_low, not_found, worn, lent, not_enough_items,
    not_enough_gold, too_much (the bank is full).
    """
    giver = context.character
    bank = access_bank(giver.id)
    _check(context, gold, items)
    if gold > GOLD_MOST - bank.gold:
        raise GameError("too_much", f"The bank holds {GOLD_MOST:,} gold at the most. It is full; give less.", field="gold")
    source = ledger.of(giver.id)
    moves = [ledger.Move(source, bank.code, GOLD, gold)] if gold else []
    held = Holding.objects.in_bulk([portion.holding for portion in items])
    moves += [_move(held.get(portion.holding), portion, source, bank.code) for portion in items]
    ledger.post(moves, reason="clan_donation", reference=reference_of(bank.clan))
    report(bank.clan, moves, kind="donation", actor=giver)
    return Donated(bank.clan, giver.gold - gold, len(items))


def _check(context: ActionContext, gold: int, items: Sequence[Portion]) -> None:
    giver = context.character
    if not 0 <= gold <= GOLD_MOST:
        raise GameError("invalid", f"Give 0 to {GOLD_MOST:,} gold.", field="gold")
    if not gold and not items:
        raise GameError("invalid", "Choose gold or things to give.", field="gold")
    if len(items) > ITEMS_MOST or len({portion.holding for portion in items}) != len(items):
        raise GameError("invalid", f"Choose up to {ITEMS_MOST} different things at once.", field="items")
    if giver.user is None or giver.user.is_guest:
        raise GameError("forbidden", "Guests cannot give anything away. Sign up first; you keep everything.")
    if giver.level < GIVER_LEVEL:
        raise GameError("level_too_low", f"Giving to the bank takes level {GIVER_LEVEL}.")
    if gold > giver.gold:
        raise GameError("not_enough_gold", f"You have {giver.gold:,} gold.", field="gold")


def _move(held: Holding | None, portion: Portion, source: str, destination: str) -> ledger.Move:
    if held is None or held.holder != source:
        raise GameError("not_found", "You do not have one of these things any more.", field="items")
    name = item_name(held.item)
    if held.lent_by_id is not None:
        raise GameError("lent", f"The {name} is only lent to you. Give it back on the page of the bank.", field="items")
    if held.slot is not None:
        raise GameError("worn", f"You wear the {name}. Take it off before you give it.", field="items")
    if not 1 <= portion.quantity <= held.quantity:
        raise GameError("not_enough_items", f"You have {held.quantity:,} × {name}.", field="items")
    return ledger.Move(source, destination, held.item, portion.quantity, None if held.stacked else held.id)
