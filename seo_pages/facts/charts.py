"""Small drawings as numbers and path data: the night behind an entry, a region's map, a cloud of peers. Colours are the sheet's."""

from math import dist
from typing import Any
from zlib import crc32

from game.content.schema import Place

WIDE, TALL = 160, 100
"""A region's map; its places are given on 100 x 100."""


class _Numbers:
    """Whole numbers from a name: the same for ever, so that a page's bytes follow from content alone."""

    def __init__(self, name: str) -> None:
        self.state = crc32(name.encode()) or 1

    def __call__(self, low: int, high: int) -> int:
        self.state = (self.state * 1_103_515_245 + 12_345) & 0x7FFFFFFF
        return low + (self.state >> 8) % (high - low + 1)


def night(name: str, ground: str) -> dict[str, Any]:
    """The ground behind an entry's emblem on 400 x 120: a moon and two ridges. ground: roofs, hills or thorns."""
    n = _Numbers(name)
    draw = {"roofs": _roofs, "hills": _hills, "thorns": _thorns}[ground]
    return {
        "moon": _moon(n(346, 376), n(36, 50), n(14, 21), n(-8, 8)),
        "far": draw(n, 70, 92),
        "near": draw(n, 88, 110),
        "stars": "".join(f"M{n(4, 396)} {n(3, 60)}h0" for _ in range(10)),
    }


def _moon(x: int, y: int, r: int, phase: int) -> dict[str, Any]:
    """A disc and its lit part: phase from -8 (new) to 8 (full), the horns to the left."""
    inner = round(r * abs(phase) / 8, 1)
    return {
        "x": x,
        "y": y,
        "r": r,
        "lit": f"M{x} {y - r}A{r} {r} 0 0 1 {x} {y + r}A{inner} {r} 0 0 {1 if phase > 0 else 0} {x} {y - r}Z",
    }


def _roofs(n: _Numbers, top: int, base: int) -> str:
    x, path = 0, f"M0 120V{n(top, base)}"
    while x < 400:
        wide, high = n(22, 54), n(top, base)
        if n(0, 2):
            path += f"V{high}l{wide // 2}-{n(6, 13)} {wide - wide // 2} {n(6, 13)}"
        else:
            path += f"V{high}h{wide // 3}v-{n(4, 9)}h4v{n(4, 9)}H{x + wide}"
        x += wide
    return path + "V120Z"


def _hills(n: _Numbers, top: int, base: int) -> str:
    path = f"M0 120V{n(top, base)}"
    for x in range(0, 400, 80):
        path += f"C{x + 28} {n(top, base)} {x + 52} {n(top, base)} {x + 80} {n(top, base)}"
    return path + "V120Z"


def _thorns(n: _Numbers, top: int, base: int) -> str:
    x, path = 0, f"M0 120V{base}"
    while x < 400:
        wide = n(18, 40)
        path += f"L{x + wide // 2} {n(top - 14, base - 6)} {x + wide} {n(base - 5, base + 3)}"
        x += wide
    return path + "V120Z"


def region_map(name: str, places: list[Place]) -> dict[str, Any]:
    """A region's map: its places as numbered dots, the ways between neighbours, water. Made once a region.

    Answer: points {slug, number, name, x, y, tx, ty, anchor}, ways and river as path data.
    """
    points = [(p, round(8 + p.map[0] * 1.44), round(8 + p.map[1] * 0.84)) for p in places]
    return {"points": _labelled(points), "ways": _ways([(x, y) for _, x, y in points]), "river": _river(_Numbers(name))}


def _river(n: _Numbers) -> str:
    y = n(20, 80)
    path = f"M-4 {y}"
    for x in range(0, WIDE, 40):
        path += f"C{x + 14} {y} {x + 20} {(y := max(8, min(92, y + n(-22, 22))))} {x + 40} {y}"
    return path


def _ways(spots: list[tuple[int, int]]) -> str:
    """The shortest net of ways that joins all spots."""
    if not spots:
        return ""
    joined, left, path = [spots[0]], list(spots[1:]), ""
    while left:
        here, there = min(((a, b) for a in joined for b in left), key=lambda pair: dist(*pair))
        left.remove(there)
        joined.append(there)
        middle = (here[0] + there[0]) // 2 + (there[1] - here[1]) // 8, (here[1] + there[1]) // 2 - (there[0] - here[0]) // 8
        path += f"M{here[0]} {here[1]}Q{middle[0]} {middle[1]} {there[0]} {there[1]}"
    return path


def _labelled(points: list[tuple[Place, int, int]]) -> list[dict[str, Any]]:
    """Each point with a place for its name that covers no other name or dot, where there is one."""
    taken = [(x - 4.0, y - 4.0, x + 4.0, y + 4.0) for _, x, y in points]
    found = []
    for number, (place, x, y) in enumerate(points, 1):
        long = len(place.name) * 1.78
        tries = [
            (x + 5.4, y + 1.2, "", x + 5.4), (x - 5.4, y + 1.2, "end", x - 5.4 - long),
            (x, y - 5.6, "mid", x - long / 2), (x, y + 8.2, "mid", x - long / 2),
        ]  # fmt: skip
        best = min(tries, key=lambda t: _covered((t[3], t[1] - 3, t[3] + long, t[1] + 1), taken))
        taken.append((best[3], best[1] - 3, best[3] + long, best[1] + 1))
        found.append({
            "slug": place.slug, "number": number, "name": place.name, "x": x, "y": y, "tx": round(best[0]),
            "ty": round(best[1]), "anchor": best[2],
        })  # fmt: skip
    return found


def _covered(box: tuple[float, float, float, float], others: list[tuple[float, float, float, float]]) -> float:
    """How much of a box others cover, or lies outside of the map."""
    left, top, right, bottom = box
    area = max(0.0, 1 - left) * 4 + max(0.0, right - WIDE + 1) * 4 + (40 if top < 1 or bottom > TALL - 1 else 0)
    for a, b, c, d in others:
        area += max(0.0, min(right, c) - max(left, a)) * max(0.0, min(bottom, d) - max(top, b))
    return area


def cloud(values: list[tuple[int, int]], mine: tuple[int, int]) -> dict[str, Any]:
    """Peers as dots, level along and stat upwards, on 300 x 110. values: (level, stat) of all, `mine` among them."""
    low, high = min(v[0] for v in values), max(v[0] for v in values)
    most = max(v[1] for v in values)

    def at(level: int, stat: int) -> tuple[int, int]:
        return 14 + 272 * (level - low) // max(1, high - low), 96 - 84 * stat // max(1, most)

    dots = sorted({at(*v) for v in values} - {at(*mine)})
    x, y = at(*mine)
    return {"dots": "".join(f"M{a} {b}h0" for a, b in dots), "x": x, "y": y, "low": low, "high": high, "most": most}
