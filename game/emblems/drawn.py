"""Bows."""

from game.emblems.hilts import haft
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def bow(pen: Pen, t: Traits, rank: int) -> None:
    """Limbs across, an arrow (or a crossbow's stock) along the axis."""
    form, span = t.form("limbs", ("long", "recurve", "horn", "crossbow")), t.num("span", 0, 5)
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
