"""Materials: ore, hide, bone, herb, cloth, wood, gem, essence, relic."""

from game.emblems.pen import Pen
from game.emblems.traits import Traits


def ore(pen: Pen, t: Traits, rank: int) -> None:
    """A heap of broken rock with veins, or bars."""
    if t.form("form", ("bars", "heap", "heap")) == "bars":
        _bars(pen, t, rank)
        return
    vein = t.pick("vein", ("metal", "metal", "gem"))
    for i, (x, y, r) in enumerate(((30, 62, 20), (67, 62, 19), (48, 44, 22))):
        a, b, c = (t.num(f"facet{i}{k}", -0.12, 0.12) for k in "abc")
        spots = [(-0.95, 0.3 + a), (-0.6 + b, -0.6), (0.1 + c, -1 + a), (0.8, -0.5 + b), (1, 0.4 + c), (0.4, 0.9), (-0.5, 0.9)]
        pen.shape("M" + " L".join(f"{x + r * u:.1f} {y + r * v:.1f}" for u, v in spots) + " Z", "stone.mid")
        low = [spots[2], spots[3], spots[4], spots[5], (0.15, 0.1)]
        pen.shape("M" + " L".join(f"{x + r * u:.1f} {y + r * v:.1f}" for u, v in low) + " Z", "stone.deep", rim=False)
        pen.shape(
            "M" + " L".join(f"{x + r * u:.1f} {y + r * v:.1f}" for u, v in (spots[0], spots[1], spots[2], (0.15, 0.1))) + " Z",
            "stone.lit",
            rim=False,
            opacity=0.7,
        )
        pen.shape(
            f"M{x - r * 0.5} {y - r * a} L{x - r * 0.1} {y - r * 0.45} L{x + r * 0.35} {y - r * 0.1 + 8 * b} L{x + r * 0.1} {y + r * 0.35} L{x - r * 0.2} {y} Z",
            vein,
        )
        pen.dot(x + r * 0.5, y + r * (0.3 + c), 1.6 + rank * 0.4, "glow" if rank else f"{vein}.lit")


STACKS = (
    ((10, 66), (46, 66), (28, 44)),
    ((28, 72), (28, 50), (28, 28)),
    ((8, 70), (48, 70), (8, 48), (48, 48)),
    ((10, 74), (46, 74), (28, 52), (46, 30)),
    ((28, 60),),
    ((12, 70), (36, 48)),
)
"""Where the bars lie: the lower left corner of each."""


def _bars(pen: Pen, t: Traits, rank: int) -> None:
    """Ingots, each with the founder's mark."""
    stack = t.pick("stack", STACKS)
    mark = t.pick(
        "mark", ("M17 -4 L25 -4", "M16 -1 L21 -8 L26 -1", "M17 -7 L25 -1 M25 -7 L17 -1", "M21 -8 L21 -1 M17 -4 L25 -4")
    )
    size = {1: 1.5, 2: 1.15}.get(len(stack), 1)
    with pen.group(f'transform="translate({48 - 48 * size:.1f} {54 - 54 * size:.1f}) scale({size})"'):
        for i, (left, y) in enumerate(stack):
            x = left + t.num(f"shift{i}", -2.5, 2.5)
            pen.shape(f"M{x + 6} {y - 16} L{x + 34} {y - 16} L{x + 40} {y + 4} L{x} {y + 4} Z", "metal")
            pen.shape(f"M{x + 6} {y - 16} L{x + 34} {y - 16} L{x + 31} {y - 9} L{x + 9} {y - 9} Z", "metal.lit", rim=False)
            with pen.group(f'transform="translate({x:.1f} {y})"'):
                pen.line(mark, "metal.deep", 1.8)
    if rank:
        pen.dot(48, 20, 1.6 + rank * 0.4, "glow")


def hide(pen: Pen, t: Traits, rank: int) -> None:
    """A stretched skin, plain, spotted, striped or scaled; or a rolled pelt."""
    if t.form("lie", ("flat", "flat", "rolled", "tail")) in ("rolled", "tail"):
        (_roll if t.form("lie", ("flat", "flat", "rolled", "tail")) == "rolled" else _fur)(pen, t, rank)
        return
    w, mark = t.num("breadth", 0, 5), t.pick("mark", ("plain", "spots", "stripes", "scales", "seam"))
    stuff = t.pick("stuff", ("leather", "wood", "stone", "leaf", "bone"))
    pen.whole(
        f"M48 8 L42 12 L38 20 L{18 - w} 10 L{13 - w} 20 L27 34 C31 44 31 54 26 64 L{11 - w} 74 L{16 - w} 85 L36 78 L43 84 L48 92",
        stuff,
    )
    pen.whole("M48 22 C40 26 38 30 37 36 C39 48 37 60 34 68 C40 72 46 74 48 78", f"{stuff}.mid", rim=False, opacity=0.55)
    if mark == "spots":
        for i in range(6):
            pen.dot(t.num(f"spot-x{i}", 34, 46), 26 + i * 8.5, t.num(f"spot-r{i}", 1.6, 3.2), f"{stuff}.deep", twin=True)
    elif mark == "stripes":
        for y in range(30, 76, 10):
            pen.pair(f"M46 {y} C40 {y - 3} 36 {y} 31 {y - 3} C36 {y + 4} 42 {y + 3} 46 {y + 5} Z", f"{stuff}.deep", rim=False)
    elif mark == "scales":
        for y in range(28, 74, 8):
            pen.line(f"M34 {y} R39 {y + 5} 44 {y} 48 {y + 5} 52 {y} 57 {y + 5} 62 {y}", f"{stuff}.deep", 1.4)
    elif mark == "seam":
        pen.line("M48 14 L48 86", "ink", 1.4)
        for y in range(20, 84, 8):
            pen.line(f"M44 {y} L52 {y + 3}", "bone.lit", 1.3)
    for x, y in ((16 - w, 14), (14 - w, 80)):
        pen.dot(x, y, 2.4, "trim" if rank else "bone", rim=True, twin=True)
    if rank > 1:
        pen.line("M38 22 C40 40 40 56 36 74", "glow", 1.1, 0.8, twin=True)


def _roll(pen: Pen, t: Traits, rank: int) -> None:
    """Rolled and tied for the cart."""
    stuff, turn = t.pick("stuff", ("leather", "wood", "stone", "leaf", "bone")), t.num("turn", -24, 24)
    with pen.group(f'transform="rotate({turn:.0f} 48 48)"'):
        pen.shape("M22 26 L78 26 C86 34 86 62 78 70 L22 70 Z", stuff)
        pen.shape("M60 68 L86 74 L70 86 L34 80 L24 70 Z", f"{stuff}.dark")
        pen.shape("M22 26 C10 26 8 70 22 70 C34 70 34 26 22 26 Z", f"{stuff}.lit")
        pen.line("M24 62 C14 60 16 36 23 36 C29 38 28 54 22 54 C19 52 20 44 23 44", f"{stuff}.deep", 1.8)
        for x in (44, 64):
            pen.shape(f"M{x} 25 L{x + 5} 25 C{x + 9} 40 {x + 9} 56 {x + 5} 71 L{x} 71 C{x + 4} 56 {x + 4} 40 {x} 25 Z", "cloth")
            pen.dot(x + 7, 48, 3, "trim" if not rank else "gem", rim=True)


def _fur(pen: Pen, t: Traits, rank: int) -> None:
    """A small beast's pelt, hung by the nose, tail below."""
    stuff, tail = t.pick("stuff", ("leather", "wood", "stone", "bone")), t.num("tail", -14, 14)
    pen.line("M48 2 L48 14", "bone.lit", 2)
    pen.shape(f"M42 70 C38 80 {44 + tail} 84 {50 + tail} 97 C{62 + tail} 88 58 78 54 70 Z", f"{stuff}.dark")
    pen.whole("M48 10 L43 12 L38 8 L38 18 L41 26 L36 32 L20 28 L15 36 L31 44 L29 60 L16 70 L22 77 L36 70 L42 78 L48 76", stuff)
    pen.whole("M48 34 C42 38 40 48 41 58 L48 68", f"{stuff}.lit", rim=False, opacity=0.6)
    pen.line("M36 40 L32 42 M36 48 L31 50 M37 56 L31 59", f"{stuff}.deep", 1.6, twin=True)
    pen.dot(45, 18, 1.4, "ink", twin=True)
    pen.dot(48, 8, 2.4 + rank * 0.4, "gem" if rank else "trim", rim=True)


def bone(pen: Pen, t: Traits, rank: int) -> None:
    form = t.form("form", ("crossed", "fang", "skull", "rib", "jaw"))
    if form == "crossed":
        for turn in (-t.num("turn", 35, 52), t.num("turn2", 35, 52)):
            with pen.group(f'transform="rotate({turn:.0f} 48 50)"'):
                pen.whole("M48 14 C44 6 35 10 38 18 C38 22 43 24 44 27 L44 73 C43 76 38 78 38 82 C35 90 44 94 48 86", "bone")
    elif form == "fang":
        for dx, s in ((-17, 0.8), (17, 0.85), (0, 1)):
            low, bend = 88 * s + t.num(f"low{dx}", -4, 2), t.num(f"bend{dx}", -5, 5)
            pen.shape(
                f"M{37 + dx} 22 C{42 + dx} 16 {54 + dx} 16 {59 + dx} 22 C{61 + dx} 46 {54 + dx + bend} 70 {48 + dx + bend} {low} C{40 + dx + bend} 68 {35 + dx} 44 {37 + dx} 22 Z",
                "bone",
            )
            pen.line(f"M{42 + dx} 30 C{42 + dx} 46 {44 + dx + bend / 2} 58 {46 + dx + bend * 0.8} 68", "bone.lit", 1.6)
    elif form == "skull":
        pen.whole("M48 12 C26 12 18 28 21 44 L27 54 L33 57 L34 70 L48 73", "bone")
        pen.pair("M28 42 C32 34 44 38 44 46 C42 54 32 55 29 51 Z", "ink", rim=False)
        pen.whole("M48 52 L44.5 60 L48 62", "ink", rim=False)
        pen.whole("M48 72 L36 70 L37 82 L42 88 L48 88", "bone")
        pen.line("M40 66 L40 84 M44.5 67 L44.5 86", "ink", 1.3, twin=True)
        if t.chance("horn", 40):
            pen.pair("M26 26 C14 28 8 20 8 8 C14 16 22 18 32 17 Z", "bone")
        if rank:
            pen.dot(37, 46, 2.4, "glow", twin=True)
    elif form == "rib":
        pen.whole("M48 10 L44 12 L45 84 L48 88", "bone")
        for i in range(4):
            y, w = 18 + i * 15, (24, 30, 28, 20)[i] + t.num(f"rib{i}", -3, 3)
            pen.pair(
                f"M46 {y} C{40 - w / 2} {y - 6} {46 - w} {y + 4} {49 - w} {y + 20} C{53 - w} {y + 8} 38 {y + 6} 46 {y + 7} Z",
                "bone",
            )
    else:
        pen.whole("M48 66 L40 60 L38 40 L30 24 L20 22 L18 36 L24 64 L36 84 L48 90", "bone")
        for x, y in ((25, 24), (30, 36), (34, 48), (41, 58)):
            pen.pair(f"M{x - 3} {y + 4} L{x + 4} {y - 15 + t.num(f'tooth{x}', -3, 3)} L{x + 5} {y + 6} Z", "white")
    if rank > 1:
        pen.line("M48 44 L44 52 L51 56 L46 64", "glow", 1.4)


def herb(pen: Pen, t: Traits, rank: int) -> None:
    form, lean = t.form("form", ("leaves", "flower", "mushroom", "berry", "thorn", "root")), t.num("lean", -6, 6)
    if form == "mushroom":
        for x, y, s in ((30, 52, 0.6), (68, 58, 0.5), (47 + lean / 2, 34, 1)):
            pen.shape(
                f"M{x - 6 * s} {y} C{x - 5 * s} {y + 26} {x - 10 * s} 82 {x - 9 * s} 88 L{x + 9 * s} 88 C{x + 8 * s} 80 {x + 5 * s} {y + 26} {x + 6 * s} {y} Z",
                "bone",
            )
            pen.shape(
                f"M{x - 28 * s} {y + 8 * s} C{x - 24 * s} {y - 30 * s} {x + 24 * s} {y - 30 * s} {x + 28 * s} {y + 8 * s} C{x + 12 * s} {y + 14 * s} {x - 12 * s} {y + 14 * s} {x - 28 * s} {y + 8 * s} Z",
                "cloth",
            )
            for i in range(3):
                pen.dot(x + (i - 1) * 12 * s, y - (8 + 5 * (i % 2)) * s, t.num(f"wart{i}", 2, 4) * s, "bone.lit")
        return
    if form == "root":
        pen.whole("M48 26 C36 28 32 38 36 48 L22 66 L38 58 C40 68 36 78 30 88 C42 82 46 74 48 66", "wood")
        pen.line("M40 38 L46 40 M40 50 L48 53 M50 44 L57 42", "wood.deep", 1.4)
        for a in (-42, -14, 14, 42):
            with pen.group(f'transform="rotate({a + lean:.0f} 48 30)"'):
                pen.shape("M48 30 C41 20 43 10 48 4 C53 10 55 20 48 30 Z", "leaf")
        pen.dot(44, 46, 1.6, "ink", twin=True)
        return
    pen.line(f"M48 90 C48 70 {46 + lean} 50 {48 + lean} 28", "ink", 4.6)
    pen.line(f"M48 90 C48 70 {46 + lean} 50 {48 + lean} 28", "leaf.mid", 2.8)
    pairs, long = t.whole("leaves", 2, 3), t.num("long", 22, 31)
    for i in range(pairs):
        y = 76 - i * 16
        tip = f"{46 - long + i * 3} {y - 20}"
        if form == "thorn":
            pen.pair(f"M47 {y} L{tip} L38 {y - 14} L47 {y - 9} Z", "leaf")
        else:
            pen.pair(f"M47 {y} C36 {y + 2} {44 - long} {y - 6} {tip} C{54 - long} {y - 18} 44 {y - 16} 47 {y - 4} Z", "leaf")
            pen.line(f"M46 {y - 2} L{50 - long + i * 3} {y - 15}", "leaf.deep", 1.1, twin=True)
    top = 48 + lean
    if form == "flower":
        petals, r = t.whole("petals", 5, 8), t.num("petal", 13, 17)
        for i in range(petals):
            with pen.group(f'transform="rotate({360 * i / petals:.0f} {top:.1f} 26)"'):
                pen.shape(
                    f"M{top} 26 C{top - 9} {26 - r * 0.5} {top - 5} {26 - r} {top} {25 - r} C{top + 5} {26 - r} {top + 9} {26 - r * 0.5} {top} 26 Z",
                    "gem.mid" if i % 2 else "gem.lit",
                )
        pen.dot(top, 26, 5, "trim", rim=True)
    elif form == "berry":
        for x, y in ((-9, 32), (9, 31), (0, 18), (-4, 40), (7, 44)):
            pen.dot(top + x, y, t.num("berry", 6, 7.5), "gem", rim=True)
            pen.dot(top + x - 2, y - 2.4, 1.5, "white", opacity=0.85)
    else:
        pen.shape(f"M{top} 40 C{top - 13} 28 {top - 8} 14 {top} 4 C{top + 8} 14 {top + 13} 28 {top} 40 Z", "leaf")
        pen.line(f"M{top} 38 L{top} 12", "leaf.deep", 1.2)
        if rank:
            pen.dot(top, 24, 3.4, "glow")
    if t.chance("tied", 40):
        pen.whole("M48 80 L42 80 L42 86 L48 86", "cloth")


def cloth(pen: Pen, t: Traits, rank: int) -> None:
    """A bolt, a folded pile, or a skein."""
    form, mark = t.form("form", ("bolt", "fold", "skein")), t.pick("mark", ("plain", "band", "moons", "check"))
    if form == "bolt":
        pen.shape("M20 22 L70 12 L76 26 L84 82 L62 88 L30 86 Z", "cloth")
        pen.shape("M14 26 C14 18 26 18 27 26 L36 84 C36 91 24 92 23 86 Z", "cloth.lit")
        pen.shape("M17 26 C18 22 24 22 24.4 26 C24 30 18 30 17 26 Z", "wood.dark")
        pen.line("M40 22 L48 84 M56 18 L66 84", "cloth.deep", 1.3)
    elif form == "fold":
        for i, part in enumerate(("cloth.deep", "cloth.dark", "cloth.mid")):
            y = 78 - i * 17
            pen.shape(f"M12 {y - 14} C8 {y - 4} 10 {y + 4} 16 {y + 6} L82 {y + 6} C88 {y} 86 {y - 10} 84 {y - 14} Z", part)
        pen.shape("M12 30 L28 18 L88 22 L84 32 Z", "cloth.lit")
        pen.line("M16 51 L82 51 M14 68 L82 68", "cloth.lit", 1, 0.6)
    else:
        pen.shape("M18 40 C20 12 76 12 78 40 C80 64 70 84 48 86 C26 84 16 64 18 40 Z", "cloth")
        for i in range(6):
            pen.line(
                f"M{22 + i * 3} {30 + i * 7} C{36 + i * 2} {20 + i * 9} {60 + i} {20 + i * 9} {76 - i * 2} {34 + i * 7}",
                "cloth.lit" if i % 2 else "cloth.deep",
                1.6,
            )
        pen.whole("M48 42 L18 44 L18 54 L48 56", "trim")
    if mark == "band":
        pen.line("M30 74 L78 70" if form != "fold" else "M14 44 L84 44", "trim.lit", 3)
    elif mark == "moons":
        for x, y in ((50, 36), (58, 58), (44, 66)):
            pen.shape(
                f"M{x + 4} {y - 7} C{x - 8} {y - 7} {x - 8} {y + 7} {x + 4} {y + 7} C{x - 1} {y + 3} {x - 1} {y - 3} {x + 4} {y - 7} Z",
                "trim.lit",
                rim=False,
            )
    elif mark == "check":
        pen.line("M30 44 L76 38 M33 60 L78 55", "trim.mid", 1.8, 0.9)
    if rank:
        pen.dot(70, 76, 4 + rank * 0.6, "gem", rim=True)


def wood(pen: Pen, t: Traits, rank: int) -> None:
    form = t.form("form", ("logs", "branch", "plank", "bark"))
    if form == "logs":
        for i, (x, y) in enumerate(((10, 66), (40, 67), (24, 42))):
            r = 14 + t.num(f"r{i}", -1.5, 1.5)
            pen.shape(
                f"M{x + 10} {y - r} L{x + 46} {y - r - 8} C{x + 56} {y - r - 4} {x + 56} {y + r - 10} {x + 46} {y + r - 8} L{x + 10} {y + r} Z",
                "wood.dark",
            )
            pen.dot(x + 11, y, r, "bone.dark", rim=True)
            pen.dot(x + 11, y, r * 0.66, "wood.lit")
            pen.dot(x + 11, y, r * 0.36, "bone.dark")
            pen.line(f"M{x + 24} {y - r + 4} L{x + 48} {y - r - 1} M{x + 26} {y + 4} L{x + 50} {y - 1}", "wood.deep", 1.2)
    elif form == "branch":
        bend = t.num("bend", -6, 6)
        pen.shape(
            f"M16 88 C30 70 {36 + bend} 58 {40 + bend} 44 L24 32 L22 18 L32 28 L46 36 C52 26 58 16 72 8 L66 20 L82 20 L66 28 C58 36 54 46 54 52 L70 56 L52 62 C46 74 36 86 26 92 Z",
            "wood",
        )
        pen.line(f"M24 84 C36 70 {42 + bend} 60 {46 + bend} 46", "wood.lit", 1.5)
        pen.shape("M70 56 C74 46 84 48 90 46 C88 58 80 62 70 56 Z M22 18 C14 14 12 6 14 4 C22 6 26 12 22 18 Z", "leaf")
    elif form == "plank":
        for i, turn in enumerate((-16, 8)):
            with pen.group(f'transform="rotate({turn + t.num("tilt", -5, 5):.0f} 48 48)"'):
                y = 58 - i * 24
                pen.shape(f"M6 {y - 8} L88 {y - 10} L86 {y - 2} L90 {y + 8} L8 {y + 10} Z", "wood|")
                pen.line(f"M14 {y - 2} C34 {y - 6} 60 {y + 2} 82 {y - 3} M16 {y + 4} L60 {y + 3}", "wood.deep", 1.1)
                pen.dot(16, y + 1, 1.7, "metal.lit")
                pen.dot(80, y, 1.7, "metal.lit")
    else:
        pen.whole("M48 8 C34 10 26 16 22 30 L26 44 L20 58 L26 72 L24 84 C34 90 42 90 48 90", "wood")
        pen.line("M32 22 C36 40 30 60 34 82 M40 14 C43 36 39 60 42 86", "wood.deep", 1.7, twin=True)
        pen.dot(48, t.num("knot", 36, 60), 7, "wood.deep", rim=True)
        pen.dot(48, 48, 3, "wood.lit")
    if rank:
        pen.line("M44 60 C48 52 52 50 58 48", "glow", 1.6)


def gem(pen: Pen, t: Traits, rank: int) -> None:
    form = t.form("form", ("cut", "cluster", "shard", "geode", "drop"))
    if form == "cut":
        w, y = t.num("breadth", 26, 35), t.num("girdle", 34, 42)
        pen.whole(f"M48 16 L{60 - w} 16 L{48 - w} {y} L48 86", "gem")
        pen.whole(f"M48 {y} L38 {y} L48 86", "gem.mid", rim=False)
        pen.whole(f"M48 16 L40 16 L36 {y} L48 {y}", "gem.lit", rim=False)
        pen.shape(f"M{60 - w} 16 L40 16 L36 {y} L{48 - w} {y} Z", "white", rim=False, opacity=0.35)
        pen.line(f"M{48 - w} {y} L{48 + w} {y} M36 {y} L48 86 L60 {y} M40 16 L36 {y} M56 16 L60 {y}", "rim", 0.8, 0.6)
    elif form == "drop":
        w = t.num("breadth", 22, 28)
        pen.whole(f"M48 8 C42 26 {46 - w} 42 {48 - w} 60 C{48 - w} 80 38 88 48 88", "gem")
        pen.whole("M48 34 C44 46 38 52 38 62 C38 72 44 74 48 74", "gem.lit", rim=False, opacity=0.5)
        pen.line(f"M{54 - w} 58 C{54 - w} 70 36 78 40 80", "white", 2.6, 0.7)
    elif form == "geode":
        pen.shape("M12 50 L22 24 L46 12 L74 20 L86 46 L76 76 L48 88 L22 78 Z", "stone")
        pen.shape("M24 50 L32 30 L48 24 L66 30 L74 48 L66 68 L48 76 L30 68 Z", "gem.deep")
        for i, a in enumerate(range(0, 360, 45)):
            with pen.group(f'transform="rotate({a + t.whole("turn", 0, 40)} 48 50)"'):
                pen.shape(f"M43 30 L48 {41 + t.num(f'point{i}', -3, 5)} L53 30 Z", "gem.lit" if i % 2 else "gem.mid", rim=False)
        pen.dot(48, 50, 4, "glow")
    else:
        rows = (
            ((-24, 0.62), (24, 0.56), (-11, 0.82), (12, 0.9), (0, 1.08))
            if form == "cluster"
            else ((-14, 0.7), (13, 0.66), (0, 1.15))
        )
        for i, (lean, s) in enumerate(rows):
            w, h = t.num(f"w{i}", 7, 9.5) * (1.3 if form == "shard" else 1), 70 * s
            with pen.group(f'transform="rotate({lean + t.num("lean", -5, 5):.0f} 48 86)"'):
                pen.shape(
                    f"M48 {86 - h} L{48 - w} {86 - h + 13} L{48 - w * 0.7} 86 L{48 + w * 0.7} 86 L{48 + w} {86 - h + 13} Z",
                    "gem.mid",
                )
                pen.shape(
                    f"M48 {86 - h} L{50} {86 - h + 15} L49 86 L{48 + w * 0.7} 86 L{48 + w} {86 - h + 13} Z",
                    "gem.deep",
                    rim=False,
                )
                pen.line(f"M{48 - w * 0.4} {86 - h + 15} L{48 - w * 0.3} 80", "gem.lit", 1.8)
        pen.shape("M14 88 L22 78 L34 82 L46 76 L60 82 L74 77 L84 88 Z", "stone")
    for i in range(1 + rank):
        x, y, r = t.num(f"glint-x{i}", 18, 78), t.num(f"glint-y{i}", 12, 50), 4 - i * 0.4
        pen.shape(
            f"M{x} {y - r} L{x + 1} {y - 1} L{x + r} {y} L{x + 1} {y + 1} L{x} {y + r} L{x - 1} {y + 1} L{x - r} {y} L{x - 1} {y - 1} Z",
            "white",
            rim=False,
        )
