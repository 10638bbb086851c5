"""Runes: a cut stone with a lit carving of fang, moon, thorn, ember or bone."""

import math

from game.emblems.pen import Pen
from game.emblems.traits import Traits


def _stone(pen: Pen, t: Traits, rank: int) -> None:
    """A slab of five to nine corners, never quite even."""
    corners, turn = t.whole("corners", 5, 9), t.num("turn", 0, 1)
    tall = t.num("tall", 0.98, 1.15)
    spots = []
    for i in range(corners):
        a = 2 * math.pi * (i + turn) / corners
        r = 36 * t.num(f"corner{i}", 0.9, 1.06)
        spots.append((48 + r * math.sin(a) * 0.92, 48 - r * math.cos(a) * tall))
    outline = " L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    inner = " L".join(f"{48 + (x - 48) * 0.8:.1f} {47 + (y - 48) * 0.8:.1f}" for x, y in spots)
    pen.shape(f"M{outline} Z", t.pick("slab", ("stone", "stone", "bone", "metal", "wood")))
    pen.shape(f"M{inner} Z", "ink", opacity=0.42, rim=False)
    pen.line(f"M{inner} Z", "rim", 0.7, 0.4)
    for i in range(t.whole("cracks", 1, 3)):
        x, y = spots[(i * 2 + 1) % corners]
        pen.line(
            f"M{x} {y} L{48 + (x - 48) * 0.82 + 2} {48 + (y - 48) * 0.84} L{48 + (x - 48) * 0.66} {48 + (y - 48) * 0.72 + 2}",
            "ink",
            1.2,
        )
    if rank > 1:
        for x, y in spots:
            pen.dot(48 + (x - 48) * 0.9, 48 + (y - 48) * 0.9, 1.8, "gem.lit")


def _carve(pen: Pen, d: str, width: float, rank: int) -> None:
    """A groove that glows: wide and dim, then narrow and bright."""
    pen.line(d, "gem.dark", width + 3.4, 0.55)
    pen.line(d, "gem.mid", width + 0.8)
    pen.line(d, "glow", width * (0.42 + rank * 0.06))


MOTIFS = {
    "fang": (
        "M34 30 C34 48 38 60 42 68 C46 56 46 42 46 30 M52 30 C52 42 53 54 57 64 C61 52 62 42 62 30",
        "M32 32 L64 32 M38 32 C38 50 44 62 48 70 C52 62 58 50 58 32",
        "M36 66 C36 46 44 34 60 28 C58 44 54 58 44 70 M42 48 L54 52",
        "M30 38 C40 32 56 32 66 38 M36 37 L40 54 L44 35 M52 35 L56 54 L60 37 M42 66 L48 60 L54 66",
    ),
    "moon": (
        "M58 26 C32 26 32 70 58 70 C44 62 44 34 58 26 Z",
        "M48 26 C34 26 26 38 28 50 C31 66 52 70 62 60 C48 62 40 50 48 26 Z M62 38 L62 38",
        "M32 48 C32 26 64 26 64 48 M32 48 C40 40 56 40 64 48 M48 54 L48 70",
        "M38 28 C28 40 28 56 38 68 M58 28 C68 40 68 56 58 68 M48 36 C54 40 54 56 48 60 C42 56 42 40 48 36 Z",
    ),
    "thorn": (
        "M48 26 L48 72 M48 36 L62 44 L48 52 M48 56 L36 48",
        "M34 68 C36 48 46 36 62 28 M42 50 L34 42 M50 39 L58 46 M38 58 L48 62",
        "M48 70 L48 28 M48 60 L34 52 M48 60 L62 52 M48 44 L36 37 M48 44 L60 37",
        "M36 28 L36 70 M36 34 L60 42 L36 54 M36 54 L58 66",
    ),
    "ember": (
        "M48 26 C58 40 64 48 60 60 C56 72 40 72 36 60 C33 50 44 46 48 26 Z M48 56 L48 64",
        "M36 70 C26 54 44 50 40 30 C54 40 52 50 56 54 C60 50 60 46 58 42 C68 54 64 66 58 70",
        "M34 62 C34 46 44 42 48 28 C52 42 62 46 62 62 M40 66 C40 58 46 54 48 46 C50 54 56 58 56 66",
        "M48 30 L48 46 M48 54 L48 70 M30 50 L42 50 M54 50 L66 50 M36 36 L42 44 M60 36 L54 44",
    ),
    "bone": (
        "M36 32 L60 64 M32 36 L40 29 M56 68 L64 60 M60 32 L36 64 M64 36 L56 29 M40 68 L32 60",
        "M48 28 L48 70 M36 36 C44 32 52 32 60 36 M34 48 C44 43 52 43 62 48 M37 60 C44 56 52 56 59 60",
        "M36 46 C32 30 64 30 60 46 L54 54 L54 66 L42 66 L42 54 Z M43 45 L43 46 M53 45 L53 46",
        "M40 28 C34 28 34 36 40 36 L40 60 C34 60 34 68 40 68 M56 28 C62 28 62 36 56 36 L56 60 C62 60 62 68 56 68 M40 48 L56 48",
    ),
}


def rune(pen: Pen, t: Traits, rank: int, family: str) -> None:
    _stone(pen, t, rank)
    turn = t.num("lean", -9, 9)
    mirror = " translate(96 0) scale(-1 1)" if t.chance("mirror", 50) else ""
    with pen.group(f'transform="rotate({turn:.0f} 48 48){mirror}"'):
        _carve(pen, t.pick("motif", MOTIFS[family]), t.num("stroke", 3.2, 4.6), rank)
    for i in range(t.whole("dots", 0, 3)):
        a = t.num("dots-at", 0, 6.28) + i * 0.5
        pen.dot(48 + 25 * math.sin(a), 48 - 27 * math.cos(a), 1.7, "glow")
