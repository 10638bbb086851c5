"""The missions that a character has."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.models import Character, DailyMission
from game.rules.levels import rise
from vvw_site.foundation.database.rows import Rows

DAY = 86_400


def day_of(now: datetime) -> int:
    """The UTC day as a number: days since 1970-01-01."""
    return int(now.timestamp()) // DAY


def seconds_left(now: datetime) -> int:
    """Until the UTC day ends."""
    return DAY - int(now.timestamp()) % DAY


class Task(Struct, frozen=True, array_like=True):
    """A mission that was dealt to a character, to look at."""

    pk: int
    mission: str
    day: int
    target: int
    progress: int
    gold: int
    xp: int
    claimed_at: datetime | None


def tasks_of(character: int, day: int) -> list[Task]:
    """A character's missions of a day, in the order they were dealt. One statement."""
    return _OF_DAY.find(character=character, day=day)


def tasks_and_left(character: int, day: int) -> tuple[list[Task], list[Task]]:
    """A day's missions, and those of the day before that are finished and not collected yet. One statement."""
    return by_day(_TODAY_AND_LEFT.find(character=character, day=day), day)


def by_day(tasks: list[Task], day: int) -> tuple[list[Task], list[Task]]:
    """Those of the day, and those of the day before."""
    return [t for t in tasks if t.day == day], [t for t in tasks if t.day < day]


TODAY_AND_LEFT = """m.character_id = %(character)s
    AND (m.day = %(day)s OR (m.day = %(day)s - 1 AND m.claimed_at IS NULL AND m.progress >= m.target))"""
"""Of missions by the name m."""
_OF_DAY = Rows(Task, DailyMission, "WHERE m.character_id = %(character)s AND m.day = %(day)s ORDER BY m.id")
_TODAY_AND_LEFT = Rows(Task, DailyMission, f"WHERE {TODAY_AND_LEFT} ORDER BY m.id")


class Told(Struct, frozen=True):
    """A mission as it is shown."""

    id: int
    kind: str
    name: str
    giver: str
    text: str
    target: int
    progress: int
    gold: int
    xp: int
    claimed: bool

    @property
    def done(self) -> bool:
        return self.progress >= self.target


def told(tasks: Iterable[Task], character: Character) -> list[Told]:
    """Tasks with the catalogue's words; one whose mission left the catalogue keeps its slug as a name.

    xp: as much of the reward's as the character can still be given, so none at the last level.
    """
    missions, lines = catalogue().missions, []
    for t in tasks:
        mission = missions.get(t.mission)
        lines.append(
            Told(
                id=t.pk, kind=mission.goal.event if mission else "hunt", name=mission.name if mission else t.mission,
                giver=mission.giver if mission else "", text=mission.text if mission else "", target=t.target,
                progress=t.progress, gold=t.gold,
                xp=rise(character.level, character.xp, t.xp).given, claimed=t.claimed_at is not None,
            )
        )  # fmt: skip
    return lines
