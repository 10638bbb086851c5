"""Hilts of blades, and hafts of longer weapons. Drawn upright on the axis x = 48."""

from game.emblems.pen import Pen
from game.emblems.traits import Traits


def hilt(pen: Pen, t: Traits, top: float, rank: int) -> None:
    """Grip, pommel and guard below a blade that ends at `top`."""
    low = top + t.num("grip", 14, 19)
    pen.whole(f"M48 {top} L45 {top} L44.4 {low} L48 {low}", "leather")
    for i in range(t.whole("wraps", 2, 4)):
        y = top + 3.5 + i * (low - top - 4) / 4
        pen.line(f"M45 {y} L51 {y + 2}", "trim.lit" if rank > 1 else "leather.deep", 1.1)
    _pommel(pen, t.pick("pommel", ("ball", "moon", "fang", "diamond", "wheel")), low, rank)
    _guard(pen, t.pick("guard", ("bar", "swept", "fangs", "wings", "disc", "moon")), t.num("guard-width", 11, 17), top)
    if rank:
        pen.dot(48, top, 2 + rank * 0.4, "gem", rim=True)
        pen.dot(47.2, top - 0.9, 0.8, "white")


def _pommel(pen: Pen, kind: str, y: float, rank: int) -> None:
    if kind == "ball":
        pen.dot(48, y + 3, 4, "trim", rim=True)
    elif kind == "moon":
        pen.shape(f"M43 {y} C42 {y + 8} 54 {y + 8} 53 {y} C51 {y + 4} 45 {y + 4} 43 {y} Z", "trim")
    elif kind == "fang":
        pen.whole(f"M48 {y - 1} L43.5 {y} L45 {y + 4} L48 {y + 10}", "bone")
    elif kind == "diamond":
        pen.whole(f"M48 {y - 1} L43.5 {y + 3.5} L48 {y + 8.5}", "gem" if rank > 1 else "trim")
    else:
        pen.dot(48, y + 3.5, 4.6, "trim", rim=True)
        pen.dot(48, y + 3.5, 1.8, "void")


def _guard(pen: Pen, kind: str, w: float, y: float) -> None:
    left = 48 - w
    if kind == "bar":
        pen.whole(f"M48 {y - 2.5} L{left} {y - 2} L{left - 1.5} {y} L{left} {y + 2} L48 {y + 2.5}", "trim")
    elif kind == "swept":
        pen.whole(
            f"M48 {y - 2} C42 {y - 2} {left + 2} {y - 2} {left} {y - 8} C{left - 4} {y + 3} {left + 6} {y + 4} 48 {y + 3}",
            "trim",
        )
    elif kind == "fangs":
        pen.whole(f"M48 {y - 2} L{left + 4} {y - 3} L{left - 1} {y + 9} L{left + 8} {y + 3} L48 {y + 3}", "trim")
    elif kind == "wings":
        wing = f"L{left} {y - 8} L{left + 1} {y - 2} L{left + 3} {y - 1} L{left + 4} {y + 2} L{left + 8} {y + 2}"
        pen.whole(f"M48 {y - 2} L{left + 8} {y - 3} {wing} L48 {y + 4}", "trim")
    elif kind == "disc":
        pen.whole(
            f"M48 {y - 3} C{left + 4} {y - 3} {left + 2} {y - 1} {left + 2} {y} C{left + 2} {y + 2} 40 {y + 3} 48 {y + 3}",
            "trim",
        )
    else:
        pen.whole(
            f"M48 {y + 3} C{left + 3} {y + 3} {left - 3} {y - 4} {left - 1} {y - 11} C{left + 3} {y - 3} 42 {y - 3} 48 {y - 3}",
            "trim",
        )


def haft(pen: Pen, t: Traits, top: float, low: float, rank: int, width: float = 2.2) -> None:
    """A shaft from top to low, with bands, grip and shoe."""
    left = 48 - width
    pen.whole(f"M48 {top} L{left} {top} L{left} {low} L48 {low}", t.pick("haft", ("wood", "leather", "wood")))
    grip = low - t.num("grip", 12, 24)
    for i in range(4):
        pen.line(f"M{left} {grip + i * 3} L{48 + width} {grip + i * 3 + 1.6}", "leather.deep" if rank < 2 else "trim.lit", 1.2)
    for i in range(t.whole("bands", 1, 2) + rank // 2):
        y = top + (grip - top) * (0.45 + 0.2 * i)
        pen.whole(f"M48 {y} L{left - 1} {y} L{left - 1} {y + 2.6} L48 {y + 2.6}", "trim")
    if t.chance("spike", 50):
        pen.whole(f"M48 {low - 3} L{left - 1} {low - 3} L{left - 0.6} {low + 1} L48 {low + 7}", "metal")
    else:
        pen.dot(48, low + 1, width + 1.6, "trim", rim=True)
