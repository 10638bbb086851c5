"""Features of many monsters: eyes, teeth, scars, and the marks of rank."""

from game.emblems.pen import Pen
from game.emblems.traits import Traits


def eyes(
    pen: Pen, t: Traits, x: float, y: float, r: float, kinds: tuple[str, ...] = ("slant", "slit", "round", "ember")
) -> None:
    """A pair about the left eye's middle (x, y), some r wide."""
    kind = t.pick("eyes", kinds)
    if kind == "slant":
        pen.pair(f"M{x + r} {y + r * 0.7} L{x - r} {y - r * 0.6} L{x - r * 0.5} {y + r * 0.6} Z", "glow", rim=False)
    elif kind == "slit":
        pen.pair(
            f"M{x + r * 1.1} {y + r * 0.6} C{x + r * 0.3} {y - r * 0.9} {x - r * 0.7} {y - r} {x - r * 1.1} {y - r * 0.6} C{x - r * 0.6} {y + r * 0.8} {x + r * 0.4} {y + r} {x + r * 1.1} {y + r * 0.6} Z",
            "eye.lit",
            rim=False,
        )
        pen.pair(f"M{x} {y - r * 0.75} L{x - r * 0.25} {y} L{x} {y + r * 0.8} L{x + r * 0.25} {y} Z", "ink", rim=False)
    elif kind == "round":
        pen.dot(x, y, r * 0.95, "ink", twin=True)
        pen.dot(x, y, r * 0.72, "eye.mid", twin=True)
        pen.dot(x, y, r * 0.3, "ink", twin=True)
    else:
        pen.dot(x, y, r, "ink", twin=True)
        pen.dot(x, y, r * 0.45, "glow", twin=True)


def fangs(pen: Pen, x: float, y: float, long: float, wide: float = 2.2) -> None:
    pen.pair(f"M{x - wide} {y} L{x + wide} {y} L{x + wide * 0.2} {y + long} Z", "white", rim=False)


def worn(pen: Pen, t: Traits, y: float) -> None:
    """About a beast's neck at height y: a collar with a bell, a scarf, an arrow it never minded, or nothing."""
    thing = t.pick("worn", ("none", "none", "bell", "scarf", "arrow", "ring"))
    if thing == "bell":
        pen.line(f"M24 {y - 8} C32 {y} 40 {y + 3} 48 {y + 3}", "horn.dark", 5, twin=True)
        pen.dot(48, y + 6, 4.6, "eye", rim=True)
        pen.line(f"M48 {y + 6} L48 {y + 10}", "ink", 1.6)
    elif thing == "scarf":
        pen.whole(f"M48 {y - 3} C36 {y - 3} 28 {y - 8} 21 {y - 13} L19 {y - 2} C28 {y + 5} 38 {y + 8} 48 {y + 8}", "cloth")
        pen.shape(f"M56 {y + 2} L70 {y + 14} L60 {y + 16} L52 {y + 6} Z", "cloth")
    elif thing == "arrow":
        side = t.pick("arrow-side", (-1, 1))
        a, b = 48 + side * 22, 48 + side * 44
        pen.line(f"M{a} 40 L{b} 16", "ink", 4)
        pen.line(f"M{a} 40 L{b} 16", "bone.mid", 2.2)
        pen.shape(f"M{b - side * 6} 20 L{b + side * 2} 6 L{b + side * 6} 16 L{b + side * 2} 22 Z", "blood.lit")
    elif thing == "ring":
        pen.ring(48, y - 22, 5, 6, "eye.mid", 2)


def marks(pen: Pen, t: Traits, rank: str, y: float, spread: float = 10) -> None:
    """A scar or a painted sign; a crown of thorns for a boss, set at height y; for an elite a sign on the brow."""
    if t.chance("scar", 25):
        side = t.pick("scar-side", (-1, 1))
        x = 48 + side * 9
        pen.line(f"M{x} {y + 14} L{x + side * 6} {y + 32}", "rim", 1.4, 0.8)
    if rank == "boss":
        w = spread
        kind = t.pick("crown", ("thorn", "spike", "moon"))
        if kind == "thorn":
            pen.whole(
                f"M48 {y - 9} L45 {y - 2} L{48 - w * 0.5} {y - 11} L{48 - w * 0.6} {y - 2} L{48 - w} {y - 9} L{48 - w} {y + 4} C{48 - w * 0.5} {y + 7} 46 {y + 7} 48 {y + 7}",
                "aura",
            )
        elif kind == "spike":
            pen.whole(
                f"M48 {y - 14} L44 {y} L{48 - w} {y - 7} L{49 - w} {y + 4} C{48 - w * 0.5} {y + 6} 46 {y + 6} 48 {y + 6}",
                "bone",
            )
        else:
            pen.shape(
                f"M{48 - w} {y - 13} C{48 - w} {y + 10} {48 + w} {y + 10} {48 + w} {y - 13} C{48 + w * 0.6} {y - 1} {48 - w * 0.6} {y - 1} {48 - w} {y - 13} Z",
                "aura",
            )
        pen.dot(48, y + 1, 2.6, "eye.lit", rim=True)
    elif rank == "elite":
        sign = t.pick(
            "sign",
            (
                f"M48 {y - 3} L44 {y + 4} L48 {y + 11} L52 {y + 4} Z",
                f"M51 {y - 3} C42 {y - 3} 42 {y + 9} 51 {y + 9} C47 {y + 6} 47 {y} 51 {y - 3} Z",
                f"M48 {y - 4} L46 {y + 3} L41 {y + 4} L46 {y + 6} L48 {y + 12} L50 {y + 6} L55 {y + 4} L50 {y + 3} Z",
            ),
        )
        pen.shape(sign, "glow", rim=False, opacity=0.9)
