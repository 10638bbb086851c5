"""Taking gold or an item out of the clan's bank: at once within the limit of the rank, or by a withdrawal that takes signatures."""

from msgspec import Struct

from clans.actions.bank_report import report
from clans.actions.locked_clan import lock_own_clan
from clans.actions.log import log
from clans.models import Clan, Withdrawal
from clans.queries import treasury
from clans.queries.membership import Membership
from clans.rules import treasury as rules
from game.actions import ledger
from game.actions.notices import NewNotice, notify_all
from game.actions.player_action import ActionContext, action
from game.models import Character
from game.models.ids import HoldingId
from game.models.notice_choice import CLAN
from game.models.transfer import GOLD, amount_in_words
from game.rules.errors import GameError

PAGE = "/play/clan/bank/"


class TakenOut(Struct, frozen=True):
    """withdrawal: its id, if it takes signatures and nothing has moved yet; None: it was paid at once. gold: what the character has."""

    withdrawal: int | None
    asset: str
    quantity: int
    gold: int


@action("withdraw_from_clan", TakenOut)
def withdraw(context: ActionContext, *, holding: HoldingId | None = None, quantity: int) -> TakenOut:
    """Take gold (no holding), or so many of a thing. The entry point has made sure that the account confirmed itself.

    The limit is computed from the ledger under the clan's lock, so no number of requests at once goes past it. GameError: no_clan,
    forbidden (the rank lacks the capability, or its limit), too_early (rank or right are newer than 72 hours), invalid (quantity),
    not_found (id), not_enough_gold, not_enough_items, in use: nothing_to_do (one of the member's withdrawals is open), too_much.
    """
    membership = lock_own_clan(context, "withdraw")
    rules.check_rank_age(treasury.rank_seconds(membership, context.now))
    move = _move(context, membership.clan, holding, quantity)
    wanted = rules.Wanted(
        treasury.worth_of(move.asset, quantity), treasury.taken_by(membership.clan, context.character.id, context.now),
        treasury.rarity_of(move.asset),
    )  # fmt: skip
    if rules.takes_signatures(wanted):
        return _ask(context, membership, move)
    rules.check_daily(wanted, membership.daily_gold, membership.rank)
    ledger.post([move], reason="clan_withdrawal", reference=treasury.reference_of(membership.clan.id))
    report(membership.clan.id, [move], kind="withdrawal", actor=context.character)
    got = quantity if move.asset == GOLD else 0
    return TakenOut(None, move.asset, quantity, context.character.gold + got)


def _move(context: ActionContext, clan: Clan, holding: HoldingId | None, quantity: int) -> ledger.Move:
    """The movement, after checking that the bank has it."""
    source, destination = treasury.code_of(clan), ledger.of(context.character.id)
    if not 1 <= quantity <= 2**63 - 1:
        raise GameError("invalid", "Choose how much: 1 or more.", field="quantity")
    if holding is None:
        if quantity > (there := treasury.gold_of(clan)):
            raise GameError("not_enough_gold", f"The bank has {there:,} gold.", field="quantity")
        return ledger.Move(source, destination, GOLD, quantity)
    held = treasury.access_item(clan, holding)
    if quantity > held.quantity:
        raise GameError("not_enough_items", f"The bank has {held.quantity:,} of it.", field="quantity")
    return ledger.Move(source, destination, held.item, quantity, None if held.stacked else held.id)


def _ask(context: ActionContext, membership: Membership, move: ledger.Move) -> TakenOut:
    """A withdrawal that others have to sign. The goods stay in the bank: otherwise one member could freeze the whole treasury."""
    clan, asker = membership.clan, context.character
    withdrawal = Withdrawal.objects.create(
        clan=clan, asked_by=asker, asset=move.asset, quantity=move.quantity, holding=move.holding
    )
    what = amount_in_words(move.asset, move.quantity)
    log(clan, "withdrawal_asked", actor=asker.id, withdrawal=withdrawal.pk, what=what)
    tell_officers(
        clan, asker, f"{asker.name} asks for {what} out of the bank of {clan.name}. It takes {rules.SIGNATURES} signatures."
    )
    return TakenOut(withdrawal.pk, move.asset, move.quantity, asker.gold)


def tell_officers(clan: Clan, but: Character | None, text: str) -> None:
    """A notice for all who may sign or stop a withdrawal. Three statements."""
    able = {*treasury.members_who_may(clan, "sign"), *treasury.members_who_may(clan, "stop")}
    notify_all([NewNotice(pk, CLAN, text, PAGE) for pk in sorted(able) if but is None or pk != but.id])
