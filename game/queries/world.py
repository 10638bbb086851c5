"""Totals over all players for the landing page, cached for a minute."""

from datetime import UTC, datetime

from django.db.models import Count, Sum
from django.utils import timezone
from msgspec import Struct

from game.models import Battle, Character, LedgerAccount
from vvw_site.foundation.read_through import stale_while_revalidate

SECONDS = 60


class WorldTotals(Struct, frozen=True):
    """players: living characters. kills_today: won hunts since midnight UTC. gold_in_circulation: of living characters, and in
    escrows and clans, at most 2**63 - 1."""

    players: int
    kills_today: int
    gold_in_circulation: int


def world() -> WorldTotals:
    """Three statements at most a minute."""
    return stale_while_revalidate("world", WorldTotals, SECONDS, _read)


def _read() -> WorldTotals:
    midnight = datetime.combine(timezone.now().date(), datetime.min.time(), UTC)
    living = Character.objects.filter(deleted_at__isnull=True).aggregate(players=Count("pk"), gold=Sum("gold"))
    kills = Battle.objects.filter(at__gte=midnight, won=True).count()
    accounts = LedgerAccount.objects.aggregate(gold=Sum("gold"))["gold"]
    return WorldTotals(living["players"], kills, min((living["gold"] or 0) + (accounts or 0), 2**63 - 1))
