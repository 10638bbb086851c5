"""What the bank of a clan has."""

from clans.models import Clan
from game.models import LedgerAccount


def bank_gold(clan: Clan) -> int:
    """One statement."""
    return int(LedgerAccount.objects.values_list("gold", flat=True).get(pk=clan.account_id))
