"""The things in the bank of the own clan over the API, and what members have on loan."""

from typing import Annotated

from msgspec import Meta, Struct

from clans.actions import lend as loans
from clans.queries import bank as queries
from clans.queries.membership import access_membership
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Id
from game.models import Holding
from game.models.ids import CharacterId, HoldingId


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


class Borrower(Struct, frozen=True, forbid_unknown_fields=True):
    """member: id of a character of the clan."""

    member: Id


class LoanState(Struct, frozen=True):
    id: int
    item: str
    member: int
    lent: bool


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


def _items(found: list[Holding]) -> BankItems:
    shown = [BankItem(h.pk, h.item, h.quantity, h.upgrade, h.character_id) for h in found[: queries.THINGS]]
    return BankItems(shown, len(found) > queries.THINGS)
