"""Places of work and water: bridge, dock, forge, lighthouse, mill, mine, quarry, shore."""

import math

from game.emblems.pen import Pen
from game.emblems.scene import door, house, panes
from game.emblems.traits import Traits


def _water(pen: Pen, t: Traits, y: float) -> None:
    pen.shape(f"M-2 {y} L98 {y} L98 98 L-2 98 Z", "water", rim=False)
    waves = ""
    for i in range(7):
        x, at = t.num(f"wave-x{i}", 0, 76), y + 3 + i * (92 - y) / 7
        waves += f"M{x} {at} Q{x + 6} {at - 2} {x + 12} {at} "
    pen.line(waves, "rim", 0.9, 0.55)


def bridge(pen: Pen, t: Traits) -> None:
    _water(pen, t, 74)
    form, rise = t.pick("form", ("arches", "single", "planks", "towers")), t.num("rise", 0, 8)
    if form == "planks":
        pen.line("M-2 58 Q48 84 98 58 M-2 46 Q48 72 98 46", "wood.dark", 2.4)
        for x in range(4, 96, 7):
            y = 58 + 13 * (1 - ((x - 48) / 50) ** 2)
            pen.line(f"M{x} {y} L{x} {y - 12}", "wood.lit", 1.2)
            pen.shape(f"M{x - 3} {y - 1} L{x + 3} {y - 1} L{x + 3} {y + 2} L{x - 3} {y + 2} Z", "wood.mid")
        pen.pair("M2 80 L2 36 L8 36 L8 80 Z", "wood")
        return
    top = 52 - rise
    pen.whole(f"M48 {top} C30 {top + 1} 14 {top + 6} -2 {top + 12} L-2 84 L8 84 L48 84", "stone")
    spans = ((48, 17, 84),) if form == "single" else ((24, 10, 84), (48, 12, 84), (72, 10, 84))
    for x, r, low in spans:
        pen.shape(
            f"M{x - r} {low} L{x - r} {top + 22 + (form == 'single') * 4} Q{x - r} {top + 12} {x} {top + 11} Q{x + r} {top + 12} {x + r} {top + 22 + (form == 'single') * 4} L{x + r} {low} Z",
            "water.deep",
        )
    pen.line(f"M48 {top - 4} C30 {top - 3} 14 {top + 2} -2 {top + 8}", "stone.lit", 2.6, twin=True)
    if form == "towers":
        pen.pair(f"M8 84 L8 {top - 12} L22 {top - 12} L22 84 Z", "wall")
        pen.pair(f"M5 {top - 11} L15 {top - 27} L25 {top - 11} Z", "roof")
        panes(pen, [(15, top + 4), (81, top + 4)], 4, 8, pointed=True)
    else:
        for x in (20, 48, 76):
            y = top - 4 + 10 * ((x - 48) / 50) ** 2
            pen.dot(x, y - 13, 6, "glow", opacity=0.25)
            pen.line(f"M{x} {y} L{x} {y - 10}", "ink", 1.6)
            pen.shape(f"M{x - 2} {y - 10} L{x + 2} {y - 10} L{x + 2.6} {y - 15} L{x} {y - 17} L{x - 2.6} {y - 15} Z", "glow")
    pen.shape("M-2 88 L98 88 L98 98 L-2 98 Z", "water.deep", rim=False, opacity=0.6)


def dock(pen: Pen, t: Traits) -> None:
    _water(pen, t, 68)
    masts, x = t.whole("masts", 1, 3), t.num("ship", 26, 40)
    for i in range(masts):
        mx, top = x + i * 13, 14 + i * 6 + t.num(f"mast{i}", -4, 4)
        pen.line(f"M{mx} 66 L{mx} {top}", "wood.dark", 2)
        pen.line(f"M{mx - 8} {top + 10} L{mx + 8} {top + 10}", "wood.lit", 1.4)
        if t.chance(f"sail{i}", 65):
            pen.shape(
                f"M{mx - 8} {top + 11} L{mx + 8} {top + 11} Q{mx + 12} {top + 24} {mx + 9} {top + 34} Q{mx} {top + 30} {mx - 9} {top + 34} Q{mx - 5} {top + 22} {mx - 8} {top + 11} Z",
                "cloth.mid" if i % 2 else "bone.dark",
            )
        pen.line(f"M{mx} {top} L{x - 20} 62 M{mx} {top} L{x + 44} 60", "ink", 0.7)
    pen.shape(f"M{x - 22} 58 L{x - 10} 63 L{x + 34} 62 L{x + 46} 54 L{x + 38} 76 L{x - 12} 76 Z", "wood")
    pen.line(f"M{x - 18} 64 L{x + 42} 62", "wood.lit", 1.2)
    for i in range(3):
        pen.dot(x - 2 + i * 13, 69, 1.7, "glow")
    pen.shape("M-2 80 L64 84 L64 89 L-2 86 Z", "wood.mid")
    pen.shape("M8 82 L12 82 L12 97 L8 97 Z M32 83 L36 83 L36 97 L32 97 Z M56 80 L60 80 L60 97 L56 97 Z", "wood.dark")
    for i, bx in enumerate((16, 25, 20)):
        y = 81 if i < 2 else 73
        if t.chance(f"crate{i}", 75):
            pen.shape(
                f"M{bx - 4} {y} L{bx - 4} {y - 8} L{bx + 4} {y - 8} L{bx + 4} {y} Z M{bx - 4} {y - 8} L{bx + 4} {y}", "wood.lit"
            )
    pen.line("M80 97 L80 56", "ink", 2.4)
    pen.dot(80, 54, 9, "glow", opacity=0.22)
    pen.shape("M77 58 L83 58 L84 51 L80 48 L76 51 Z", "glow")


def forge(pen: Pen, t: Traits) -> None:
    h = t.num("tall", -4, 4)
    pen.shape(f"M62 84 L62 {20 + h} L78 {20 + h} L80 84 Z", "wall.dark")
    pen.shape(f"M60 {22 + h} L60 {17 + h} L80 {17 + h} L80 {22 + h} Z", "wall.mid")
    pen.line(f"M70 {14 + h} C78 {6 + h} 62 {2 + h} 72 {-6 + h}", "fire.mid", 4, 0.35)
    for i in range(6):
        pen.dot(70 + t.num(f"sx{i}", -10, 10), t.num(f"sy{i}", 4, 18) + h, t.num(f"s{i}", 0.6, 1.4), "glow")
    pen.shape("M6 86 L6 52 L66 52 L66 86 Z", "wall.mid")
    pen.shape(f"M0 54 L12 {34 + h} L62 {34 + h} L72 54 Z", "roof.mid")
    pen.shape("M12 86 L12 62 Q28 54 44 62 L44 86 Z", "ink")
    pen.shape("M15 86 L15 66 Q28 58 41 66 L41 86 Z", "fire.deep", rim=False)
    pen.shape("M28 66 C36 74 38 80 34 86 L22 86 C18 80 22 76 24 73 C26 76 27 74 28 66 Z", "fire")
    pen.shape("M28 75 C32 80 31 84 29 86 L27 86 C24 84 25 80 28 75 Z", "glow", rim=False)
    panes(pen, [(55, 72)], 9, 9)
    pen.shape("M10 86 L46 86 L58 97 L-2 97 Z", "fire.mid", rim=False, opacity=0.2)
    ax = t.num("anvil", 62, 70)
    pen.shape(
        f"M{ax - 12} 74 L{ax + 11} 74 L{ax + 18} 77 L{ax + 10} 80 L{ax + 5} 81 L{ax + 6} 87 L{ax + 9} 90 L{ax - 9} 90 L{ax - 6} 87 L{ax - 5} 81 L{ax - 12} 79 Z",
        "metal",
    )
    if t.chance("hammer", 70):
        with pen.group(f'transform="rotate({t.num("swing", -40, 10):.0f} {ax:.0f} 70)"'):
            pen.shape(f"M{ax - 1.2} 72 L{ax - 1.2} 54 L{ax + 1.2} 54 L{ax + 1.2} 72 Z", "wood.lit")
            pen.shape(f"M{ax - 6} 50 L{ax + 6} 50 L{ax + 6} 57 L{ax - 6} 57 Z", "metal")


def lighthouse(pen: Pen, t: Traits) -> None:
    _water(pen, t, 76)
    w, top, side = t.num("wide", 0, 3), t.num("top", 24, 32), t.pick("beam", (-1, 1))
    reach = 48 + side * 60
    pen.shape(f"M48 {top - 5} L{reach} {top - 18} L{reach} {top + 10} Z", "glow", rim=False, opacity=0.35)
    pen.shape(f"M48 {top - 5} L{96 - reach} {top - 12} L{96 - reach} {top + 2} Z", "glow", rim=False, opacity=0.18)
    pen.shape("M10 92 L18 78 L32 72 L62 70 L78 80 L88 92 Z", "stone.dark")
    pen.whole(f"M48 {top} L{41 - w} {top} L{36 - w} 76 L48 78", "bone" if t.chance("white", 50) else "wall")
    if t.chance("bands", 60):
        for i in range(2):
            y = top + 12 + i * 20
            a, b = 40.4 - w - i * 2.2, 39 - w - i * 2.2
            pen.whole(f"M48 {y} L{a} {y} L{b} {y + 9} L48 {y + 9}", "cloth", rim=False)
    pen.whole(f"M48 {top - 12} L{43 - w} {top - 12} L{43 - w} {top - 1} L48 {top - 1}", "glow")
    pen.line(f"M45 {top - 12} L45 {top} M51 {top - 12} L51 {top}", "ink", 1)
    pen.whole(f"M48 {top - 22} L{40 - w} {top - 12} L48 {top - 11}", "roof")
    pen.whole(f"M48 {top - 1} L{37 - w} {top - 1} L{38 - w} {top + 3} L48 {top + 3}", "metal")
    panes(pen, [(48, top + 18), (48, top + 36)], 3, 6)
    door(pen, 48, 78, 6, 10)
    pen.line("M10 92 Q18 86 26 92 M66 92 Q76 84 86 92", "white", 1.4, 0.7)


def mill(pen: Pen, t: Traits) -> None:
    if t.chance("water", 40):
        house(pen, 10, 82, 34, t.num("tall", 28, 36), 17)
        panes(pen, [(19, 72), (34, 72), (27, 54)], 6, 8)
        pen.shape("M40 84 L98 80 L98 98 L40 98 Z", "water.mid", rim=False)
        cx, cy, r = 68, 68, t.num("wheel", 17, 20)
        turn = t.num("turn", 0, 0.7)
        pen.ring(cx, cy, r, r, "wood.dark", 4)
        for i in range(8):
            a = turn + math.pi * i / 4
            pen.line(f"M{cx} {cy} L{cx + (r + 4) * math.sin(a)} {cy - (r + 4) * math.cos(a)}", "wood.lit", 1.8)
        pen.dot(cx, cy, 3.6, "wood.deep", rim=True)
        pen.line("M46 90 L62 89 M66 94 L88 92 M76 86 L92 85", "rim", 1.2, 0.7)
        return
    w = t.num("wide", 0, 4)
    pen.whole(f"M48 36 L{38 - w / 2} 38 L{31 - w} 84 L48 86", t.pick("body", ("wall", "wood", "bone")))
    pen.whole(f"M48 22 C{38 - w} 24 {36 - w} 32 {35 - w} 40 L48 42", "roof")
    panes(pen, [(48, 62)], 5.4, 8)
    door(pen, 48, 86, 9, 14)
    turn = t.num("turn", 8, 80)
    torn = t.whole("torn", -1, 3)
    for i in range(4):
        with pen.group(f'transform="rotate({turn + 90 * i:.0f} 48 36)"'):
            pen.line("M48 36 L48 2", "wood.lit", 2)
            if i != torn:
                pen.shape("M49 6 L57 6 L56 30 L49 30 Z", "bone.dark")
            pen.line("M49 12 L57 12 M49 18 L57 18 M49 24 L57 24 M53 6 L53 30", "ink", 0.8)
    pen.dot(48, 36, 3, "metal", rim=True)


def mine(pen: Pen, t: Traits) -> None:
    a = t.num("a", -5, 5)
    pen.shape(f"M-2 98 L-2 {50 + a} L14 {38 - a} L34 {26 + a} L52 {22 - a} L72 {34 + a} L98 {44 - a} L98 98 Z", "wall.mid")
    pen.shape(f"M52 {22 - a} L72 {34 + a} L98 {44 - a} L98 98 L74 98 L66 56 Z", "wall.deep", rim=False)
    pen.shape("M30 90 L32 54 L64 54 L66 90 Z", "ink")
    pen.shape("M24 92 L28 50 L34 50 L32 92 Z M62 50 L68 50 L72 92 L64 92 Z M22 44 L74 44 L75 52 L21 52 Z", "wood")
    pen.shape("M36 88 L38 62 L58 62 L60 88 L56 88 L55 66 L41 66 L40 88 Z", "wood.deep", rim=False)
    pen.line("M40 97 L46 72 M60 97 L50 72 M36 93 L64 93 M40 86 L57 86 M43 80 L54 80", "metal.lit", 1.3)
    pen.dot(48, 58, 8, "glow", opacity=0.3)
    pen.shape("M46 55 L50 55 L51 61 L45 61 Z", "glow")
    side = t.pick("cart", (14, 82))
    pen.shape(f"M{side - 12} 76 L{side + 12} 76 L{side + 9} 88 L{side - 9} 88 Z", "metal")
    for i in range(4):
        pen.dot(side - 7 + i * 4.8, 75 - (i % 2) * 2, 3, ("stone.lit", "fire.mid", "water.lit")[t.whole("ore", 0, 2)], rim=True)
    pen.dot(side - 6, 90, 3, "ink", rim=True)
    pen.dot(side + 6, 90, 3, "ink", rim=True)
    if t.chance("veins", 50):
        for i in range(5):
            x, y = t.num(f"vx{i}", 6, 90), t.num(f"vy{i}", 54, 70)
            if not 22 < x < 74:
                pen.shape(f"M{x} {y - 3} L{x + 2} {y} L{x} {y + 3} L{x - 2} {y} Z", "glow", rim=False)


def quarry(pen: Pen, t: Traits) -> None:
    x: float
    edge = t.num("edge", -4, 4)
    for i, (y, x) in enumerate(((30, 52), (44, 40), (58, 28), (72, 14))):
        paint = ("wall.dark", "wall.mid", "wall.mid", "wall.lit")[i]
        pen.shape(f"M{x + edge} {y + 14} L{x + edge + 2} {y} L98 {y - 4 + i} L98 {y + 14} Z", paint)
        pen.line(f"M{x + 16} {y + 1} L{x + 15} {y + 13} M{x + 34} {y} L{x + 34} {y + 13}", "ink", 0.9, 0.6)
    pen.shape("M-2 98 L-2 82 L14 84 L98 84 L98 98 Z", "ground.dark", rim=False)
    cx = t.num("crane", 18, 28)
    pen.shape(f"M{cx - 2} 86 L{cx - 1} 26 L{cx + 2} 26 L{cx + 3} 86 Z", "wood")
    pen.line(f"M{cx} 30 L{cx + 34} 20 M{cx} 44 L{cx + 22} 24 M{cx} 52 L{cx - 12} 86", "wood.lit", 2)
    low = t.num("load", 46, 64)
    pen.line(f"M{cx + 33} 20 L{cx + 33} {low}", "bone.mid", 1)
    pen.shape(f"M{cx + 26} {low} L{cx + 40} {low} L{cx + 40} {low + 10} L{cx + 26} {low + 10} Z", "stone.lit")
    for i in range(4):
        x, s = 40 + i * 14 + t.num(f"bx{i}", -3, 3), t.num(f"bs{i}", 5, 9)
        pen.shape(f"M{x - s / 2} {92} L{x - s / 2} {92 - s} L{x + s / 2} {92 - s} L{x + s / 2} 92 Z", "stone.mid")
        pen.shape(
            f"M{x - s / 2} {92 - s} L{x - s / 3} {90 - s} L{x + s * 0.7} {90 - s} L{x + s / 2} {92 - s} Z",
            "stone.lit",
            rim=False,
        )
    if t.chance("pool", 40):
        pen.shape("M4 92 C16 87 34 87 44 92 C34 96 12 96 4 92 Z", "water.lit")


def shore(pen: Pen, t: Traits) -> None:
    y: float
    _water(pen, t, 60)
    pen.shape(f"M-2 {92 + t.num('l', -4, 3)} C20 78 44 86 60 78 C76 72 88 78 98 70 L98 98 L-2 98 Z", "bone.deep")
    pen.line("M-2 86 C20 74 44 82 60 74 C76 68 88 74 98 66", "white", 1.6, 0.7)
    form = t.pick("thing", ("wreck", "rocks", "bones", "boat"))
    if form == "wreck":
        pen.shape("M20 82 C22 60 40 48 70 46 L66 60 C68 72 60 80 50 86 Z", "wood.dark")
        pen.line("M34 82 C32 66 40 54 50 50 M44 84 C44 68 50 58 60 50 M56 82 C56 70 60 62 66 54", "wood.lit", 2)
        pen.line("M48 56 L36 20 M40 34 L54 26", "wood.mid", 2.6)
        pen.shape("M38 26 L54 26 L48 40 L42 36 Z", "bone.dark")
    elif form == "rocks":
        for i, (x, y, h) in enumerate(((24, 80, 40), (46, 76, 30), (70, 82, 46))):
            lean = t.num(f"lean{i}", -6, 6)
            pen.shape(
                f"M{x - 12} {y} L{x - 6 + lean} {y - h * 0.7} L{x + lean} {y - h} L{x + 5 + lean} {y - h * 0.6} L{x + 12} {y} Z",
                "wall.dark",
            )
            pen.shape(
                f"M{x - 12} {y} L{x - 6 + lean} {y - h * 0.7} L{x + lean} {y - h} L{x - 2} {y} Z",
                "wall.lit",
                rim=False,
                opacity=0.6,
            )
            pen.line(f"M{x - 15} {y + 1} Q{x} {y - 5} {x + 15} {y + 1}", "white", 1.4, 0.7)
    elif form == "bones":
        pen.line("M14 86 C30 68 64 64 84 74", "bone.lit", 3)
        for i in range(6):
            x = 24 + i * 10
            y = 78 - 8 * (1 - ((i - 2.5) / 3) ** 2)
            pen.line(f"M{x} {y} C{x - 6} {y - 16} {x + 2} {y - 28 - t.num(f'rib{i}', 0, 8)} {x + 8} {y - 26}", "bone.lit", 2.4)
        pen.shape("M10 92 C4 84 10 76 20 78 L24 86 L18 92 Z", "bone")
        pen.dot(14, 84, 2, "ink")
    else:
        pen.shape("M20 76 L76 68 C72 82 64 88 52 89 L36 90 C26 88 22 84 20 76 Z", "wood")
        pen.line("M24 80 L74 73 M28 85 L68 80", "wood.lit", 1.2)
        pen.line("M42 76 L66 46", "wood.mid", 2)
        pen.shape("M64 50 L72 40 L74 46 L68 52 Z", "wood.mid")
        pen.line("M36 78 C30 90 20 92 10 92", "bone.mid", 1.2)
