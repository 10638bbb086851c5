"""Places of the town: alley, gate, house, library, market, square, tavern, theatre, hall, tower."""

from game.emblems.pen import Pen
from game.emblems.scene import door, house, panes
from game.emblems.traits import Traits


def alley(pen: Pen, t: Traits) -> None:
    a, b = t.num("left", -4, 4), t.num("right", -4, 4)
    pen.shape("M34 96 L44 66 L52 66 L66 96 Z", "stone.dark", rim=False)
    pen.line("M40 84 L60 84 M43 75 L55 75 M37 91 L63 91", "ink", 0.8, 0.6)
    pen.shape(f"M-2 96 L-2 {22 + a} L18 {12 + a} L34 {28 + a} L36 {50} L36 96 Z", "wall.mid")
    pen.shape(f"M34 {28 + a} L45 {42 + a / 2} L46 96 L36 96 Z", "wall.deep")
    pen.shape(f"M98 96 L98 {18 + b} L82 {14 + b} L64 {30 + b} L63 96 Z", "wall.dark")
    pen.shape(f"M64 {30 + b} L53 {44 + b / 2} L52 72 L63 96 Z", "wall.deep")
    pen.shape(f"M-2 {24 + a} L18 {9 + a} L38 {29 + a} L36 {33 + a} L18 {14 + a} L-2 {29 + a} Z", "roof.mid")
    pen.shape(f"M98 {19 + b} L82 {11 + b} L60 {31 + b} L63 {34 + b} L82 {17 + b} L98 {24 + b} Z", "roof.dark")
    panes(pen, [(12, 46 + a), (26, 48 + a)], 7, 10)
    panes(pen, [(76, 50 + b)], 8, 11)
    door(pen, 84, 90, 10, 20)
    pen.line(f"M36 {52 + a} L63 {54 + b}", "ink", 0.9)
    for i, x in enumerate((42, 49, 56)):
        pen.shape(
            f"M{x - 2.6} {53 + (a + b) / 2} L{x + 2.6} {53.4 + (a + b) / 2} L{x + 2} {60 + i} L{x - 2} {60 - i} Z",
            "cloth.mid" if i % 2 else "bone.dark",
        )
    pen.dot(32, 62, 8, "glow", opacity=0.25)
    pen.shape("M30 58 L34 58 L35 65 L29 65 Z", "glow")


def gate(pen: Pen, t: Traits) -> None:
    w, h = t.num("wide", -3, 3), t.num("tall", -4, 4)
    pen.shape(
        "M-2 82 L-2 52 L4 52 L4 48 L10 48 L10 52 L16 52 L16 48 L22 48 L22 82 Z M98 82 L98 52 L92 52 L92 48 L86 48 L86 52 L80 52 L80 48 L74 48 L74 82 Z",
        "wall.dark",
    )
    pen.pair(f"M{18 - w} 86 L{18 - w} {30 + h} L{16 - w} {26 + h} L{38} {26 + h} L36 {30 + h} L36 86 Z", "wall")
    if t.chance("caps", 60):
        pen.pair(f"M{14 - w} {26 + h} L27 {8 + h} L40 {26 + h} Z", "roof")
    else:
        pen.pair(
            f"M{15 - w} {27 + h} L{15 - w} {19 + h} L{20 - w} {19 + h} L{20 - w} {23 + h} L25 {23 + h} L25 {19 + h} L30 {19 + h} L30 {23 + h} L35 {23 + h} L35 {19 + h} L40 {19 + h} L40 {27 + h} Z",
            "wall",
        )
    pen.whole(f"M48 {38 + h} L35 {38 + h} L35 86 L48 86", "wall")
    pen.whole("M48 50 C41 51 38 57 38 62 L38 86 L48 86", "ink")
    drop = t.num("portcullis", 58, 74)
    pen.line(
        f"M41 54 L41 {drop} M45 51 L45 {drop + 2} M51 51 L51 {drop + 2} M55 54 L55 {drop} M38 60 L58 60 M38 66 L58 66",
        "metal.mid",
        1.2,
    )
    panes(pen, [(27, 46 + h), (69, 46 + h)], 3.4, 8, pointed=True)
    pen.shape("M34 96 L41 86 L55 86 L64 96 Z", "stone.dark", rim=False)
    if t.chance("banner", 60):
        pen.pair("M23 54 L31 54 L31 72 L27 67 L23 72 Z", "cloth")


def dwelling(pen: Pen, t: Traits) -> None:
    """A house of its own, with a chimney."""
    x, w, h, p = t.num("x", 20, 28), t.num("wide", 24, 30), t.num("tall", 24, 32), t.num("pitch", 15, 24)
    base = 82
    pen.shape(
        f"M{x + w * 1.3} {base - h - p + 4} L{x + w * 1.3} {base - h - p - 8} L{x + w * 1.3 + 6} {base - h - p - 8} L{x + w * 1.3 + 6} {base - h - 2} Z",
        "wall.dark",
    )
    pen.line(
        f"M{x + w * 1.3 + 3} {base - h - p - 11} C{x + w * 1.3 + 9} {base - h - p - 18} {x + w * 1.3 - 2} {base - h - p - 22} {x + w * 1.3 + 6} {base - h - p - 30}",
        "far.lit",
        3,
        0.6,
    )
    house(pen, x, base, w, h, p)
    spots = [(x + w * 0.28, base - 12), (x + w * 0.5, base - h + 3)]
    panes(pen, spots if t.chance("upper", 70) else spots[:1], 6.4, 8.4)
    panes(pen, [(x + w * 1.32, base - 12)], 6, 9)
    door(pen, x + w * 0.7, base, 7, 14, lit=t.chance("open", 30))
    if t.chance("beams", 55):
        pen.line(
            f"M{x} {base - h} L{x + w} {base - h} M{x} {base - h * 0.5} L{x + w} {base - h * 0.5} M{x + w / 2} {base - h * 0.5} L{x + w / 2} {base - h}",
            "wood.deep",
            1.6,
        )
    if t.chance("lean-to", 50):
        pen.shape(f"M{x} {base} L{x} {base - 16} L{x - 13} {base - 9} L{x - 13} {base} Z", "wood.dark")


def library(pen: Pen, t: Traits) -> None:
    h = t.num("tall", -4, 4)
    pen.whole(f"M48 {36 + h} L14 {36 + h} L14 84 L48 84", "wall")
    if t.chance("dome", 55):
        pen.whole(f"M48 {12 + h} C36 {13 + h} 30 {22 + h} 30 {32 + h} L48 {32 + h}", "roof")
        pen.whole(f"M48 {4 + h} L46 {6 + h} L46 {13 + h} L48 {13 + h}", "metal")
    else:
        pen.whole(f"M48 {14 + h} L10 {33 + h} L48 {34 + h}", "roof")
        pen.dot(48, 26 + h, 4, "glow", rim=True)
    pen.whole(f"M48 {32 + h} L10 {32 + h} L12 {38 + h} L48 {38 + h}", "stone")
    for x in (19, 31):
        pen.pair(f"M{x - 3} {38 + h} L{x + 3} {38 + h} L{x + 2.4} 82 L{x - 2.4} 82 Z", "stone")
    panes(pen, [(25, 74), (71, 74), (25, 54), (71, 54)], 5, 11, pointed=True)
    door(pen, 48, 84, 16, 32, lit=True)
    pen.line("M41 84 L41 60 M48 84 L48 53 M55 84 L55 60", "ink", 1)
    pen.whole("M48 82 L10 82 L6 90 L48 90", "stone")
    pen.line("M8 86 L88 86", "ink", 0.8, 0.6)
    if t.chance("books", 60):
        for i in range(4):
            pen.shape(
                f"M{70 + (i % 2)} {90 - i * 3} L84 {90 - i * 3} L84 {93 - i * 3} L{70 + (i % 2)} {93 - i * 3} Z",
                ("cloth.mid", "bone.mid", "wood.lit", "cloth.dark")[i],
            )


def market(pen: Pen, t: Traits) -> None:
    for i, (x, top, w) in enumerate(((4, 54, 34), (58, 52, 34), (28, 64, 42))):
        y = top + t.num(f"stall{i}", -3, 3)
        pen.shape(
            f"M{x + 2} {y} L{x + 2} 86 L{x + 4} 86 L{x + 4} {y} Z M{x + w - 4} {y} L{x + w - 4} 86 L{x + w - 2} 86 L{x + w - 2} {y} Z",
            "wood.deep",
        )
        pen.shape(f"M{x + 3} {y + 8} L{x + w - 3} {y + 8} L{x + w - 3} 76 L{x + 3} 76 Z", "ink", rim=False, opacity=0.75)
        n = 5
        for k in range(n):
            a, b = x + w * k / n, x + w * (k + 1) / n
            pen.shape(
                f"M{x + w * 0.15 + (w * 0.7) * k / n} {y - 12} L{x + w * 0.15 + (w * 0.7) * (k + 1) / n} {y - 12} L{b} {y + 4} Q{(a + b) / 2} {y + 9} {a} {y + 4} Z",
                ("cloth.mid" if i % 2 else "cloth.dark") if k % 2 else "bone.dark",
            )
        pen.shape(f"M{x} 74 L{x + w} 74 L{x + w - 2} 88 L{x + 2} 88 Z", "wood.dark")
        for k in range(3 if i == 2 else 0):
            pen.dot(x + 6 + k * (w - 12) / 2, 73, 3.4, ("fire.mid", "leaf.lit", "cloth.mid")[(i + k) % 3], rim=True)
    pen.line("M-2 30 Q24 42 48 34 Q72 42 98 28", "ink", 0.8)
    for x, y in ((16, 36), (34, 38), (62, 38), (80, 35)):
        pen.dot(x, y + 2, 5, "glow", opacity=0.25)
        pen.dot(x, y + 2, 2.4, "glow")


def square(pen: Pen, t: Traits) -> None:
    for i, x in enumerate((-6, 12, 62, 80)):
        h = t.num(f"h{i}", 20, 34)
        house(pen, x, 76, 18, h, t.num(f"p{i}", 8, 14), side=False)
        panes(pen, [(x + 6, 64), (x + 12, 64)] if i % 2 else [(x + 9, 60)], 4, 6)
    pen.shape("M-2 76 L98 76 L98 96 L-2 96 Z", "stone.dark", rim=False)
    for i in range(4):
        pen.line(f"M-2 {78 + i * 5} L98 {78 + i * 5}", "ink", 0.7, 0.5)
    pen.line("M48 76 L48 96 M36 76 L24 96 M60 76 L72 96 M24 76 L2 96 M72 76 L94 96", "ink", 0.7, 0.5)
    pen.whole("M48 74 L40 74 L40 80 L34 80 L34 87 L48 87", "stone")
    form = t.pick("monument", ("statue", "fountain", "gallows", "obelisk"))
    if form == "statue":
        pen.whole("M48 30 C45 30 44 33 45 37 L40 42 L41 58 L43 74 L48 74", "metal")
        pen.line("M54 44 L64 34 L66 22", "metal.lit", 2.6)
        if t.chance("wings", 50):
            pen.pair("M43 42 L28 30 L30 48 L40 58 Z", "metal")
    elif form == "fountain":
        pen.whole("M48 58 L38 56 C40 62 44 64 46 65 L45 74 L48 74", "stone")
        pen.line("M48 54 C42 40 34 44 32 70 M48 54 C46 44 40 48 39 62", "rim", 1.4, 0.85, twin=True)
        pen.shape("M22 82 L74 82 L70 90 L26 90 Z", "stone")
        pen.shape("M24 80 C36 77 60 77 72 80 C60 84 36 84 24 80 Z", "water.lit")
    elif form == "gallows":
        pen.shape("M42 78 L42 28 L66 28 L66 32 L52 32 L46 40 L46 78 Z", "wood")
        pen.line("M62 32 L62 46", "bone.mid", 1.3)
        pen.ring(62, 50, 3, 4.4, "bone.mid", 1.4)
    else:
        pen.whole("M48 18 L44 26 L42 74 L48 74", "stone")
        pen.line("M47 36 L49 36 M46 46 L50 46 M46 56 L50 56", "glow", 1.2)


def tavern(pen: Pen, t: Traits) -> None:
    x, h, p = t.num("x", 10, 16), t.num("tall", 28, 36), t.num("pitch", 14, 22)
    house(pen, x, 84, 40, h, p)
    pen.line(
        f"M{x} {84 - h / 2} L{x + 40} {84 - h / 2} M{x + 4} {84 - h} L{x + 36} {84 - h} M{x + 12} {84 - h} L{x + 20} {84 - h - p + 5} L{x + 28} {84 - h}",
        "wood.deep",
        2,
    )
    panes(pen, [(x + 8, 78), (x + 32, 78)], 9, 9)
    panes(pen, [(x + 12, 82 - h / 2), (x + 28, 82 - h / 2)], 7, 8)
    door(pen, x + 20, 84, 10, 17, lit=True)
    pen.shape(f"M{x + 14} 84 L{x + 26} 84 L{x + 34} 96 L{x + 8} 96 Z", "glow", rim=False, opacity=0.22)
    panes(pen, [(x + 52, 76)], 8, 10)
    pen.line("M84 84 L84 40 L66 40", "ink", 2.4)
    sign = t.pick("sign", ("mug", "moon", "fang", "fish"))
    pen.shape("M66 43 L80 43 L80 57 L73 61 L66 57 Z", "wood.mid")
    d = {
        "mug": "M69 46 L75 46 L75 55 L69 55 Z M75 48 L78 48 L78 53 L75 53 Z",
        "moon": "M76 45 C68 45 68 57 76 57 C72 54 72 48 76 45 Z",
        "fang": "M69 46 L72 56 L73 46 Z M74 46 L75 54 L77 46 Z",
        "fish": "M68 51 Q72 46 75 51 L78 48 L78 54 L75 51 Q72 56 68 51 Z",
    }[sign]
    pen.shape(d, "glow", rim=False)
    pen.shape("M74 86 L75 76 L86 76 L87 86 C83 88 78 88 74 86 Z", "wood.mid")
    pen.line("M74 79 L87 79 M74 84 L87 84", "metal.lit", 1)


def theatre(pen: Pen, t: Traits) -> None:
    h = t.num("tall", -3, 3)
    pen.whole(f"M48 {18 + h} L12 {30 + h} L12 86 L48 86", "wall")
    pen.whole(f"M48 {10 + h} L8 {28 + h} L8 {33 + h} L48 {19 + h}", "roof")
    pen.whole(f"M48 {38 + h} C28 {38 + h} 20 50 20 60 L20 82 L48 82", "ink")
    pen.whole("M48 60 L24 64 L24 82 L48 82", "fire.deep", rim=False, opacity=0.8)
    pen.shape("M34 82 L48 46 L62 82 Z", "glow", rim=False, opacity=0.3)
    part = t.num("curtain", 0, 8)
    pen.pair(
        f"M20 52 C28 {44 + h} 40 {42 + h} 48 {42 + h} C44 52 {40 - part} 60 {32 - part / 2} 66 L{34 - part} 82 L20 82 Z",
        "cloth",
    )
    pen.line(f"M25 54 L23 82 M31 50 L{28 - part / 3} 82", "cloth.deep", 1.3, twin=True)
    pen.line(f"M20 {50} Q27 56 34 {46 + h} Q41 52 48 {43 + h}", "fire.mid", 1.6, twin=True)
    pen.shape("M12 82 L84 82 L88 92 L8 92 Z", "wood")
    for x in range(16, 84, 9):
        pen.dot(x, 87, 1.5, "glow")
    pen.dot(41, 27 + h, 4.6, "bone", rim=True)
    pen.dot(55, 28 + h, 4.6, "bone.dark", rim=True)
    pen.line(f"M39 {28.6 + h} Q41 {31 + h} 43 {28.6 + h} M53 {31 + h} Q55 {28 + h} 57 {31 + h}", "ink", 1)
    if t.chance("figure", 70):
        pen.whole("M48 58 C45 58 45 63 46 64 L42 70 L43 83 L48 83", "ink", rim=False)


def hall(pen: Pen, t: Traits) -> None:
    h, form = t.num("tall", -3, 4), t.pick("form", ("gothic", "long", "stepped"))
    if form == "long":
        pen.whole(f"M48 {24 + h} L16 {38 + h} L2 66 L8 68 L10 86 L48 86", "roof")
        pen.whole(f"M48 {30 + h} L24 {58} L24 86 L48 86", "wood")
        pen.pair(f"M48 {26 + h} L34 {10 + h} L37 {20 + h} L30 {18 + h} L46 {32 + h} Z", "wood")
    elif form == "stepped":
        pen.whole(
            f"M48 {12 + h} L42 {12 + h} L42 {19 + h} L35 {19 + h} L35 {27 + h} L27 {27 + h} L27 {36 + h} L17 {36 + h} L17 86 L48 86",
            "wall",
        )
    else:
        pen.whole(f"M48 {14 + h} L22 {40 + h} L22 86 L48 86", "wall")
        pen.whole(f"M48 {8 + h} L18 {40 + h} L22 {43 + h} L48 {17 + h}", "roof")
        pen.pair(f"M10 86 L10 {34 + h} L16 {18 + h} L22 {34 + h} L22 86 Z", "wall")
        panes(pen, [(16, 56), (80, 56)], 3.4, 10, pointed=True)
    pen.dot(48, 40 + h, 7, "glow", rim=True)
    pen.line(
        f"M48 {33 + h} L48 {47 + h} M41 {40 + h} L55 {40 + h} M43 {35 + h} L53 {45 + h} M53 {35 + h} L43 {45 + h}", "ink", 1
    )
    door(pen, 48, 86, 18, 28)
    pen.line("M48 60 L48 86", "wood.lit", 1)
    panes(pen, [(32, 80), (64, 80)], 5, 13, pointed=True)
    pen.whole("M48 86 L32 86 L28 92 L48 92", "stone")
    if t.chance("braziers", 60):
        for x in (20, 76):
            pen.dot(x, 74, 7, "fire.mid", opacity=0.3)
            pen.shape(f"M{x} 68 C{x + 5} 74 {x + 4} 78 {x} 79 C{x - 4} 78 {x - 5} 74 {x} 68 Z", "fire")
            pen.shape(f"M{x - 5} 78 L{x + 5} 78 L{x + 2} 83 L{x + 1} 90 L{x - 1} 90 L{x - 2} 83 Z", "ink")


def tower(pen: Pen, t: Traits) -> None:
    w, top = t.num("wide", 11, 16), t.num("top", 22, 32)
    form = t.pick("cap", ("cone", "crown", "broken", "onion"))
    pen.whole(f"M48 {top} L{48 - w} {top} L{46 - w} 84 L48 86", "wall")
    for i in range(5):
        y = top + 10 + i * 10
        pen.line(f"M{48 - w} {y} L{54 - w} {y} M{44} {y + 4} L50 {y + 4} M{42 + w} {y + 1} L{47 + w} {y + 1}", "wall.deep", 0.9)
    if form == "cone":
        pen.whole(f"M48 {top - 22} L{43 - w} {top + 2} L48 {top + 5}", "roof")
        pen.shape(f"M48 {top - 27} L58 {top - 24} L48 {top - 20} Z", "cloth")
    elif form == "crown":
        pen.whole(
            f"M48 {top - 2} L45 {top - 2} L45 {top - 7} L{53 - w} {top - 7} L{53 - w} {top - 2} L{49 - w} {top - 2} L{49 - w} {top - 7} L{43 - w} {top - 7} L{43 - w} {top + 5} L48 {top + 6}",
            "wall",
        )
    elif form == "broken":
        pen.shape(
            f"M{48 - w} {top + 2} L{48 - w} {top - 12} L{52 - w} {top - 8} L46 {top - 16} L50 {top - 4} L{46 + w} {top - 7} L{48 + w} {top + 2} Z",
            "wall",
        )
    else:
        pen.whole(
            f"M48 {top - 24} L46.5 {top - 14} C{40 - w} {top - 8} {42 - w} {top} {49 - w} {top + 3} L48 {top + 4}", "roof"
        )
    panes(pen, [(48, top + 18), (48, 66)] if t.chance("two", 60) else [(48, top + 20)], 6, 10, pointed=True)
    door(pen, 48, 85, 9, 13)
    if t.chance("stair", 50):
        pen.shape(f"M{48 + w} 60 L{60 + w} 84 L{48 + w} 84 Z", "stone.dark")
    if t.chance("ivy", 40):
        pen.shape(f"M{47 - w} 84 L{48 - w} 56 L{52 - w} 62 L{51 - w} 68 L{56 - w} 74 L{53 - w} 84 Z", "leaf.mid")
    if t.chance("bats", 60):
        for i in range(3):
            x, y = t.num(f"bat-x{i}", 14, 82), t.num(f"bat-y{i}", 20, 44)
            pen.shape(
                f"M{x} {y} Q{x - 3} {y - 3} {x - 5} {y} Q{x - 2} {y} {x} {y + 2} Q{x + 2} {y} {x + 5} {y} Q{x + 3} {y - 3} {x} {y} Z",
                "ink",
                rim=False,
            )
