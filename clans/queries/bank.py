"""The bank of a clan for its pages and the API: each function runs a fixed number of statements, however much is in the bank."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count, F, QuerySet, Sum
from msgspec import Struct

from clans.models import Clan, Dues, DuesPayment, Member, Withdrawal
from clans.queries.clan_level import GIVEN
from clans.queries.treasury import account_of, code_of
from game.models import Character, Holding, LedgerAccount, Transfer
from game.models.holder import of
from game.models.ids import CharacterId
from game.queries.ledger import of_gold, received_by_account, sent_by_account
from game.rules.search import words_of

DAYS = 30
"""Of the summary."""
THINGS, MOVEMENTS, WITHDRAWALS = 50, 50, 20
"""Rows of a page."""


class InBank(Struct, frozen=True):
    """gold: at hand. things: stacks and instances in the bank. lent: instances that members have."""

    gold: int
    things: int
    lent: int


class SumOfReason(Struct, frozen=True):
    """Gold that moved for a reason in the last 30 days, into the bank or out of it."""

    reason: str
    came: bool
    gold: int
    times: int


class DuesNow(Struct, frozen=True):
    """gold: a week. set_at: a change counts from the Monday after it. mine: what the reader paid this week; None: not collected yet."""

    gold: int
    set_at: datetime | None
    mine: int | None


class DuesLine(Struct, frozen=True):
    """A member, and what he or she paid for a week; None: nothing was collected."""

    id: int
    name: str
    owed: int | None
    paid: int | None


def in_bank(clan: Clan) -> InBank:
    """One statement."""
    account = LedgerAccount.objects.filter(pk=clan.account_id)
    found = account.annotate(things=Count("holdings", distinct=True), items_lent=Count("lent", distinct=True))
    return InBank(*found.values_list("gold", "things", "items_lent").get())


def sums_of_gold(clan: Clan, now: datetime) -> list[SumOfReason]:
    """What came and went in 30 days, by reason. Two statements."""
    since, found = now - timedelta(days=DAYS), []
    for came, side in ((True, received_by_account(code_of(clan))), (False, sent_by_account(code_of(clan)))):
        rows = Transfer.objects.filter(side, of_gold(), at__gt=since).order_by().values_list("reason")
        found += [SumOfReason(why, came, gold, times) for why, gold, times in rows.annotate(Sum("quantity"), Count("pk"))]
    return sorted(found, key=lambda one: (not one.came, -one.gold))


def given_by(clan: Clan, character: CharacterId) -> int:
    """Gold that the character gave to this clan, dues included. One statement."""
    mine = Transfer.objects.filter(received_by_account(code_of(clan)), of_gold(), source=of(character), reason__in=GIVEN)
    return int(mine.aggregate(sum=Sum("quantity"))["sum"] or 0)


def withdrawals_of(clan: Clan, limit: int = WITHDRAWALS) -> list[Withdrawal]:
    """The newest, with who asked, who ended it, and the signatures with theirs. Two statements."""
    rows = Withdrawal.objects.filter(clan=clan).select_related("asked_by", "ended_by").prefetch_related("signatures__character")
    return list(rows.order_by("-pk")[:limit])


def dues_of(clan: Clan, character: CharacterId, week: date) -> DuesNow:
    """Two statements."""
    found = Dues.objects.filter(clan=clan).first()
    mine = DuesPayment.objects.filter(clan=clan, character_id=character, week=week).values_list("paid", flat=True).first()
    return DuesNow(found.gold if found else 0, found.set_at if found else None, mine)


def dues_lines(clan: Clan, week: date) -> list[DuesLine]:
    """What each member paid for the week, by name. Two statements."""
    paid = {
        character: (owed, gold)
        for character, owed, gold in DuesPayment.objects.filter(clan=clan, week=week).values_list(
            "character_id", "owed", "paid"
        )
    }
    members = Member.objects.filter(clan=clan).order_by("character__name").values_list("character_id", "character__name")
    return [DuesLine(pk, name, *paid.get(pk, (None, None))) for pk, name in members]


def things_in(clan: Clan, words: str, page: int) -> list[Holding]:
    """A page of what is in the bank and one more, by item. words: parts of a name. One statement."""
    rows = Holding.objects.filter(account_id=account_of(clan))
    for word in words_of(words):
        rows = rows.filter(item__contains=word)
    return _page(rows, page)


def lent_by(clan: Clan, page: int = 1) -> list[Holding]:
    """A page of what members have on loan and one more, with who has it. One statement."""
    return _page(Holding.objects.filter(lent_by_id=account_of(clan)).select_related("character"), page)


def lent_to(clan: Clan, character: CharacterId) -> list[Holding]:
    """What the character has on loan. One statement."""
    return list(Holding.objects.filter(lent_by_id=account_of(clan), character_id=character).order_by("item", "pk"))


def _page(rows: QuerySet[Holding], page: int) -> list[Holding]:
    start = (page - 1) * THINGS
    return list(rows.order_by("item", F("upgrade").desc(), "pk")[start : start + THINGS + 1])


def movements_of(clan: Clan, before: int | None = None, limit: int = MOVEMENTS + 1) -> list[Transfer]:
    """Movements into and out of the bank, newest first; `before` an id for the next page. One statement, from two indexes."""
    both = []
    for side in (sent_by_account(code_of(clan)), received_by_account(code_of(clan))):
        rows = Transfer.objects.filter(side)
        both.append((rows if before is None else rows.filter(pk__lt=before)).order_by("-pk")[:limit])
    return list(both[0].union(both[1], all=True).order_by("-pk")[:limit])


def names_of(characters: Sequence[CharacterId]) -> dict[CharacterId, Character]:
    """One statement."""
    return {c.id: c for c in Character.objects.filter(pk__in=characters)}


def mates_of(clan: Clan) -> list[tuple[int, str]]:
    """Ids and names of the members, by name. One statement."""
    return list(Member.objects.filter(clan=clan).order_by("character__name").values_list("character_id", "character__name"))
