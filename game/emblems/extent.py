"""How far a drawing reaches, and what keeps it inside its plate."""

import math
import re

from game.emblems.paths import Point, Segment

Matrix = tuple[float, float, float, float, float, float]
Mark = tuple[float, float, float]
"""x, y and half the width of the line there."""
SAME: Matrix = (1, 0, 0, 1, 0, 0)
SIDE, CORNER = 45.6, 81.2
"""From the middle of an item's plate to its sides, and to its cut corners (|x| + |y|)."""
_STEP = re.compile(r"(translate|scale|rotate|matrix)\(([^)]*)\)")
_CUBIC = tuple(((1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3) for u in (0.3, 0.7))
"""The weights of a cubic curve's four points, at two places on it."""


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


def marked(matrix: Matrix, segments: list[Segment], width: float) -> list[Mark]:
    """Where the path comes to lie: its corners, and two points on each curve. width: of the line."""
    a, b, c, d, e, f = matrix
    half = width / 2 * math.sqrt(abs(a * d - b * c))
    points: list[Point] = []
    for command, ends in segments:
        if command == "C":
            (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[-1], *ends
            for p, q, r, s in _CUBIC:
                points.append((p * x0 + q * x1 + r * x2 + s * x3, p * y0 + q * y1 + r * y2 + s * y3))
            points.append(ends[2])
        elif command == "Q":
            (x0, y0), (x1, y1), (x2, y2) = points[-1], *ends
            points += [(0.25 * x0 + 0.5 * x1 + 0.25 * x2, 0.25 * y0 + 0.5 * y1 + 0.25 * y2), ends[1]]
        else:
            points += ends
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
