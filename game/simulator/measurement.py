"""The results of a run, as the report reads them."""

from collections import Counter

from game.content.registry import Catalogue
from game.simulator.bands import band_of
from game.simulator.duels import Tally
from game.simulator.event import WORLD, SimulatedEvents
from game.simulator.fair import MonsterTally
from game.simulator.newcomer import FirstLevels
from game.simulator.player import SINKS, SOURCES
from game.simulator.progress import Course
from game.simulator.raid import RaidCourse


class Measurement:
    """All results of a run. tallies: by level. parts: those that were run. events: those of
    the courses."""

    def __init__(
        self,
        *,
        content: Catalogue,
        courses: list[Course],
        tallies: dict[int, Tally],
        meetings: list[MonsterTally],
        raids: list[RaidCourse],
        parts: tuple[str, ...],
        newcomers: list[FirstLevels],
        events: SimulatedEvents = WORLD,
    ) -> None:
        self.content, self.courses, self.tallies, self.meetings, self.parts = content, courses, tallies, meetings, parts
        self.raids, self.newcomers, self.events = raids, newcomers, events

    @property
    def fights(self) -> int:
        """Number of fights played, without raids."""
        duels = sum(fights for tally in self.tallies.values() for _, fights in tally.values())
        return (
            duels
            + sum(one.fights for one in self.meetings)
            + sum(one.hunts for one in self.courses)
            + sum(one.hunts for one in self.newcomers)
        )

    def books(self) -> dict[int, Counter[str]]:
        """Gold of all courses by band and by source or sink."""
        found: dict[int, Counter[str]] = {}
        for course in self.courses:
            for level, book in course.books.items():
                found.setdefault(band_of(level), Counter()).update(book)
        return found


def share_spent(book: Counter[str]) -> float:
    """The share of the sources' gold that the sinks took."""
    return sum(book[sink] for sink in SINKS) / max(1, sum(book[source] for source in SOURCES))
