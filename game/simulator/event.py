"""Events of the simulated world: the Blood Moon on its days, as the calendar has them, or one event that is always on."""

from datetime import UTC, datetime
from functools import cache

from msgspec import Struct

from game.content.event_windows import blood_moons_from
from game.rules import tuning
from game.rules.battle import BattleEvent, EventName

FIRST_DAY = datetime(2027, 1, 15, tzinfo=UTC)
"""Day 0 of every course, in the middle between two Blood Moons."""
DAY = 86_400
LEAST, MOST = tuning.EVENT_PERCENT_LEAST, tuning.EVENT_PERCENT_MOST
MONTHS = 12
MOON = BattleEvent(
    tuning.BLOOD_MOON_XP, tuning.BLOOD_MOON_GOLD, tuning.BLOOD_MOON_DROP, (EventName(0, "blood_moon", "Blood Moon"),)
)


class SimulatedEvents(Struct, frozen=True):
    """always: an event that is on all the time; None for none. moons: whether Blood Moons come. Of two, the best counts."""

    always: BattleEvent | None = None
    moons: bool = True

    def at(self, second: int) -> BattleEvent | None:
        """What is on at this second of a course."""
        moon = MOON if self.moons and second // DAY in moon_days() else None
        if moon is None or self.always is None:
            return moon or self.always
        one = self.always
        return BattleEvent(max(one.xp, moon.xp), max(one.gold, moon.gold), max(one.drop, moon.drop), (*one.names, *moon.names))


WORLD = SimulatedEvents()
"""The world as it is."""


@cache
def moon_days() -> frozenset[int]:
    """The days of a course on which the Blood Moon is up."""
    return frozenset((moon.starts_at - FIRST_DAY).days for moon in blood_moons_from(FIRST_DAY, MONTHS))


def always_on(xp: int, gold: int, drop: int) -> SimulatedEvents:
    """A world in which one event never ends, besides the Blood Moons."""
    return SimulatedEvents(BattleEvent(xp, gold, drop, (EventName(0, "staff", "The event that is tried"),)))


def in_words(events: SimulatedEvents) -> str:
    """For the head of a report; empty for the world as it is."""
    tried = events.always
    words = [] if tried is None else [f"under an event that gives {tried.xp} % XP, {tried.gold} % gold, {tried.drop} % finds"]
    return ", ".join([*words, *([] if events.moons else ["without Blood Moons"])])
