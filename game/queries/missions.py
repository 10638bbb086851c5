"""The missions that a character has."""

from datetime import datetime

from django.db.models import F, Q
from msgspec import Struct

from game.content import catalogue
from game.models import MissionTask

DAY = 86_400


def day_of(now: datetime) -> int:
    """The UTC day as a number: days since 1970-01-01."""
    return int(now.timestamp()) // DAY


def seconds_left(now: datetime) -> int:
    """Until the UTC day ends."""
    return DAY - int(now.timestamp()) % DAY


def tasks_of(character: int, day: int) -> list[MissionTask]:
    """A character's missions of a day, in the order they were dealt. One statement."""
    return list(MissionTask.objects.filter(character_id=character, day=day).order_by("pk"))


def tasks_and_left(character: int, day: int) -> tuple[list[MissionTask], list[MissionTask]]:
    """A day's missions, and those of the day before that are finished and not collected yet. One statement."""
    left = Q(day=day - 1, claimed_at__isnull=True, progress__gte=F("target"))
    found = MissionTask.objects.filter(Q(day=day) | left, character_id=character).order_by("pk")
    return [t for t in found if t.day == day], [t for t in found if t.day < day]


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


def told(tasks: list[MissionTask]) -> list[Told]:
    """Tasks with the catalogue's words; one whose mission left the catalogue keeps its slug as a name."""
    missions, lines = catalogue().missions, []
    for t in tasks:
        mission = missions.get(t.mission)
        lines.append(
            Told(
                id=t.pk, kind=mission.goal.event if mission else "hunt", name=mission.name if mission else t.mission,
                giver=mission.giver if mission else "", text=mission.text if mission else "", target=t.target,
                progress=t.progress, gold=t.gold, xp=t.xp, claimed=t.claimed_at is not None,
            )
        )  # fmt: skip
    return lines
