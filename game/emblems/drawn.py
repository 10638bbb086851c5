"""Bows and claws."""

from game.emblems.hilts import haft
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def bow(pen: Pen, t: Traits, rank: int) -> None:
    """Limbs across, an arrow (or a crossbow's stock) along the axis."""
    form, span = t.pick("limbs", ("long", "recurve", "horn", "crossbow")), t.num("span", 0, 5)
    tip, drop = 8 - span, t.num("drop", 44, 58)
    low = t.num("draw", 66, 78)
    ends = {"long": (tip, drop), "recurve": (tip + 3, drop - 4), "horn": (tip + 2, drop), "crossbow": (tip + 6, 42)}[form]
    pen.line(f"M{ends[0] + 1} {ends[1]} L48 {low if form != 'crossbow' else 56}", "rim", 1, twin=True)
    if form == "crossbow":
        haft(pen, t, 22, 88, rank, 3.6)
        pen.whole("M48 60 L43 60 L42 68 L48 68", "trim")
    else:
        pen.line(f"M48 10 L48 {low}", "ink", 3.4)
        pen.line(f"M48 10 L48 {low}", "wood.lit", 1.8)
        pen.pair(f"M47.4 {low - 12} L42 {low - 8} L42 {low + 5} L47.4 {low} Z", "cloth")
    grip = "M48 28" if form != "crossbow" else "M48 20"
    if form == "recurve":
        half = f"{grip} C34 26 24 32 {tip + 8} {drop - 6} C{tip + 6} {drop} {tip + 1} {drop} {tip - 1} {drop - 6} "
        half += f"C{tip - 1} {drop + 3} {tip + 8} {drop + 5} {tip + 12} {drop - 2} C28 42 36 36 48 38"
    elif form == "horn":
        half = f"{grip} L38 24 C26 24 16 32 {tip} {drop} L{tip + 4} {drop} C22 42 28 36 38 37 L48 40"
    elif form == "crossbow":
        half = f"{grip} C34 18 22 24 {tip + 4} 42 L{tip + 9} 42 C26 32 36 30 48 31"
    else:
        half = f"{grip} C34 26 18 34 {tip} {drop} L{tip + 4} {drop + 1} C22 42 34 36 48 37"
    pen.whole(half, t.pick("stave", ("wood", "wood", "bone", "trim")) if form != "horn" else "bone")
    pen.pair("M27 33 L31 31 L33 38 L29.5 40 Z", "trim")
    pen.whole("M48 25 L42 26 L42 40 L48 41", "leather")
    pen.line("M42 29 L54 31 M42 33 L54 35", "leather.deep", 1.1)
    head = t.pick("arrow", ("M48 0 L42 12 L46 11 L46 15 L48 15", "M48 1 L43 8 L45 18 L48 18", "M48 -1 L41 15 L48 11"))
    pen.whole(head, "metal")
    if rank:
        pen.dot(48, 33, 2 + rank * 0.4, "gem", rim=True)
    if rank > 1:
        pen.line("M36 33 C30 35 25 38 21 42", "glow", 1.1, twin=True)


def claws(pen: Pen, t: Traits, rank: int) -> None:
    """A knuckle plate with three to five hooked blades above, cuff and straps below."""
    count, hook, long = t.whole("blades", 3, 5), t.num("hook", 2, 9), t.num("length", 4, 15)
    stuff = t.pick("stuff", ("metal", "metal", "bone"))
    gap = 34 / (count - 1)
    for i in range(count):
        x = 31 + gap * i
        lean = (x - 48) * 0.38
        top = long + abs(x - 48) * 0.5
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
    for i in range(min(rank, 3)):
        pen.dot(48 + (i - (min(rank, 3) - 1) / 2) * 8, 59, 2.4, "gem", rim=True)
    pen.whole("M48 84 L31 84 L31 89 L48 90", "trim")
