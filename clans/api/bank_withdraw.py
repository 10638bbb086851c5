"""Withdrawals from the bank of the own clan over the API, and their signatures.

Taking out needs a token that was issued at most ten minutes ago, because its account gave its password, and the code of its app, then.
"""

from datetime import datetime
from typing import Literal

from django.utils import timezone
from msgspec import Struct

from clans.actions import sign as signing
from clans.actions.withdraw import withdraw
from clans.models import Withdrawal
from clans.models.ids import WithdrawalId
from clans.queries import bank as queries
from clans.queries.membership import access_membership
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.mail import Quantity
from game.api.request_reading import Id
from game.models.ids import HoldingId
from game.queries.token import is_new
from game.rules.errors import GameError

FRESH_MINUTES = 10
State = Literal["asked", "waiting", "paid", "stopped", "void"]


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
        """Sign a withdrawal; who asked for it may be one of the signers. With the second signature it waits 24 hours, and is paid then."""
        return _state(signing.sign(request.actor, withdrawal=WithdrawalId(id)))


class StopWithdrawalEndpoint(Endpoint):
    @endpoint(WithdrawalState, changes=True, refuses="no_clan forbidden nothing_to_do")
    def post(self, request: ApiRequest[None], id: int) -> WithdrawalState:
        """Stop a withdrawal that is open."""
        return _state(signing.stop(request.actor, withdrawal=WithdrawalId(id)))


def _entry(found: Withdrawal) -> WithdrawalEntry:
    signed = [signature.character_id for signature in found.signatures.all()]
    return WithdrawalEntry(
        found.pk, found.asked_by_id, found.asset, found.quantity, found.state, signed, found.asked_at, found.due_at, found.why,  # type: ignore[arg-type]
    )  # fmt: skip


def _state(done: signing.WithdrawalChanged) -> WithdrawalState:
    return WithdrawalState(done.withdrawal, done.state, done.signatures)  # type: ignore[arg-type]  # withdrawal_state_is_known
