"""How the scores of a board are spread, as bars: how many characters have a value from here to there.

Places are in thousandths of the drawing, from the upper left.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from game.queries.board import ScorePart

FULL = 1000
GAP = 0.18
"""Of a bar's width, between two bars."""


class Bar(Struct, frozen=True):
    """words: the values, such as "20–49". height, y, x, width: thousandths. middle: percent. is_own: the viewer's value is here."""

    words: str
    characters: int
    x: float
    y: float
    width: float
    height: float
    middle: float
    is_own: bool


def histogram_bars(histogram: Sequence[ScorePart], step: int, own: int | None) -> list[Bar]:
    """step: pages show scores divided by it. own: the viewer's value. Within a part the scores are taken to lie evenly."""
    if not histogram:
        return []
    ranges = list(_ranges(histogram[0].low // step, histogram[-1].high // step))
    counts = [round(sum(_share(part, low * step, (high + 1) * step - 1) for part in histogram)) for low, high in ranges]
    most, width = max(1, *counts), FULL / len(ranges)
    return [
        Bar(
            words=f"{low:,}" if low == high else f"{low:,}–{high:,}",
            characters=count,
            x=round(index * width + width * GAP / 2, 1),
            y=round(FULL - count * FULL / most, 1),
            width=round(width * (1 - GAP), 1),
            height=round(count * FULL / most, 1),
            middle=round((index + 0.5) * width / 10, 1),
            is_own=own is not None and low <= own <= high,
        )
        for index, ((low, high), count) in enumerate(zip(ranges, counts, strict=True))
    ]


def _ranges(lowest: int, highest: int) -> Iterator[tuple[int, int]]:
    """Each value by itself while there are few, then fives, and beyond 60 the steps 1, 2, 5, 10, 20 …"""
    if highest <= 60:
        step = 1 if highest - lowest < 20 else 5
        low = lowest if step == 1 else (lowest - 1) // step * step + 1
        while low <= highest:
            yield max(1, low), min(highest, low + step - 1) if step == 1 else low + step - 1
            low += step
        return
    low = 1
    while low <= highest:
        for times in (1, 2, 5):
            start, end = low * times, low * {1: 2, 2: 5, 5: 10}[times] - 1
            if end >= lowest and start <= highest:
                yield start, end
        low *= 10


def _share(part: ScorePart, low: int, high: int) -> float:
    """How many of a part have scores from low to high."""
    common = min(part.high, high) - max(part.low, low) + 1
    return part.characters * common / (part.high - part.low + 1) if common > 0 else 0.0
