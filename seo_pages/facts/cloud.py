"""A chart of similar entries as dots: level to the right, a stat upwards."""

from typing import TypedDict


class Cloud(TypedDict):
    """dots: path data. x, y: the page's own entry. low, high: the levels."""

    dots: str
    x: int
    y: int
    low: int
    high: int


def cloud(values: list[tuple[int, int]], mine: tuple[int, int]) -> Cloud:
    """A chart of 300 x 110. values: (level, stat) of all entries, including `mine`."""
    low, high = min(v[0] for v in values), max(v[0] for v in values)
    most = max(v[1] for v in values)

    def at(level: int, stat: int) -> tuple[int, int]:
        return 14 + 272 * (level - low) // max(1, high - low), 96 - 84 * stat // max(1, most)

    dots = sorted({at(*v) for v in values} - {at(*mine)})
    x, y = at(*mine)
    return {"dots": "".join(f"M{a} {b}h0" for a, b in dots), "x": x, "y": y, "low": low, "high": high}
