"""Paths: read from the pen's small language, mirrored, and written as short as SVG allows.

The language is SVG's absolute M L C Q Z, and R: a smooth run through the points that follow. The axis of symmetry is x = 48.
"""

import re

Point = tuple[float, float]
Segment = tuple[str, list[Point]]
_TOKEN = re.compile(r"[MLCQRZ]|-?\d+\.?\d*")
_TAKES = {"M": 1, "L": 1, "Q": 2, "C": 3}


def parse(d: str) -> list[Segment]:
    out: list[Segment] = []
    command = ""
    run: list[Point] = []
    pair: list[float] = []
    for word in [*_TOKEN.findall(d), "Z"]:
        if word.isalpha():
            if command == "R":
                out += _smooth(out[-1][1][-1], run)
            command, run = word, []
            if word == "Z":
                out.append(("Z", []))
            continue
        pair.append(float(word))
        if len(pair) == 2:
            run.append((pair[0], pair[1]))
            pair = []
            if command != "R" and len(run) == _TAKES[command]:
                out.append((command, run))
                run = []
    return out[:-1]


def _smooth(start: Point, run: list[Point]) -> list[Segment]:
    """Catmull-Rom through the points, as cubic curves."""
    p = [start, start, *run, run[-1]]
    return [
        (
            "C",
            [
                (p[i][0] + (p[i + 1][0] - p[i - 1][0]) / 6, p[i][1] + (p[i + 1][1] - p[i - 1][1]) / 6),
                (p[i + 1][0] - (p[i + 2][0] - p[i][0]) / 6, p[i + 1][1] - (p[i + 2][1] - p[i][1]) / 6),
                p[i + 1],
            ],
        )
        for i in range(1, len(p) - 2)
    ]


def flip(segments: list[Segment]) -> list[Segment]:
    return [(command, [(96 - x, y) for x, y in points]) for command, points in segments]


def close(half: list[Segment]) -> list[Segment]:
    """The left half from top to bottom, and back up on the right."""
    ends = [points[-1] for _, points in half]
    back = [(command, [*points[-2::-1], ends[i]]) for i, (command, points) in enumerate(half[1:])]
    return [*half, *flip([("L", [ends[-1]]), *back[::-1]]), ("Z", [])]


def num(value: float) -> str:
    """The number to a tenth, as short as SVG allows."""
    return _tenths(round(value * 10))


def _tenths(value: int) -> str:
    whole, rest = divmod(abs(value), 10)
    digits = f"{whole or '' if rest else whole}{f'.{rest}' if rest else ''}"
    return f"-{digits}" if value < 0 else digits


def write(segments: list[Segment]) -> str:
    """Relative commands in tenths of a unit, counted in whole tenths so that no error adds up."""
    out: list[str] = []
    last, dotted = "", False
    x = y = start_x = start_y = 0
    for command, points in segments:
        if command == "Z":
            out.append("z")
            x, y, last = start_x, start_y, "z"
            continue
        ends = [(round(px * 10), round(py * 10)) for px, py in points]
        name = command.lower()
        if name == "l":
            dx, dy = ends[0][0] - x, ends[0][1] - y
            if dx == dy == 0:
                continue
            if dx == 0 or dy == 0:
                name = "v" if dx == 0 else "h"
        values = (
            [ends[0][1] - y]
            if name == "v"
            else [ends[0][0] - x]
            if name == "h"
            else [part for px, py in ends for part in (px - x, py - y)]
        )
        x, y = ends[-1]
        if name == "m":
            start_x, start_y = x, y
        if name != last and not (last == "m" and name == "l"):
            out.append(name)
            dotted = True
            text_before = name
        else:
            text_before = ""
        for value in values:
            text = _tenths(value)
            if not text_before and text[0] != "-" and not (text[0] == "." and dotted):
                out.append(" ")
            out.append(text)
            dotted, text_before = "." in text, ""
        last = name
    return "".join(out)
