"""Sabres and daggers."""

from game.emblems.hilts import hilt
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def sabre(pen: Pen, t: Traits, rank: int) -> None:
    """A long curved edge, with a bow over the hand."""
    k, w = t.num("curve", 1, 8), t.num("breadth", 0, 4)
    form = t.form("blade", ("sabre", "falchion", "broken", "hooked", "notched"))
    left = f"M43 65 C{39 - k} 46 {40 - k - w} 26 54 3"
    right = f"C{52 - k / 2} 24 {49 - k / 2} 44 52 65 Z"
    if form == "falchion":
        left, right = f"M43.5 65 C{41 - k / 2} 46 {31 - w} 26 46 4", "C52 6 56 9 58 13 C53 30 51 46 52 65 Z"
    elif form == "hooked":
        left, right = f"M43 65 C{39 - k} 48 {39 - k - w} 26 46 14 L42 7 L56 3", f"C{53 - k / 2} 24 {49 - k / 2} 44 52 65 Z"
    elif form == "broken":
        left, right = (
            f"M43 65 C{38 - k} 50 {38 - k - w} 32 43 18 L47 21 L49 10 L54 15",
            f"C{51 - k / 2} 30 {49 - k / 2} 46 52 65 Z",
        )
    elif form == "notched":
        right = f"L52 13 L55 15 L50.5 24 L53 27 L{50 - k / 3} 36 C{49 - k / 3} 46 50 56 52 65 Z"
    pen.shape(f"{left} {right}", "metal")
    if form != "broken":
        pen.line(f"M44.6 62 C{41 - k} 46 {42.5 - k - w} 28 {50 if form == 'sabre' else 46} 14", "metal.lit", 1.3, 0.9)
    pen.line(f"M48.6 62 C{47 - k / 2} 50 {46.5 - k / 2} 40 {47 - k / 2} 32", "metal.deep", 1.2)
    for i in range(rank):
        pen.dot(47.5 - k / 3, 56 - i * 6.5, 1.3, "glow")
    if t.chance("bow", 65):
        side = t.num("bow-out", 7, 12)
        pen.line(f"M46 67 C{46 - side - 6} 66 {46 - side} 84 46 {85}", "ink", 4.2)
        pen.line(f"M46 67 C{46 - side - 6} 66 {46 - side} 84 46 {85}", "trim.mid", 2.4)
    hilt(pen, t, 66, rank)


def dagger(pen: Pen, t: Traits, rank: int) -> None:
    """Short, straight and even; sometimes one of two that cross."""
    form = t.form("blade", ("leaf", "kris", "stiletto", "wedge", "saw", "twin"))
    w, tip = t.num("breadth", 0, 3), t.num("tip", 10, 17)
    half = {
        "leaf": f"M48 {tip} C{39 - w} 26 {40 - w} 40 44 60 L48 61",
        "kris": f"M48 {tip} C43 18 {39 - w} 22 {42 - w} 29 C45 35 {37 - w} 40 {41 - w} 48 C43 52 42 57 42 61 L48 61",
        "stiletto": f"M48 {tip - 5} L{44.4 - w / 3} 46 L{41 - w} 52 L44 57 L44 61 L48 61",
        "wedge": f"M48 {tip} L{37.5 - w} 54 L41 61 L48 61",
        "saw": f"M48 {tip} L{41 - w} 26 L43.5 28 L{40 - w} 34 L43 36 L{39 - w} 43 L42.5 45 L{39 - w} 52 L42 61 L48 61",
        "twin": f"M48 34 L45.5 {tip} C{37 - w} 26 {38 - w} 44 42 61 L48 61",
    }[form]
    if t.chance("second", 30):
        with pen.group('transform="rotate(-72 48 52)"'):
            pen.whole(half, "metal")
            hilt(pen, Traits(t.seed + "2"), 62, 0)
    pen.whole(half, "metal")
    if form == "twin":
        pen.dot(48, 44, 2.4, "gem", rim=True)
    else:
        pen.whole(f"M48 {tip + 14} L46.7 36 L46.8 57 L48 58", "metal.deep", rim=False)
    if rank > 1:
        pen.line("M46 55 L50 52 L46 49 L50 46 L46 43" if rank > 2 else "M46.5 54 L49.5 50 L46.5 46", "glow", 1)
    hilt(pen, t, 62, rank)
