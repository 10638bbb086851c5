"""What the ledger's proof checks of clans: a clan that ended has nothing, and only members have what a clan lends."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from clans.models import Clan, Member
from game.models import Holding
from game.models.holder import account_of, of_clan
from game.models.ids import AccountId


def banks_of_ended_clans(holders: Sequence[str] | None) -> list[str]:
    """A sentence for each that holds something. One statement."""
    items = Exists(Holding.objects.filter(account=OuterRef("account")))
    ended = Clan.objects.filter(Q(account__gold__gt=0) | items, disbanded_at__isnull=False)
    if holders is not None:
        ended = ended.filter(account_id__in=_accounts(holders))
    return [
        f"{of_clan(AccountId(pk))}: the clan ended, and its bank holds something"
        for pk in ended.values_list("account_id", flat=True)
    ]


def loans_to_strangers(holders: Sequence[str] | None) -> list[str]:
    """A sentence for each item that a clan has lent to somebody who is no member. One statement."""
    members = Exists(Member.objects.filter(clan__account=OuterRef("lent_by"), character=OuterRef("character")))
    lent = Holding.objects.filter(~members, lent_by__isnull=False)
    if holders is not None:
        lent = lent.filter(lent_by_id__in=_accounts(holders))
    rows = lent.order_by("pk").values_list("pk", "lent_by_id", "character_id")
    return [
        f"{of_clan(AccountId(lender or 0))}: instance {pk} is lent to character:{who}, who is no member"
        for pk, lender, who in rows
    ]


def _accounts(holders: Sequence[str]) -> list[AccountId]:
    return [account for holder in holders if (account := account_of(holder)) is not None]
