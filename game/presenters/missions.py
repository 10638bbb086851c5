"""A character's missions with the catalogue's words, and the missions page."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from game.content import catalogue
from game.content.names import mission_name
from game.models import Character
from game.queries.missions import DAY_SECONDS, DealtMission, day_of
from game.rules import tuning
from game.rules.levels import rise
from game.rules.mission import with_streak


class MissionView(Struct, frozen=True):
    """kind: the event that the mission counts. xp: what the character would be given now, so 0 at the last level."""

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


class MissionsPage(Struct, frozen=True):
    """left: finished yesterday and not claimed. streak: days in a row up to today or yesterday. bonus: percent that the
    streak adds to a reward claimed now. streak_most: days after which the bonus stops growing. day_ends_in: seconds."""

    missions: list[MissionView]
    left: list[MissionView]
    streak: int
    claimed_today: bool
    streak_most: int
    bonus: int
    day_ends_in: int


def mission_views(dealt: Iterable[DealtMission], character: Character) -> list[MissionView]:
    """A mission that left the catalogue keeps its slug as a name."""
    return [_view(mission, character) for mission in dealt]


def missions_page(character: Character, today: list[DealtMission], left: list[DealtMission], now: datetime) -> MissionsPage:
    day = day_of(now)
    claimed_today = character.streak_day == day
    streak = character.streak_days if character.streak_day >= day - 1 else 0
    return MissionsPage(
        missions=mission_views(today, character),
        left=mission_views(left, character),
        streak=streak,
        claimed_today=claimed_today,
        streak_most=tuning.STREAK_DAYS_MAX,
        bonus=with_streak(100, streak + (not claimed_today)) - 100,
        day_ends_in=seconds_left(now),
    )


def seconds_left(now: datetime) -> int:
    """Seconds until the UTC day ends."""
    return DAY_SECONDS - int(now.timestamp()) % DAY_SECONDS


def _view(dealt: DealtMission, character: Character) -> MissionView:
    mission = catalogue().missions.get(dealt.mission)
    return MissionView(
        id=dealt.pk, kind=mission.goal.event if mission else "hunt", name=mission_name(dealt.mission),
        giver=mission.giver if mission else "", text=mission.text if mission else "", target=dealt.target,
        progress=dealt.progress, gold=dealt.gold, xp=rise(character.level, character.xp, dealt.xp).given,
        claimed=dealt.claimed_at is not None,
    )  # fmt: skip
