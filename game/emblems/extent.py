"""How far a drawing reaches, and what keeps it inside its plate."""

import math
import re
from itertools import pairwise

from game.emblems.paths import Point, Segment

Matrix = tuple[float, float, float, float, float, float]
Mark = tuple[float, float, float]
"""x, y and half the width of the line there."""
SAME: Matrix = (1, 0, 0, 1, 0, 0)
SIDE, CORNER = 45.6, 81.2
"""From the middle of an item's plate to its sides, and to its cut corners (|x| + |y|)."""
_STEP = re.compile(r"(translate|scale|rotate|matrix)\(([^)]*)\)")
_AT = (0.25, 0.5, 0.75, 1.0)


def matrix_of(attributes: str) -> Matrix:
    """Of a group with a transform."""
    out = SAME
    for name, text in _STEP.findall(attributes):
        values = [float(part) for part in text.replace(",", " ").split()]
        out = multiply(out, _step(name, values))
    return out


def _step(name: str, values: list[float]) -> Matrix:
    if name == "matrix":
        a, b, c, d, e, f = values
        return a, b, c, d, e, f
    if name == "translate":
        return 1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0
    if name == "scale":
        return values[0], 0, 0, values[-1], 0, 0
    turn = math.radians(values[0])
    cos, sin = math.cos(turn), math.sin(turn)
    x, y = values[1:] or (0, 0)
    return cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y


def multiply(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def reach(segments: list[Segment]) -> list[Point]:
    """Points on the path: its corners, and some on each curve."""
    out: list[Point] = []
    for command, points in segments:
        if command in "CQ" and out:
            out += [_on_curve([out[-1], *points], at) for at in _AT]
        else:
            out += points
    return out


def _on_curve(points: list[Point], at: float) -> Point:
    while len(points) > 1:
        points = [(a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at) for a, b in pairwise(points)]
    return points[0]


def marked(matrix: Matrix, points: list[Point], width: float) -> list[Mark]:
    """Where these points come to lie. width: of the line."""
    a, b, c, d, e, f = matrix
    half = width / 2 * math.sqrt(abs(a * d - b * c))
    return [(a * x + c * y + e, b * x + d * y + f, half) for x, y in points]


def fit(marks: list[Mark]) -> str:
    """The transform that keeps a drawing on its plate: it is moved as far as there is room, then made smaller. "" if it fits."""
    x = _shift(min(x - w for x, _, w in marks), max(x + w for x, _, w in marks))
    y = _shift(min(y - w for _, y, w in marks), max(y + w for _, y, w in marks))
    size = 1.0
    for px, py, w in marks:
        dx, dy = abs(px + x - 48) + w, abs(py + y - 48) + w
        size = min(size, SIDE / max(dx, dy, 1), CORNER / max(dx + dy, 1))
    if not (x or y) and size == 1:
        return ""
    size = math.floor(size * 1000) / 1000
    return f"translate({48 - 48 * size + x * size:.2f} {48 - 48 * size + y * size:.2f}) scale({size}) "


def _shift(low: float, high: float) -> float:
    """How far to move what reaches from low to high."""
    over, under = high - 48 - SIDE, 48 - SIDE - low
    if over > 0 and under > 0:
        return (under - over) / 2
    return -min(over, -under) if over > 0 else min(under, -over) if under > 0 else 0.0
