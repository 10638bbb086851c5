"""The curve of a war's score as a drawing: one line for each side over the day of the war.

All places are in thousandths of the drawing's width and height, from the upper left; the template and the style give the size.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from clans.queries.war import ScorePoint
from game.presenters.raid_chart import FULL, Tick

ROUND = (1, 2, 5)


class WarChart(Struct, frozen=True):
    """attacker, defender: path data. times, levels: labels of the axes, in percent. ends: of both lines, as (x, y) in percent."""

    attacker: str
    defender: str
    times: list[Tick]
    levels: list[Tick]
    ends: list[tuple[str, float, float]]


def war_chart(points: Sequence[ScorePoint], *, begins: datetime, ends: datetime, until: datetime) -> WarChart:
    """points: in their order. until: up to when the score is known."""
    most = top_of(max((max(p.attacker, p.defender) for p in points), default=0))
    until = min(max(until, begins), ends)
    lines = [_line(begins, ends, until, most, [(p.at, value(p)) for p in points]) for value in (_attacker, _defender)]
    (first, first_end), (second, second_end) = lines
    return WarChart(first, second, _times(begins, ends), _levels(most), [("attacker", *first_end), ("defender", *second_end)])


def _attacker(point: ScorePoint) -> int:
    return point.attacker


def _defender(point: ScorePoint) -> int:
    return point.defender


def top_of(score: int) -> int:
    """The round number at or above a score, at which the drawing ends: 4, 8, 20, 40 … so that its quarters are whole."""
    step = 1
    while True:
        for factor in ROUND:
            if 4 * factor * step >= score:
                return 4 * factor * step
        step *= 10


def _line(
    begins: datetime, ends: datetime, until: datetime, most: int, points: Sequence[tuple[datetime, int]]
) -> tuple[str, tuple[float, float]]:
    """The path, and its end in percent. A score rises at a count and stays until the next one."""

    def x(at: datetime) -> float:
        return round((at - begins) / (ends - begins) * FULL, 1)

    def y(score: int) -> float:
        return round(FULL - score * FULL / most, 1)

    path = f"M0 {FULL}" + "".join(f"H{x(at)}V{y(score)}" for at, score in points) + f"H{x(until)}"
    last = points[-1][1] if points else 0
    return path, (round(x(until) / 10, 1), round(y(last) / 10, 1))


def _times(begins: datetime, ends: datetime) -> list[Tick]:
    anchors = ["start", "middle", "middle", "middle", "end"]
    step: timedelta = (ends - begins) / 4
    return [Tick(n * 25, f"{begins + n * step:%H:%M}", anchor) for n, anchor in enumerate(anchors)]


def _levels(most: int) -> list[Tick]:
    return [Tick(100 - percent, f"{most * percent // 100:,}") for percent in (100, 75, 50, 25)]
