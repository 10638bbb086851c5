"""A character's rank over time, as a line: the days from left to right, rank 1 at the top.

Places are in thousandths of the drawing's width and height, from the upper left; tick marks are in percent.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from game.queries.daily_rank import DayRank

FULL = 1000
MARGIN = 60
"""Above the best rank and below the worst."""


class Mark(Struct, frozen=True):
    """A label of an axis. at: percent. anchor: of the text."""

    at: float
    words: str
    anchor: str = "middle"


class RankChart(Struct, frozen=True):
    """line: path data. last: x and y of the last day in percent. best, worst: the ranks that the chart spans."""

    line: str
    days: list[Mark]
    ranks: list[Mark]
    last: tuple[float, float]
    best: int
    worst: int
    rows: list[DayRank]


def rank_chart(history: Sequence[DayRank]) -> RankChart | None:
    """None for fewer than two days."""
    if len(history) < 2:
        return None
    first, last = history[0].day, history[-1].day
    best, worst = min(day.rank for day in history), max(day.rank for day in history)
    places = [(FULL * (day.day - first) / (last - first), _height(day.rank, best, worst)) for day in history]
    ranks = [Mark(_height(rank, best, worst) / 10, f"{rank:,}") for rank in sorted({best, (best + worst) // 2, worst})]
    days = [Mark(0, _date(first), "start"), Mark(100, _date(last), "end")]
    if (last - first) % 2 == 0:
        days.insert(1, Mark(50, _date((first + last) // 2)))
    line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return RankChart(line, days, ranks, (100.0, round(places[-1][1] / 10, 1)), best, worst, list(reversed(history)))


def _date(day: int) -> str:
    return f"{datetime.fromtimestamp(day * 86_400, UTC):%-d %b}"


def _height(rank: int, best: int, worst: int) -> float:
    if best == worst:
        return FULL / 2
    return MARGIN + (FULL - 2 * MARGIN) * (rank - best) / (worst - best)
