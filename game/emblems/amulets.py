"""Amulets: a chain, and on it a plate with a stone, or a thing of its own."""

from game.emblems.jewels import CUTS, stone
from game.emblems.pen import Pen
from game.emblems.pendants import PENDANTS
from game.emblems.traits import Traits

SIZE = 0.86
"""Of a thing on the chain."""


def amulet(pen: Pen, t: Traits, rank: int) -> None:
    chain, stuff = t.pick("chain", ("links", "cord", "beads", "thorns")), t.pick("stuff", ("trim", "metal", "bone", "metal"))
    thing = PENDANTS.get(t.named_form or "")
    wide, low = t.num("wide", 20, 32), t.num("low", 27, 31) if thing else t.num("low", 38, 44)
    path = f"M{48 - wide} 4 C{46 - wide} 22 34 34 48 {low}"
    pen.line(path, "ink", 3.6, twin=True)
    if chain == "cord":
        pen.line(path, "leather.lit", 2, twin=True)
    else:
        dash = {"links": "3.4 2.2", "beads": "0.1 4.6", "thorns": "5 1.5"}[chain]
        width = 3.6 if chain == "beads" else 2.2
        pen.line(path, f"{stuff}.lit" if chain != "beads" else "bone.lit", width, twin=True, dash=dash)
    if thing:
        with pen.group(f'transform="translate({48 - 48 * SIZE:.1f} {low - 31 * SIZE:.1f}) scale({SIZE})"'):
            thing(pen, t, rank)
        pen.dot(48, low, 3, stuff, rim=True)
        return
    y, r = low + 20, t.num("plate", 15, 19)
    form = t.form("form", ("disc", "star", "shield", "wings", "cage", "key"))
    if form == "disc":
        pen.dot(48, y, r + 1, stuff, rim=True)
        pen.dot(48, y, r - 3, f"{stuff}.deep", rim=True)
    elif form == "star":
        pen.whole(
            f"M48 {y - r - 3} L{44} {y - 7} L{42 - r * 0.5} {y - 9} L{40} {y - 2} L{47 - r} {y + 4} L{41} {y + 6} L{42} {y + 12} L48 {y + r + 7}",
            stuff,
        )
    elif form == "shield":
        pen.whole(f"M48 {y - r} L{50 - r} {y - r + 3} L{50 - r} {y + 4} L48 {y + r + 5}", stuff)
    elif form == "wings":
        pen.pair(
            f"M44 {y + 8} L{26 - r / 3} {y + 4} L{24 - r / 3} {y - 4} L{20 - r / 3} {y - 6} L{16 - r / 3} {y - 16} C24 {y - 14} 38 {y - 12} 46 {y - 6} Z",
            stuff,
        )
        pen.dot(48, y, r - 3, stuff, rim=True)
    elif form == "cage":
        pen.whole(f"M48 {y - r - 2} C{44 - r} {y - r} {44 - r} {y + r} 48 {y + r + 4}", "void")
        pen.line(f"M48 {y - r - 2} C{44 - r} {y - r} {44 - r} {y + r} 48 {y + r + 4}", f"{stuff}.lit", 2.4, twin=True)
    else:
        pen.dot(48, y - 4, r - 4, stuff, rim=True)
        pen.whole(f"M48 {y + 4} L45 {y + 4} L45 {y + 28} L48 {y + 28}", stuff)
        pen.shape(
            f"M51 {y + 18} L59 {y + 18} L59 {y + 22} L55 {y + 22} L55 {y + 24} L59 {y + 24} L59 {y + 28} L51 {y + 28} Z", stuff
        )
    stone(pen, t.pick("cut", CUTS), 48, y - (4 if form == "key" else 0), r * (0.42 if form == "key" else 0.5) + rank * 0.5)
    pen.dot(48, low, 3, stuff, rim=True)
    for i in range(rank):
        pen.dot(48 - r * 0.9, y + r * (0.5 - i * 0.42), 1.7, "glow", twin=True)
