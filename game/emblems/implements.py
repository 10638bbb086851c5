"""Weapons that began in a kitchen, a schoolroom or a library: upright on the axis x = 48, as all weapons are drawn."""

from game.emblems.hilts import haft, hilt
from game.emblems.pen import Draw, Pen
from game.emblems.traits import Traits


def knife(pen: Pen, t: Traits, rank: int) -> None:
    """One edge, a plain handle with rivets."""
    w, tip = t.num("breadth", 0, 4), t.num("tip", 6, 14)
    end = t.pick("end", (f"C{40 - w} {tip + 10} {45 - w} {tip + 2} 53 {tip}", f"L{43 - w} {tip + 8} L53 {tip + 2}", f"C{36 - w} {tip + 20} {40 - w} {tip + 6} 53 {tip}"))  # fmt: skip
    pen.shape(f"M42 60 L{40 - w} 34 {end} C54 26 53.4 46 53 60 Z", "metal")
    pen.line(f"M44 58 L{42.6 - w} 36", "metal.lit", 1.5)
    pen.whole("M48 59 L41.5 59 L42 63 L48 63", "trim")
    stuff = t.pick("handle", ("wood", "bone", "leather"))
    pen.whole("M48 62 L42.6 62 L42 80 C41 90 45 92 48 92", stuff)
    for y in (68, 76, 84):
        pen.dot(48, y, 1.4, "metal.lit", rim=True)
    if rank > 1:
        pen.line("M48 54 L49.6 40 L48 24", "glow", 1)


def fork(pen: Pen, t: Traits, rank: int) -> None:
    """Two or four tines."""
    low = t.num("low", 36, 42)
    if t.chance("carving", 50):
        pen.pair(f"M47 {low + 12} C38 {low + 8} 37 24 39 6 L42 8 C41 26 42 {low - 2} 47 {low}  Z", "metal")
    else:
        pen.pair(f"M47 {low + 12} C36 {low + 8} 35 {low - 8} 35 8 L38.4 8 L39.6 {low - 8} L42 {low - 8} L42.4 8 L45.6 8 L45.8 {low - 8} L47 {low - 6} Z", "metal")  # fmt: skip
    pen.whole(f"M48 {low + 6} L45 {low + 10} L46 60 L48 60", "metal")
    hilt(pen, t, 62, rank)


def pan(pen: Pen, t: Traits, rank: int) -> None:
    """A preserving pan by its handle, seen from above, with what is in it."""
    haft(pen, t, 44, 92, rank, 2.4)
    pen.dot(48, 26, 24, "metal", rim=True)
    pen.dot(48, 26, 19, "metal.deep", rim=True)
    pen.dot(48, 26, 17, "meat", rim=True)
    for i in range(4):
        pen.dot(t.num(f"x{i}", 38, 58), t.num(f"y{i}", 16, 36), t.num(f"r{i}", 2, 4), "meat.lit")
    pen.line("M36 20 C38 15 42 12 47 11", "white", 2, 0.7)
    pen.whole("M48 44 L42 45 L43 52 L48 53", "trim")


def rod(pen: Pen, t: Traits, rank: int) -> None:
    """A measured pole without a head: bands, a tip of metal, marks all the way."""
    tip, stuff = t.pick("tip", ("ball", "hook", "point", "ring", "ferrule")), t.pick("rod", ("wood", "bone", "metal"))
    top = 14
    pen.whole(f"M48 {top} L45.6 {top} L45 94 L48 95", stuff)
    for i in range(t.whole("marks", 5, 9)):
        y = 22 + i * 8
        if y < 88:
            pen.shape(f"M45.3 {y} L50.7 {y} L50.7 {y + 3.4} L45.3 {y + 3.4} Z", ("cloth", "trim", "meat")[t.whole("paint", 0, 2)], rim=False)  # fmt: skip
    if tip == "ball":
        pen.dot(48, 10, 6.5, "trim", rim=True)
    elif tip == "hook":
        for paint, width in (("ink", 6), ("metal.lit", 3.6)):
            pen.line("M48 20 C48 4 64 2 64 12 C64 18 58 18 57 14", paint, width)
    elif tip == "point":
        pen.whole("M48 0 L43.6 14 L45 20 L48 20", "metal")
    elif tip == "ring":
        pen.ring(48, 9, 7, 7, "ink", 5.6)
        pen.ring(48, 9, 7, 7, "trim.lit", 3.2)
    else:
        pen.whole("M48 3 L44 5 L43.6 20 L48 21", "trim")
    pen.whole("M48 50 L43.6 50 L43.6 58 L48 58", "leather")
    if t.chance("pennon", 40):
        pen.shape("M50 24 C58 22 62 30 70 26 L66 33 L71 40 C62 40 58 34 50 37 Z", "cloth")
    if rank:
        pen.dot(48, 54, 2.4 + rank * 0.5, "gem", rim=True)
    if rank > 1:
        pen.pair("M45 60 C38 62 38 70 42 74 C41 68 43 65 46 65 Z", "cloth")


def almanac(pen: Pen, t: Traits, rank: int) -> None:
    """A book chained to a staff, open to the night."""
    haft(pen, t, 36, 92, rank, 2.4)
    pen.whole("M48 12 C40 4 28 3 18 7 L18 36 C28 33 40 34 48 42", "leather")
    pen.whole("M48 13 C40 6 29 5 21 8.6 L21 33 C30 31 40 32 48 39", "bone")
    pen.line("M26 14 C32 12 38 13 43 16 M26 20 C32 18 38 19 43 22 M26 26 C32 24 38 25 43 28", "bone.deep", 1.4, twin=True)
    pen.line("M48 13 L48 40", "ink", 1.4)
    sign = t.pick("sign", ("moon", "sun"))
    if sign == "moon":
        pen.shape("M64 12 C56 12 56 24 64 24 C60 21 60 15 64 12 Z", "cloth", rim=False)
    else:
        pen.dot(62, 18, 4, "cloth")
    pen.whole("M48 38 L43.6 39 L44.4 46 L48 47", "trim")
    if rank:
        pen.dot(48, 43, 2.2 + rank * 0.4, "gem", rim=True)


IMPLEMENTS: dict[tuple[str, str], dict[str, Draw]] = {
    ("weapon", "dagger"): {"knife": knife, "fork": fork}, ("weapon", "mace"): {"pan": pan}, ("weapon", "staff"): {"rod": rod, "almanac": almanac},
}  # fmt: skip
