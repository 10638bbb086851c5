"""Rings, amulets and charms."""

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


def amulet(pen: Pen, t: Traits, rank: int) -> None:
    chain, stuff = t.pick("chain", ("links", "cord", "beads", "thorns")), t.pick("stuff", ("trim", "metal", "bone", "metal"))
    wide, low = t.num("wide", 20, 32), t.num("low", 38, 44)
    path = f"M{48 - wide} 4 C{46 - wide} 22 34 34 48 {low}"
    pen.line(path, "ink", 3.6, twin=True)
    if chain == "cord":
        pen.line(path, "leather.lit", 2, twin=True)
    else:
        dash = {"links": "3.4 2.2", "beads": "0.1 4.6", "thorns": "5 1.5"}[chain]
        width = 3.6 if chain == "beads" else 2.2
        pen.line(path, f"{stuff}.lit" if chain != "beads" else "bone.lit", width, twin=True, dash=dash)
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


def charm(pen: Pen, t: Traits, rank: int) -> None:
    """Something small on a knotted cord, with beads and feathers below."""
    form = t.form("form", ("paw", "feather", "horn", "doll", "bell", "eye", "coin"))
    pen.line("M48 28 C36 20 34 4 48 4 C62 4 60 20 48 28", "ink", 4)
    pen.line("M48 28 C36 20 34 4 48 4 C62 4 60 20 48 28", "cloth.lit", 2.2)
    lean = t.num("lean", -3, 3)
    if form == "paw":
        pen.whole("M48 52 C36 52 28 64 30 74 C32 82 42 80 48 78", "leather")
        for x, y in ((28, 52), (40, 42)):
            pen.dot(x + 1, y, 5.6, "leather", rim=True, twin=True)
            pen.pair(f"M{x - 3} {y - 4} L{x - 1} {y - 15} L{x + 4} {y - 4} Z", "bone")
    elif form == "feather":
        for dx, part in ((-13, "cloth"), (13, "cloth"), (0, "bone")):
            low = 86 if dx == 0 else 76
            pen.shape(
                f"M48 32 C{36 + dx} 44 {36 + dx} 66 {48 + dx * 1.4 + lean} {low} C{60 + dx} 66 {60 + dx} 44 48 32 Z", part
            )
            pen.line(f"M48 34 L{48 + dx * 1.4 + lean} {low - 4}", f"{part}.deep", 1.2)
    elif form == "horn":
        pen.shape(f"M34 36 L62 36 C66 56 56 78 {30 + lean} 88 C42 70 36 54 34 36 Z", "bone")
        pen.shape("M33 34 L63 34 L64 44 L34 44 Z", "trim")
        pen.line("M42 52 L60 54 M43 61 L57 65", "bone.deep", 1.4)
    elif form == "doll":
        pen.dot(48, 40, 10, "cloth", rim=True)
        pen.whole("M48 48 L42 50 L27 58 L29 65 L40 60 L36 86 L44 86 L48 72", "cloth")
        pen.line("M42 38 L46 42 M46 38 L42 42 M50 38 L54 42 M54 38 L50 42", "ink", 1.6)
        pen.line("M48 54 L48 66 M45 57 L51 57 M45 62 L51 62", "bone.lit", 1.2)
        pen.line(f"M60 {50 + lean} L44 58", "metal.lit", 1.4)
    elif form == "bell":
        pen.whole("M48 34 C38 36 34 50 32 62 L26 70 L26 75 L48 77", "trim")
        pen.dot(48, 79, 5, "metal", rim=True)
        pen.line("M33 62 C40 65 56 65 63 62", "trim.deep", 1.6)
    elif form == "eye":
        pen.whole("M48 34 C34 38 24 50 20 58 C28 70 38 78 48 80", "bone")
        pen.dot(48, 57, 12, "gem", rim=True)
        pen.shape("M48 46 C43 54 43 60 48 68 C53 60 53 54 48 46 Z", "ink", rim=False)
        pen.dot(43, 52, 2.2, "white")
    else:
        pen.dot(48, 58, 22, "trim", rim=True)
        pen.dot(48, 58, 17, "trim.dark", rim=True)
        stone(pen, t.pick("mint", ("moon", "skull", "lozenge", "fang")), 48, 58, 10)
    pen.dot(48, 30, 4.2, "gem" if rank else "wood", rim=True)
    for i in range(t.whole("beads", 1, 2) + rank // 2):
        pen.dot(34 - i * 7, 30 + i * 4, 2.8, ("gem", "bone", "trim")[i % 3], rim=True, twin=True)
