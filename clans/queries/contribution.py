"""What members gave to their clan, from the ledger: the base of the clan's level. There is no second count of it."""

from django.db.models import Sum

from clans.models import Clan
from clans.queries.treasury import code_of
from game.models import Transfer
from game.models.holder import character_of
from game.models.ids import CharacterId
from game.models.transfer import GOLD
from game.queries.ledger import of_gold, received_by_account, sent_by_account

GIVEN = ("clan_donation", "clan_dues")


def gold_given(clan: Clan) -> dict[CharacterId, int]:
    """Gold of donations and dues, by who gave it. One statement."""
    moved = Transfer.objects.filter(received_by_account(code_of(clan)), of_gold(), reason__in=GIVEN, reversed_by=None)
    sums = moved.order_by().values_list("source").annotate(Sum("quantity"))
    return {character: given for source, given in sums if (character := character_of(source)) is not None}


def gold_taken(clan: Clan) -> dict[CharacterId, int]:
    """Gold of withdrawals, by who got it. One statement."""
    moved = Transfer.objects.filter(sent_by_account(code_of(clan)), asset=GOLD, reason="clan_withdrawal", reversed_by=None)
    sums = moved.order_by().values_list("destination").annotate(Sum("quantity"))
    return {character: taken for holder, taken in sums if (character := character_of(holder)) is not None}


def net_contribution(clan: Clan) -> int:
    """What was given and not taken out again, never below 0: gold that goes round and round counts once. Two statements."""
    return max(0, sum(gold_given(clan).values()) - sum(gold_taken(clan).values()))
