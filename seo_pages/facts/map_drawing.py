"""Draws a region: its places as numbered dots, the paths between them, a river. The style sheet gives the colours."""

from math import dist
from typing import TypedDict

from game.content.schema import Place
from seo_pages.facts.seeded_numbers import SeededNumbers

WIDE, TALL = 160, 100
"""Size of the map; the content gives the positions of places on 100 x 100."""


class MapPoint(TypedDict):
    """x, y: the dot. tx, ty, anchor: position and text anchor of the name."""

    slug: str
    number: int
    name: str
    x: int
    y: int
    tx: int
    ty: int
    anchor: str


class MapDrawing(TypedDict):
    """ways, river: path data."""

    points: list[MapPoint]
    ways: str
    river: str


def draw_map(name: str, places: list[Place]) -> MapDrawing:
    """name: of the region; it determines the river."""
    points = [(p, round(8 + p.map[0] * 1.44), round(8 + p.map[1] * 0.84)) for p in places]
    return {
        "points": _with_labels(points),
        "ways": _paths([(x, y) for _, x, y in points]),
        "river": _river(SeededNumbers(name)),
    }


def _river(n: SeededNumbers) -> str:
    y = n(20, 80)
    path = f"M-4 {y}"
    for x in range(0, WIDE, 40):
        path += f"C{x + 14} {y} {x + 20} {(y := max(8, min(92, y + n(-22, 22))))} {x + 40} {y}"
    return path


def _paths(spots: list[tuple[int, int]]) -> str:
    """Path data of the shortest network of paths that joins all spots."""
    if not spots:
        return ""
    joined, remaining, path = [spots[0]], list(spots[1:]), ""
    while remaining:
        here, there = min(((a, b) for a in joined for b in remaining), key=lambda pair: dist(*pair))
        remaining.remove(there)
        joined.append(there)
        middle = (here[0] + there[0]) // 2 + (there[1] - here[1]) // 8, (here[1] + there[1]) // 2 - (there[0] - here[0]) // 8
        path += f"M{here[0]} {here[1]}Q{middle[0]} {middle[1]} {there[0]} {there[1]}"
    return path


def _with_labels(points: list[tuple[Place, int, int]]) -> list[MapPoint]:
    """The points, each with a position for its name that overlaps other names and dots as little as possible."""
    taken = [(x - 4.0, y - 4.0, x + 4.0, y + 4.0) for _, x, y in points]
    found: list[MapPoint] = []
    for number, (place, x, y) in enumerate(points, 1):
        width = len(place.name) * 1.78
        positions = [
            (x + 5.4, y + 1.2, "", x + 5.4), (x - 5.4, y + 1.2, "end", x - 5.4 - width),
            (x, y - 5.6, "mid", x - width / 2), (x, y + 8.2, "mid", x - width / 2),
        ]  # fmt: skip
        best = min(positions, key=lambda t: _covered((t[3], t[1] - 3, t[3] + width, t[1] + 1), taken))
        taken.append((best[3], best[1] - 3, best[3] + width, best[1] + 1))
        found.append({
            "slug": place.slug, "number": number, "name": place.name, "x": x, "y": y, "tx": round(best[0]),
            "ty": round(best[1]), "anchor": best[2],
        })  # fmt: skip
    return found


def _covered(box: tuple[float, float, float, float], others: list[tuple[float, float, float, float]]) -> float:
    """The area of a box that other boxes cover or that is outside of the map."""
    left, top, right, bottom = box
    area = max(0.0, 1 - left) * 4 + max(0.0, right - WIDE + 1) * 4 + (40 if top < 1 or bottom > TALL - 1 else 0)
    for a, b, c, d in others:
        area += max(0.0, min(right, c) - max(left, a)) * max(0.0, min(bottom, d) - max(top, b))
    return area
