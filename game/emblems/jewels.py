"""Rings, and the stones that rings, amulets and relics carry."""

from game.emblems.pen import Pen
from game.emblems.traits import Traits

CUTS = ("round", "drop", "square", "lozenge", "moon", "eye", "skull", "fang")


def stone(pen: Pen, kind: str, x: float, y: float, r: float) -> None:
    """A set stone or carving, r wide about its middle."""
    if kind in ("round", "eye"):
        pen.dot(x, y, r, "gem", rim=True)
        if kind == "eye":
            pen.shape(
                f"M{x} {y - r * 0.8} C{x - r * 0.4} {y} {x - r * 0.4} {y} {x} {y + r * 0.8} C{x + r * 0.4} {y} {x + r * 0.4} {y} {x} {y - r * 0.8} Z",
                "ink",
                rim=False,
            )
        pen.dot(x - r * 0.35, y - r * 0.4, r * 0.2, "white", opacity=0.9)
        return
    if kind == "skull":
        pen.shape(
            f"M{x - r} {y - r * 0.2} C{x - r} {y - r * 1.4} {x + r} {y - r * 1.4} {x + r} {y - r * 0.2} L{x + r * 0.5} {y + r * 0.4} L{x + r * 0.5} {y + r} L{x - r * 0.5} {y + r} L{x - r * 0.5} {y + r * 0.4} Z",
            "bone",
        )
        for side in (-1, 1):
            pen.dot(x + side * r * 0.42, y - r * 0.15, r * 0.28, "ink")
            pen.dot(x + side * r * 0.42, y - r * 0.15, r * 0.12, "glow")
        return
    if kind == "moon":
        pen.dot(x, y, r, "void", rim=True)
        pen.shape(
            f"M{x + r * 0.3} {y - r} C{x - r * 1.5} {y - r} {x - r * 1.5} {y + r} {x + r * 0.3} {y + r} C{x - r * 0.4} {y + r * 0.4} {x - r * 0.4} {y - r * 0.4} {x + r * 0.3} {y - r} Z",
            "glow",
            rim=False,
        )
        return
    if kind == "fang":
        pen.shape(
            f"M{x - r * 0.8} {y - r} L{x + r * 0.8} {y - r} C{x + r * 0.8} {y + r * 0.3} {x + r * 0.3} {y + r} {x - r * 0.3} {y + r * 1.5} C{x - r * 0.5} {y + r * 0.4} {x - r * 0.9} {y} {x - r * 0.8} {y - r} Z",
            "bone",
        )
        return
    spots = {
        "drop": ((0, -1.35), (0.55, -0.4), (0.85, 0.3), (0.5, 0.9), (0, 1.1)),
        "square": ((0, -0.95), (0.6, -0.95), (0.95, -0.6), (0.95, 0.95), (0, 0.95)),
        "lozenge": ((0, -1.35), (0.9, 0), (0.9, 0.01), (0, 1.35), (0, 1.35)),
    }[kind]
    left = " L".join(f"{x - a * r} {y + b * r}" for a, b in spots)
    right = " L".join(f"{x + a * r} {y + b * r}" for a, b in reversed(spots))
    pen.shape(f"M{left} L{right} Z", "gem.mid")
    pen.shape(f"M{x} {y + spots[-1][1] * r} L{right} L{x} {y} Z", "gem.dark", rim=False)
    a, b = spots[1]
    pen.shape(f"M{x} {y + spots[0][1] * r} L{x - a * r} {y + b * r} L{x} {y} Z", "gem.lit", rim=False)


def ring(pen: Pen, t: Traits, rank: int) -> None:
    form, stuff = (
        t.pick("band", ("plain", "twist", "signet", "thorn", "serpent")),
        t.pick("stuff", ("metal", "trim", "metal", "bone")),
    )
    r, thick = t.num("size", 22, 27), t.num("thick", 5, 8.5)
    cy = 58
    pen.ring(48, cy, r, r * 0.98, "ink", thick + 2.6)
    pen.ring(48, cy, r, r * 0.98, stuff, thick)
    pen.line(f"M{48 - r + 1} {cy + 6} C{48 - r - 1} {cy - 8} {40 - r / 3} {cy - r + 3} 40 {cy - r + 1}", "rim", 1.5, 0.85)
    if form == "twist":
        for i in range(7):
            x = 30 + i * 6
            pen.line(f"M{x} {cy + r + 4 - abs(x - 48) * 0.55} L{x + 5} {cy + r - 5 - abs(x - 46) * 0.3}", f"{stuff}.deep", 1.4)
    elif form == "thorn":
        pen.pair(
            f"M{50 - r} {cy - 8} L{39 - r} {cy - 14} L{48 - r} {cy + 2} Z M{51 - r} {cy + 12} L{41 - r} {cy + 18} L{55 - r} {cy + 20} Z",
            stuff,
        )
    elif form == "serpent":
        pen.shape(
            f"M{52 + r * 0.5} {cy - r + 2} C{58 + r} {cy - r} {58 + r} {cy - r - 12} {48 + r} {cy - r - 10} L{44 + r * 0.6} {cy - r} Z",
            "leaf",
        )
        pen.dot(50 + r, cy - r - 5, 1.3, "glow")
    cut, size = t.pick("cut", CUTS), t.num("stone", 9, 12) + rank * 0.8
    top = cy - r - 4
    if form == "signet":
        pen.whole(f"M48 {top - 12} L36 {top - 11} L32 {top} L36 {top + 11} L48 {top + 13}", stuff)
        size -= 3
    else:
        pen.pair(f"M46 {top + 11} L{46 - size} {top + 3} L{44 - size} {top - 6} L{47 - size * 0.6} {top + 4} Z", stuff)
        pen.whole(f"M48 {top + 13} L{44 - size / 2} {top + 6} L48 {top + 4}", stuff)
    stone(pen, cut, 48, top, size)
    for i in range(min(rank, 3)):
        pen.dot(48 - size - 4 - i * 2.6, top + 12 + i * 5.5, 2.3 - i * 0.3, "gem", rim=True, twin=True)
