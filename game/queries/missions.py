"""The daily missions of a character."""

from datetime import datetime

from msgspec import Struct

from game.models import DailyMission
from vvw_site.foundation.database.rows import Rows

DAY_SECONDS = 86_400


def day_of(now: datetime) -> int:
    """The UTC day as a number: days since 1970-01-01."""
    return int(now.timestamp()) // DAY_SECONDS


class DealtMission(Struct, frozen=True, array_like=True):
    """A mission that was dealt to a character, read-only. day: as day_of counts it. xp: as dealt, before any level cap."""

    pk: int
    mission: str
    day: int
    target: int
    progress: int
    gold: int
    xp: int
    claimed_at: datetime | None


def missions_of(character: int, day: int) -> list[DealtMission]:
    """A character's missions of a day, in the order in which they were dealt. One statement."""
    return _OF_DAY.find(character=character, day=day)


def missions_and_left(character: int, day: int) -> tuple[list[DealtMission], list[DealtMission]]:
    """A day's missions, and those of the day before that are finished and not claimed. One statement."""
    return by_day(_TODAY_AND_LEFT.find(character=character, day=day), day)


def by_day(dealt: list[DealtMission], day: int) -> tuple[list[DealtMission], list[DealtMission]]:
    """The missions of the day, and the earlier ones."""
    return [m for m in dealt if m.day == day], [m for m in dealt if m.day < day]


TODAY_AND_LEFT = """m.character_id = %(character)s
    AND (m.day = %(day)s OR (m.day = %(day)s - 1 AND m.claimed_at IS NULL AND m.progress >= m.target))"""
"""A condition on game_missiontask under the alias m."""
_OF_DAY = Rows(DealtMission, DailyMission, "WHERE m.character_id = %(character)s AND m.day = %(day)s ORDER BY m.id")
_TODAY_AND_LEFT = Rows(DealtMission, DailyMission, f"WHERE {TODAY_AND_LEFT} ORDER BY m.id")
