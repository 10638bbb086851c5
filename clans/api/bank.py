"""The bank of the own clan over the API: what is in it, gifts, dues, movements."""

from datetime import datetime
from typing import Annotated

from django.utils import timezone
from msgspec import UNSET, Meta, Struct, UnsetType

from clans.actions.donate import donate
from clans.actions.dues import MOST, set_dues
from clans.presenters.bank import movement_line, others_in
from clans.queries import bank as queries
from clans.queries import treasury
from clans.queries.membership import access_membership
from game.actions.shop import Portion
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.mail import Before, Gold, LetterPortion
from game.models.ids import HoldingId


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
