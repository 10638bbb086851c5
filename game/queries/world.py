"""A few numbers about the whole city, for strangers: remembered for a minute."""

from datetime import UTC, datetime

from django.db.models import Count, Sum
from django.utils import timezone
from msgspec import Struct

from game.models import Battle, Character
from game.queries.cached import remembered

SECONDS = 60


class World(Struct, frozen=True):
    players: int
    kills_today: int
    gold_in_circulation: int


def world() -> World:
    """Two statements at most a minute."""
    return remembered("world", World, SECONDS, _read)


def _read() -> World:
    midnight = datetime.combine(timezone.now().date(), datetime.min.time(), UTC)
    living = Character.objects.filter(deleted_at__isnull=True).aggregate(players=Count("pk"), gold=Sum("gold"))
    kills = Battle.objects.filter(at__gte=midnight, won=True).count()
    return World(living["players"], kills, living["gold"] or 0)
