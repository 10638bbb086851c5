"""The curve of a raid as a drawing: the boss's health over the time of the fight, its phases as bands.

All places are in thousandths of the drawing's width and height, from the upper left; the template and the style give the size.
"""

from collections.abc import Sequence

from msgspec import Struct

from game.queries.raid_record import CurvePoint

FULL = 1000
NUMERALS = ("I", "II", "III", "IV", "V", "VI")


class Band(Struct, frozen=True):
    """A phase while it lasted. x, width: thousandths. label_x: percent, of its numeral; None if the band is too narrow."""

    kind: str
    name: str
    numeral: str
    x: float
    width: float
    label_x: float | None


class Tick(Struct, frozen=True):
    """A label of an axis. at: percent. anchor: of the text."""

    at: float
    words: str
    anchor: str = "middle"


class RaidChart(Struct, frozen=True):
    """line, area: path data. killing: x and y of the killing blow in percent, None without one."""

    line: str
    area: str
    bands: list[Band]
    times: list[Tick]
    levels: list[Tick]
    killing: tuple[float, float] | None


def clock(seconds: float) -> str:
    """Seconds of the fight as minutes and seconds: "4:07"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def raid_chart(
    points: Sequence[CurvePoint], phases: Sequence[tuple[str, str]], begun: Sequence[float | None], *, seconds: float, hp_max: int,
    killed_at: float | None,
) -> RaidChart:  # fmt: skip
    """points: from the start of the fight to its end. phases: (kind, name). begun: seconds; None for one that never came."""
    at = [(_part(p.at, seconds), _part(hp_max - p.hp, hp_max)) for p in points]
    # Health falls in steps: it stays until the next fold.
    line = f"M{_n(at[0][0])} {_n(at[0][1])}" + "".join(f"H{_n(x)}V{_n(y)}" for x, y in at[1:])
    area = f"{line}H{_n(at[-1][0])}V{FULL}H{_n(at[0][0])}Z"
    killing = None if killed_at is None else (round(min(FULL, _part(killed_at, seconds)) / 10, 1), 100.0)
    return RaidChart(line, area, _bands(phases, begun, seconds), _times(seconds), _levels(hp_max), killing)


def _part(value: float, whole: float) -> float:
    return value * FULL / max(1, whole)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _bands(phases: Sequence[tuple[str, str]], begun: Sequence[float | None], seconds: float) -> list[Band]:
    """A phase lasts until the next one that came begins. One that the boss was past at the start has no band."""
    came = [(start, index) for index, start in enumerate(begun) if start is not None]
    found = []
    for place, (start, index) in enumerate(came):
        end = came[place + 1][0] if place + 1 < len(came) else seconds
        if end <= start:
            continue
        kind, name = phases[index]
        x, width = _part(start, seconds), _part(end - start, seconds)
        label = round((x + width / 2) / 10, 1) if width >= 45 else None
        found.append(Band(kind, name, NUMERALS[index], round(x, 1), round(width, 1), label))
    return found


def _times(seconds: float) -> list[Tick]:
    ends = [(0, "start"), (1, "middle"), (2, "middle"), (3, "middle"), (4, "end")]
    return [Tick(place * 25, clock(seconds * place / 4), anchor) for place, anchor in ends]


def _levels(hp_max: int) -> list[Tick]:
    return [Tick(100 - percent, f"{hp_max * percent // 100:,}") for percent in (100, 75, 50, 25)]
