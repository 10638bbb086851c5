"""Claws that are worn on the hand: a fan of blades, a sweep of sickles, a blade to punch with, a glove of talons."""

from game.emblems.pen import Pen
from game.emblems.traits import Traits

FORMS = ("fan", "sickle", "katar", "talons")


def claws(pen: Pen, t: Traits, rank: int) -> None:
    {"fan": _fan, "sickle": _sickle, "katar": _katar, "talons": _talons}[t.form("form", FORMS)](pen, t, rank)


def _stones(pen: Pen, rank: int, x: float, y: float, gap: float = 8) -> None:
    count = min(rank, 3)
    for i in range(count):
        pen.dot(x + (i - (count - 1) / 2) * gap, y, 2.4, "gem", rim=True)


def _fan(pen: Pen, t: Traits, rank: int) -> None:
    """A knuckle plate with three to five hooked blades above, cuff and straps below."""
    count, hook, long = t.whole("blades", 3, 5), t.num("hook", -8, 9), t.num("length", 2, 20)
    stuff, gap = t.pick("stuff", ("metal", "metal", "bone")), 34 / (count - 1)
    splay = t.num("splay", 0.15, 0.75)
    for i in range(count):
        x = 31 + gap * i
        lean, top = (x - 48) * splay, long + abs(x - 48) * 0.5
        pen.shape(
            f"M{x - 3.6} 56 C{x - 5 + lean} 40 {x + lean - 4} 22 {x + lean + hook} {top} C{x + lean + 5} 24 {x + lean + 2} 40 {x + 3.6} 56 Z",
            stuff,
        )
        pen.line(f"M{x - 1.6} 52 C{x - 2.4 + lean} 40 {x + lean - 2} 28 {x + lean + 1} {top + 12}", f"{stuff}.lit", 1.1)
    pen.whole("M48 62 L37 62 L33 74 L32 90 L48 91", "leather")
    for y in range(70, 88, 6):
        pen.line(f"M35 {y} C42 {y + 2} 54 {y + 2} 61 {y}", "leather.deep", 1.3)
    form = t.pick("plate", ("bar", "fur", "shell", "knuckles"))
    if form == "fur":
        pen.whole("M48 50 L26 52 L24 60 L28 59 L28 66 L33 63 L35 69 L40 64 L43 70 L48 65", "leather")
    elif form == "shell":
        pen.whole("M48 48 C34 48 26 52 24 62 C32 66 40 68 48 68", "metal")
        pen.line("M34 54 L32 63 M42 51 L41 66", "metal.deep", 1.2, twin=True)
    else:
        pen.whole("M48 52 L27 52 L24 57 L27 65 L48 66", "trim" if form == "bar" else "metal")
    if form == "knuckles":
        for i in range(count):
            pen.dot(31 + gap * i, 58, 3.2, "trim", rim=True)
    _stones(pen, rank, 48, 59)
    pen.whole("M48 84 L31 84 L31 89 L48 90", "trim")


def _sickle(pen: Pen, t: Traits, rank: int) -> None:
    """A fist from the side, its blades swept forward."""
    stuff, reach, bow = t.pick("stuff", ("metal", "metal", "bone")), t.num("reach", -6, 5), t.num("bow", -6, 8)
    blades = t.whole("blades", 2, 3)
    for i in range(blades):
        x, y = 17 + i * 36 / blades, 3 + i * 58 / blades
        tip = 64 + i * 38 / blades + reach
        pen.shape(
            f"M{x} 62 C{x - 7} {40 + y * 0.3} {x + 10 - bow} {y + 6} {tip} {y} C{x + 22 - bow / 2} {y + 15} {x + 10} {42 + y * 0.3} {x + 9} 62 Z",
            stuff,
        )
        pen.line(f"M{x + 3} 58 C{x - 1} 40 {x + 14 - bow} {y + 13} {tip - 12} {y + 5}", f"{stuff}.lit", 1.2)
    pen.shape("M14 60 L56 56 C66 56 70 62 68 70 L62 78 L62 92 L24 92 L22 78 C14 74 12 66 14 60 Z", "leather")
    pen.line("M24 66 L26 76 M36 64 L38 76 M48 63 L49 76", "leather.deep", 1.6)
    pen.shape("M12 54 L62 50 L66 62 L14 66 Z", "trim" if t.chance("bar", 50) else "metal")
    pen.shape("M21 82 L65 82 L66 90 L20 90 Z", "trim")
    _stones(pen, rank, 39, 58, 11)


def _katar(pen: Pen, t: Traits, rank: int) -> None:
    """A broad blade before the knuckles, with a grip of two bars; small blades beside it, or none."""
    w, top, side = t.num("broad", 8, 14), t.num("top", -2, 10), t.pick("side", ("none", "horns", "hooks"))
    if side == "horns":
        pen.pair(f"M{46 - w} 52 L{22 - w / 2} {26 + top} L{38 - w} 30 L{48 - w} 44 Z", "metal")
    elif side == "hooks":
        pen.pair(f"M{47 - w} 50 C24 50 12 40 {16 - w / 3} 22 C20 34 30 38 {46 - w} 38 Z", "bone")
    pen.whole(f"M48 {top} L{46 - w} {24 + top} L{44 - w} 52 L48 56", "metal")
    pen.line(f"M48 {top + 8} L48 52", "metal.deep", 2)
    pen.pair("M39 50 L30 52 L31 88 L36 90 L38 58 L42 56 Z", "trim")
    for y in (63, 75):
        pen.shape(f"M36 {y} L60 {y} L60 {y + 7} L36 {y + 7} Z", "leather")
    pen.whole("M48 48 L32 50 L31 57 L48 58", "trim")
    _stones(pen, rank, 48, 53)


def _talons(pen: Pen, t: Traits, rank: int) -> None:
    """The back of a glove, each finger ending in a talon of its own."""
    stuff, hook = t.pick("stuff", ("bone", "metal", "trim")), t.pick("way", (-1, 1)) * t.num("hook", 3, 10)
    for i, (x, y) in enumerate(((20, 52), (33, 38), (47, 33), (61, 38), (75, 52))):
        lean, long = (x - 48) * 0.3, t.num(f"long{i}", 22, 32)
        pen.line(f"M{48 + (x - 48) * 0.6} 70 L{x} {y}", "ink", 12)
        pen.line(f"M{48 + (x - 48) * 0.6} 70 L{x} {y}", "leather.mid", 9.6)
        pen.shape(
            f"M{x - 6} {y + 3} C{x - 7 + lean} {y - 10} {x - 4 + lean} {y - long + 8} {x + lean + hook} {y - long} C{x + 5 + lean} {y - long + 12} {x + 7} {y - 8} {x + 6} {y + 3} Z",
            stuff,
        )
        pen.line(f"M{x - 6} {y + 4} L{x + 6} {y + 4}", "trim.lit", 2.4)
    pen.whole("M48 54 C36 54 28 60 28 70 C29 80 34 84 36 94 L48 95", "leather")
    pen.whole("M48 84 L33 84 L34 90 L48 91", "trim")
    pen.line("M38 62 L40 78 M48 60 L48 78", "leather.deep", 1.5, twin=True)
    _stones(pen, rank, 48, 70)
