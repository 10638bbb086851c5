"""The bank of the own clan over the API: what is in it, gifts, withdrawals and their signatures, loans, dues, movements.

Taking out needs a token that was issued at most ten minutes ago, because its account gave its password, and the code of its app, then.
"""

from datetime import datetime
from typing import Annotated, Literal

from django.utils import timezone
from msgspec import UNSET, Meta, Struct, UnsetType

from clans.actions import lend as loans
from clans.actions import sign as signing
from clans.actions.donate import donate
from clans.actions.dues import MOST, set_dues
from clans.actions.withdraw import withdraw
from clans.models import Withdrawal
from clans.models.ids import WithdrawalId
from clans.presenters.bank import movement_line, others_in
from clans.queries import bank as queries
from clans.queries import treasury
from clans.queries.membership import access_membership
from game.actions.shop import Portion
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.mail import Before, Gold, LetterPortion, Quantity
from game.api.request_reading import Id
from game.models import Holding
from game.models.ids import CharacterId, HoldingId
from game.queries.token import is_new
from game.rules.errors import GameError

FRESH_MINUTES = 10
State = Literal["asked", "waiting", "paid", "stopped", "void"]


class BankState(Struct, frozen=True):
    """things: stacks and instances in the bank. lent: instances that members have. given: gold that the caller gave so far. dues: gold a
    week. taken: what the caller took out in 24 hours, in gold; daily_gold: how much that may be, null without a limit."""

    gold: int
    things: int
    lent: int
    given: int
    dues: int
    taken: int
    daily_gold: int | None


class BankGift(Struct, frozen=True, forbid_unknown_fields=True):
    gold: Gold = 0
    items: Annotated[list[LetterPortion], Meta(max_length=20)] = []


class GiftTaken(Struct, frozen=True):
    """gold: what the caller has left."""

    gold: int


class BankItem(Struct, frozen=True):
    """id: of the holding. member: who has it on loan, null while it is in the bank."""

    id: int
    item: str
    quantity: int
    upgrade: int
    member: int | None


class BankItems(Struct, frozen=True):
    """more: whether another page follows."""

    items: list[BankItem]
    more: bool


class PageQuery(Struct, frozen=True, forbid_unknown_fields=True):
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1


class WithdrawalWish(Struct, frozen=True, forbid_unknown_fields=True):
    """id: of a holding in the bank; null for gold."""

    quantity: Quantity
    id: Id | None = None


class WithdrawalAnswer(Struct, frozen=True):
    """withdrawal: its id if it takes signatures, and nothing has moved yet; null: it is paid. gold: what the caller has now."""

    withdrawal: int | None
    item: str
    quantity: int
    gold: int


class WithdrawalEntry(Struct, frozen=True):
    """asked_by, signed_by: ids of characters. due_at: when it is paid; null before it has its signatures."""

    id: int
    asked_by: int
    item: str
    quantity: int
    state: State
    signed_by: list[int]
    asked_at: datetime
    due_at: datetime | None
    why: str


class WithdrawalList(Struct, frozen=True):
    withdrawals: list[WithdrawalEntry]


class WithdrawalState(Struct, frozen=True):
    """signatures: those that count."""

    id: int
    state: State
    signatures: int


class Borrower(Struct, frozen=True, forbid_unknown_fields=True):
    """member: id of a character of the clan."""

    member: Id


class LoanState(Struct, frozen=True):
    id: int
    item: str
    member: int
    lent: bool


class DuesChoice(Struct, frozen=True, forbid_unknown_fields=True):
    gold: Annotated[int, Meta(ge=0, le=MOST)]


class DuesState(Struct, frozen=True):
    """gold: a week, from next Monday on."""

    gold: int


class MovementsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """before: `next` of the page before."""

    before: Before | UnsetType = UNSET


class BankMovement(Struct, frozen=True):
    """came: whether it came into the bank. who: the name of the other side. item: "gold" or a slug."""

    id: int
    at: datetime
    reason: str
    came: bool
    who: str
    item: str
    quantity: int


class BankMovements(Struct, frozen=True):
    movements: list[BankMovement]
    next: int | None


class BankEndpoint(Endpoint):
    @endpoint(BankState, refuses="no_clan")
    def get(self, request: ApiRequest[None]) -> BankState:
        """What is in the bank of the character's clan, and what the character may take out."""
        me, now = request.character.id, timezone.now()
        reader = access_membership(me)
        clan = reader.clan
        found, dues = queries.in_bank(clan), queries.dues_of(clan, me, treasury.week_of(now).date())
        return BankState(
            found.gold, found.things, found.lent, queries.given_by(clan, me), dues.gold, treasury.taken_by(clan, me, now),
            reader.daily_gold,
        )  # fmt: skip


class BankGiftsEndpoint(Endpoint):
    @endpoint(
        GiftTaken, status=201, body=BankGift, changes=True,
        refuses="no_clan forbidden level_too_low worn lent not_enough_items not_enough_gold too_much",
    )  # fmt: skip
    def post(self, request: ApiRequest[BankGift]) -> GiftTaken:
        """Give gold and things to the bank."""
        gift = request.body
        items = [Portion(HoldingId(i.id), i.quantity) for i in gift.items]
        return GiftTaken(donate(request.actor, gold=gift.gold, items=items).gold)


class BankItemsEndpoint(Endpoint):
    @endpoint(BankItems, query=PageQuery, refuses="no_clan")
    def get(self, request: ApiRequest[PageQuery]) -> BankItems:
        """Things in the bank, 50 a page."""
        return _items(queries.things_in(access_membership(request.character.id).clan, "", request.query.page))


class BankLoansEndpoint(Endpoint):
    @endpoint(BankItems, query=PageQuery, refuses="no_clan")
    def get(self, request: ApiRequest[PageQuery]) -> BankItems:
        """Things of the bank that members have on loan, 50 a page."""
        return _items(queries.lent_by(access_membership(request.character.id).clan, request.query.page))


class WithdrawalsEndpoint(Endpoint):
    @endpoint(WithdrawalList, refuses="no_clan")
    def get(self, request: ApiRequest[None]) -> WithdrawalList:
        """The newest 20 withdrawals that take or took signatures."""
        found = queries.withdrawals_of(access_membership(request.character.id).clan)
        return WithdrawalList([_entry(one) for one in found])

    @endpoint(
        WithdrawalAnswer, body=WithdrawalWish, changes=True,
        refuses="no_clan confirm_yourself forbidden too_early not_enough_gold not_enough_items nothing_to_do too_much",
    )  # fmt: skip
    def post(self, request: ApiRequest[WithdrawalWish]) -> WithdrawalAnswer:
        """Take gold or a thing out of the bank. The token must have been issued in the last ten minutes: log in for a new one.

        What is epic or better, or worth more than 50,000 gold with everything of the last 24 hours, takes two signatures instead.
        """
        if not is_new(request.caller.pk, timezone.now(), FRESH_MINUTES):
            words = f"Log in again, and use the new token within {FRESH_MINUTES} minutes: a bank wants to know who is there."
            raise GameError("confirm_yourself", words)
        wish = request.body
        done = withdraw(request.actor, holding=None if wish.id is None else HoldingId(wish.id), quantity=wish.quantity)
        return WithdrawalAnswer(done.withdrawal, done.asset, done.quantity, done.gold)


class SignWithdrawalEndpoint(Endpoint):
    @endpoint(WithdrawalState, changes=True, refuses="no_clan forbidden too_early nothing_to_do")
    def post(self, request: ApiRequest[None], id: int) -> WithdrawalState:
        """Sign somebody else's withdrawal. With the second signature it waits 24 hours, and is paid then."""
        return _state(signing.sign(request.actor, withdrawal=WithdrawalId(id)))


class StopWithdrawalEndpoint(Endpoint):
    @endpoint(WithdrawalState, changes=True, refuses="no_clan forbidden nothing_to_do")
    def post(self, request: ApiRequest[None], id: int) -> WithdrawalState:
        """Stop a withdrawal that is open."""
        return _state(signing.stop(request.actor, withdrawal=WithdrawalId(id)))


class LendEndpoint(Endpoint):
    @endpoint(LoanState, body=Borrower, changes=True, refuses="no_clan forbidden")
    def post(self, request: ApiRequest[Borrower], id: int) -> LoanState:
        """Lend a thing of the bank to a member."""
        done = loans.lend(request.actor, holding=HoldingId(id), member=CharacterId(request.body.member))
        return LoanState(done.holding, done.item, done.member, done.lent)


class TakeBackLoanEndpoint(Endpoint):
    @endpoint(LoanState, body=Borrower, changes=True, refuses="no_clan forbidden")
    def post(self, request: ApiRequest[Borrower], id: int) -> LoanState:
        """Take a lent thing back from a member, also while it is worn."""
        done = loans.take_back(request.actor, holding=HoldingId(id), member=CharacterId(request.body.member))
        return LoanState(done.holding, done.item, done.member, done.lent)


class GiveBackLoanEndpoint(Endpoint):
    @endpoint(LoanState, changes=True)
    def post(self, request: ApiRequest[None], id: int) -> LoanState:
        """Give a lent thing back to the clan."""
        done = loans.give_back(request.actor, holding=HoldingId(id))
        return LoanState(done.holding, done.item, done.member, done.lent)


class DuesEndpoint(Endpoint):
    @endpoint(DuesState, body=DuesChoice, changes=True, refuses="no_clan forbidden nothing_to_do")
    def post(self, request: ApiRequest[DuesChoice]) -> DuesState:
        """Set the clan's weekly dues. They count from next Monday on."""
        return DuesState(set_dues(request.actor, gold=request.body.gold).gold)


class BankMovementsEndpoint(Endpoint):
    @endpoint(BankMovements, query=MovementsQuery, refuses="no_clan forbidden")
    def get(self, request: ApiRequest[MovementsQuery]) -> BankMovements:
        """Movements of the bank, 50 a page, newest first. For members whose rank may see them."""
        reader = access_membership(request.character.id)
        reader.require("ledger")
        moved = queries.movements_of(reader.clan, request.query.before or None)
        names, code = queries.names_of(others_in(moved)), treasury.code_of(reader.clan)
        lines = [movement_line(one, code, names) for one in moved[: queries.MOVEMENTS]]
        following = lines[-1].id if len(moved) > queries.MOVEMENTS else None
        return BankMovements(
            [BankMovement(line.id, line.at, line.reason, line.came, line.who, line.asset, line.quantity) for line in lines],
            following,
        )


def _items(found: list[Holding]) -> BankItems:
    shown = [BankItem(h.pk, h.item, h.quantity, h.upgrade, h.character_id) for h in found[: queries.THINGS]]
    return BankItems(shown, len(found) > queries.THINGS)


def _entry(found: Withdrawal) -> WithdrawalEntry:
    signed = [signature.character_id for signature in found.signatures.all()]
    return WithdrawalEntry(
        found.pk, found.asked_by_id, found.asset, found.quantity, found.state, signed, found.asked_at, found.due_at, found.why,  # type: ignore[arg-type]
    )  # fmt: skip


def _state(done: signing.WithdrawalChanged) -> WithdrawalState:
    return WithdrawalState(done.withdrawal, done.state, done.signatures)  # type: ignore[arg-type]  # withdrawal_state_is_known
