"""The names of the clans whose banks the ledger names."""

from collections.abc import Sequence

from clans.models import Clan
from game.models.ids import AccountId


def clan_names(accounts: Sequence[AccountId]) -> dict[AccountId, str]:
    """By account, those of clans that ended included. One statement."""
    found = Clan.objects.filter(account_id__in=accounts).values_list("account_id", "name")
    return {AccountId(account): name for account, name in found}
