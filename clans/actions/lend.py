"""Lending items of the bank. A lent item stays the clan's (Holding.lent_by): its member can wear it, and it moves only back."""

from collections.abc import Sequence

from msgspec import Struct

from clans.actions.locked_clan import lock_own_clan, mate
from clans.actions.log import log
from clans.actions.withdraw import PAGE
from clans.models import Clan
from clans.queries import treasury
from game.actions import ledger
from game.actions.notices import notify
from game.actions.player_action import ActionContext, action
from game.actions.wear import take_off
from game.content.names import item_name
from game.models import Holding
from game.models.holder import of
from game.models.ids import CharacterId, HoldingId
from game.models.notice_choice import CLAN
from game.rules.errors import GameError


class LoanChanged(Struct, frozen=True):
    """member: who has it, or had it."""

    holding: int
    item: str
    member: int
    lent: bool


@action("lend_item", LoanChanged, parties=["member"])
def lend(context: ActionContext, *, holding: HoldingId, member: CharacterId) -> LoanChanged:
    """Lend an item of the bank to a member. GameError: no_clan, forbidden, not_found (id, member), invalid (it stacks)."""
    membership = lock_own_clan(context, "lend")
    clan = membership.clan
    mate(membership, member)
    held = treasury.access_item(clan, holding)
    if held.stacked:
        raise GameError("invalid", "Only what can be worn is lent. Take other things out.", field="id")
    ledger.post(
        [ledger.Move(treasury.code_of(clan), of(member), held.item, 1, held.id)],
        reason="clan_lent",
        reference=treasury.reference_of(clan.id),
    )
    Holding.objects.filter(pk=held.pk).update(lent_by=treasury.account_of(clan))
    log(clan, "lent", actor=context.character.id, subject=member, what=item_name(held.item), holding=held.pk)
    if member != context.character.id:
        notify(
            member,
            f"{clan.name} lends you {item_name(held.item)}. You can wear it until the clan wants it back.",
            PAGE,
            kind=CLAN,
        )
    return LoanChanged(held.pk, held.item, member, True)


@action("return_loan", LoanChanged)
def give_back(context: ActionContext, *, holding: HoldingId) -> LoanChanged:
    """Give a lent item back, worn or not. The character's lock is enough. GameError not_found (id)."""
    held = Holding.objects.select_related("lent_by__clan").filter(pk=holding, character_id=context.character.pk).first()
    if held is None or held.lent_by is None:
        raise GameError("not_found", "That is not lent to you.", field="id")
    clan = held.lent_by.clan
    _end(clan, [held])
    log(clan, "loan_ended", subject=context.character.id, what=item_name(held.item), holding=held.pk)
    return LoanChanged(held.pk, held.item, context.character.id, False)


@action("take_back_loan", LoanChanged, parties=["member"])
def take_back(context: ActionContext, *, holding: HoldingId, member: CharacterId) -> LoanChanged:
    """Take a lent item back, also while it is worn. member: who has it. GameError: no_clan, forbidden, not_found (id)."""
    membership = lock_own_clan(context, "lend")
    held = treasury.access_loan(membership.clan, holding)
    if held.character_id != member:
        raise GameError("not_found", "That member does not have it.", field="member")
    _end(membership.clan, [held])
    log(membership.clan, "loan_ended", actor=context.character.id, subject=member, what=item_name(held.item), holding=held.pk)
    if member != context.character.id:
        notify(member, f"{membership.clan.name} took back {item_name(held.item)}.", PAGE, kind=CLAN)
    return LoanChanged(held.pk, held.item, member, False)


def end_loans_to(clan: Clan, character: CharacterId) -> None:
    """A member is about to leave: everything that is lent goes back. The caller holds the locks of both."""
    lent = list(Holding.objects.filter(lent_by_id=treasury.account_of(clan), character_id=character).order_by("pk"))
    if lent:
        _end(clan, lent)
        log(clan, "loan_ended", subject=character, what=", ".join(sorted({item_name(held.item) for held in lent}))[:200])


def end_all_loans(clan: Clan) -> None:
    """The same for everything that the clan has lent, when it ends. The caller holds the locks of all members."""
    lent = list(Holding.objects.filter(lent_by_id=treasury.account_of(clan)).order_by("pk"))
    if lent:
        _end(clan, lent)


def _end(clan: Clan, lent: Sequence[Holding]) -> None:
    """Two statements. The ledger clears lent_by, because the item goes to the account that lent it."""
    take_off(Holding.objects.filter(pk__in=[held.pk for held in lent]))
    moves = [
        ledger.Move(of(CharacterId(held.character_id or 0)), treasury.code_of(clan), held.item, 1, held.id) for held in lent
    ]
    ledger.post(moves, reason="clan_loan_ended", reference=treasury.reference_of(clan.id))
