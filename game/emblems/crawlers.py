"""Creeping monsters: beetle, spider, toad, slime, plant."""

from game.emblems.features import eyes, fangs, marks
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def beetle(pen: Pen, t: Traits, rank: str) -> None:
    w, horn = t.num("breadth", 0, 5), t.pick("horn", ("stag", "rhino", "trident", "pincer"))
    legs = "".join(
        f"M34 {y} L{out} {(y + foot) / 2 - 4} L{out - 4} {foot + 2} "
        for y, out, foot in ((40, 12, 28), (54, 8, 54), (68, 14, 86))
    )
    pen.line(legs, "ink", 5, twin=True)
    pen.line(legs, "horn.mid", 3, twin=True)
    pen.whole(f"M48 42 C{34 - w} 40 {26 - w} 50 {26 - w} 64 C{27 - w} 80 38 90 48 92", "hide")
    pattern = t.pick("shell", ("plain", "ribs", "spots", "skull"))
    if pattern == "ribs":
        pen.line("M42 46 C38 60 38 76 43 88 M36 47 C31 60 31 74 37 84", "hide.deep", 1.4, twin=True)
    elif pattern == "spots":
        for x, y, r in ((39, 54, 3.6), (36, 68, 4.4), (42, 79, 3)):
            pen.dot(x, y, r, "eye.dark", rim=True, twin=True)
    elif pattern == "skull":
        pen.whole("M48 54 C40 54 37 60 38 67 L42 72 L43 78 L48 78", "bone")
        pen.dot(43, 65, 2.4, "ink", twin=True)
    pen.line(f"M31 58 C{32 - w} 54 34 50 38 48", "rim", 1.6, 0.8)
    pen.line("M48 42 L48 91", "ink", 1.6)
    pen.whole("M48 26 C36 26 29 34 30 42 C36 48 42 48 48 48", "hide")
    pen.whole("M48 16 C41 17 37 24 39 30 L48 32", "hide.dark")
    out = t.num("horn-out", 0, 8)
    if horn == "stag":
        pen.pair(f"M43 22 C{30 - out} 22 {24 - out} 10 {32 - out / 2} 0 C30 8 33 12 37 11 L35 5 C42 8 44 14 46 19 Z", "horn")
    elif horn == "rhino":
        pen.shape(f"M44 24 C42 12 44 6 {52 + out / 2} -2 C54 6 54 14 52 24 Z", "horn")
    elif horn == "trident":
        pen.whole("M48 -2 L45 12 L40 14 L30 2 L34 18 L44 24 L48 24", "horn")
    else:
        pen.pair(f"M44 20 C{28 - out / 2} 18 30 2 45 4 C38 8 38 12 46 15 Z", "horn")
    pen.dot(41, 25, 2.6, "glow", twin=True)
    marks(pen, t, rank, 34, 9)


def spider(pen: Pen, t: Traits, rank: str) -> None:
    arch, fat = t.num("arch", 0, 8), t.num("fat", 0, 5)
    if t.chance("web", 60):
        pen.line(
            "M48 48 L6 30 M48 48 L20 4 M48 48 L48 0 M24 14 C34 22 42 20 48 16 M14 26 C28 38 40 32 48 30",
            "rim",
            0.7,
            0.4,
            twin=True,
        )
    feet = (
        ((22, 22 - arch), (12, 46), 44),
        ((14, 34 - arch), (4, 62), 48),
        ((16, 56 - arch / 2), (8, 82), 52),
        ((24, 66), (22, 92), 56),
    )
    legs = "".join(f"M42 {start} L{knee[0]} {knee[1]} L{foot[0]} {foot[1]} " for knee, foot, start in feet)
    pen.line(legs, "ink", 5, twin=True)
    pen.line(legs, "hide.lit", 2.8, twin=True)
    for knee, _, _ in feet:
        pen.dot(knee[0], knee[1], 2, "horn.lit", twin=True)
    pen.whole(f"M48 50 C{36 - fat} 52 {30 - fat} 62 {32 - fat} 72 C{34 - fat} 84 42 91 48 93", "hide")
    sign = t.pick("sign", ("glass", "skull", "stripe", "cross"))
    if sign == "glass":
        pen.whole("M48 60 L40 60 L46 71 L40 84 L48 84", "blood.lit", rim=False)
    elif sign == "skull":
        pen.whole("M48 60 C39 60 37 68 39 74 L43 77 L43 83 L48 83", "bone")
        pen.dot(43.4, 71, 2.4, "ink", twin=True)
    elif sign == "stripe":
        for y in (62, 70, 78):
            pen.pair(f"M46 {y} L36 {y - 4} L36 {y} L46 {y + 4} Z", "eye.dark", rim=False)
    else:
        pen.whole("M48 58 L45 60 L45 68 L38 70 L38 74 L45 75 L46 86 L48 88", "bone", rim=False)
    pen.whole("M48 32 C40 33 35 41 38 50 L48 55", "hide.dark")
    pen.dot(43.5, 42, 3.2, "glow", twin=True)
    pen.dot(39.6, 46, 1.9, "glow", twin=True)
    pen.dot(45, 36.6, 1.7, "glow", twin=True)
    if t.chance("many", 50):
        pen.dot(40.4, 39.4, 1.3, "glow", twin=True)
    pen.pair("M46 51 C40 52 38 58 43 64 L44 57 L47 55 Z", "horn")
    marks(pen, t, rank, 31, 7)


def toad(pen: Pen, t: Traits, rank: str) -> None:
    wide, jaw = t.num("wide", 0, 5), t.num("jaw", 0, 6)
    pen.pair("M32 66 C14 62 6 74 8 84 L4 90 L14 88 L18 93 L24 88 L34 90 Z", "hide.dark")
    pen.whole(f"M48 34 C36 34 22 42 {15 - wide} 56 C{14 - wide} 74 28 88 48 90", "hide")
    pen.whole(f"M48 {62 + jaw / 2} C34 {62 + jaw / 2} 24 60 18 58 C18 74 32 86 48 87", "skin")
    if t.chance("sac", 50):
        pen.whole(f"M48 {66 + jaw} C36 {66 + jaw} 32 76 34 82 C38 90 44 92 48 92", "skin.mid")
        pen.line("M38 74 C42 80 54 80 58 74 M38 82 C42 86 54 86 58 82", "skin.dark", 1.2)
    pen.line(f"M{17 - wide / 2} 57 C28 {62 + jaw} 40 {64 + jaw} 48 {64 + jaw}", "ink", 2.2, twin=True)
    pen.pair("M42 40 C42 24 22 20 19 34 C18 44 24 50 32 50 Z", "hide")
    pen.dot(30.5, 35, 7, "ink", twin=True)
    pen.dot(30.5, 35, 5.8, "eye", twin=True)
    if t.chance("bar", 55):
        pen.pair("M25 33.6 L36 33.6 L36 36.4 L25 36.4 Z", "ink", rim=False)
    else:
        pen.pair("M30.5 30 L28.6 35 L30.5 40 L32.4 35 Z", "ink", rim=False)
    pen.dot(45, 52, 1.2, "ink", twin=True)
    for i in range(5):
        pen.dot(
            t.num(f"wart-x{i}", 24, 45),
            t.num(f"wart-y{i}", 44, 58),
            t.num(f"wart{i}", 1.2, 2.6),
            "hide.lit",
            rim=True,
            twin=t.chance(f"twin{i}", 50),
        )
    if t.chance("tongue", 35):
        pen.shape(f"M44 {65 + jaw} L52 {65 + jaw} C54 80 66 78 68 88 C62 92 50 90 44 {65 + jaw} Z", "blood")
    if t.chance("spikes", 40):
        pen.whole("M48 22 L45 35 L40 26 L40 38 L48 40", "horn")
    marks(pen, t, rank, 40, 9)


def slime(pen: Pen, t: Traits, rank: str) -> None:
    x: float
    y: float
    lean, tall = t.num("lean", -6, 6), t.num("height", 0, 10)
    pen.shape(
        f"M{48 + lean} {22 - tall} C66 {22 - tall} 76 40 78 58 C80 68 92 72 92 80 C92 88 78 86 70 88 C62 92 52 86 44 89 C34 93 28 87 20 88 C10 89 4 86 5 80 C6 72 17 70 19 58 C21 40 30 {22 - tall} {48 + lean} {22 - tall} Z",
        "skin",
        opacity=0.96,
    )
    pen.shape(
        f"M{48 + lean} {28 - tall} C62 {28 - tall} 70 44 71 60 C72 70 62 80 48 80 C34 80 24 70 26 58 C28 42 36 {28 - tall} {48 + lean} {28 - tall} Z",
        "hide",
        rim=False,
        opacity=0.7,
    )
    pen.line(f"M27 52 C28 42 34 {34 - tall} 42 {30 - tall}", "white", 2.6, 0.75)
    inside = t.pick("inside", ("skull", "bones", "bubbles", "coin", "eyes"))
    if inside == "skull":
        pen.shape("M38 74 C38 66 58 66 58 74 L55 78 L55 83 L41 83 L41 78 Z", "bone", opacity=0.85)
        pen.dot(44, 75, 1.8, "ink", twin=True)
    elif inside == "bones":
        pen.line("M34 70 L46 80 M58 68 L66 80 M40 82 L56 74", "bone.lit", 2.6, 0.85)
    elif inside == "coin":
        for x, y in ((36, 74), (52, 79), (62, 70)):
            pen.dot(x, y, 3.4, "eye", rim=True)
    for i in range(5):
        pen.dot(t.num(f"b-x{i}", 28, 68), t.num(f"b-y{i}", 34, 80), t.num(f"b-r{i}", 1, 3.4), "rim", opacity=0.35)
    if inside == "eyes":
        for i in range(5):
            x, y = t.num(f"e-x{i}", 30, 66), t.num(f"e-y{i}", 34, 72)
            pen.dot(x, y, 5, "white", rim=True)
            pen.dot(x + 1, y, 2.6, "eye.mid")
            pen.dot(x + 1, y, 1.1, "ink")
    else:
        eyes(pen, t, 39, 48, 5.4, ("ember", "slant", "round"))
        if t.chance("mouth", 60):
            pen.whole("M48 59 L34 56 C36 66 42 68 48 68", "ink")
            fangs(pen, 40, 58.4, 5, 1.8)
    for x, low in ((26, t.num("drip1", 88, 95)), (70, t.num("drip2", 88, 95))):
        pen.dot(x, low, 2.4, "skin", rim=True)
    marks(pen, t, rank, 24 - tall, 10)


def plant(pen: Pen, t: Traits, rank: str) -> None:
    form = t.pick("form", ("maw", "bloom", "stump"))
    for i, d in enumerate(
        (
            "M46 70 C30 74 14 64 8 46 C14 56 20 54 20 46 C26 60 36 62 46 60 Z",
            "M46 82 C32 94 14 90 6 78 C14 82 18 78 16 72 C26 82 36 80 46 74 Z",
        )
    ):
        pen.pair(d, "hide" if i else "hide.dark")
    pen.whole("M48 56 L43 58 L40 94 L48 95", "hide")
    pen.pair("M42 70 L34 67 L42 76 Z M41 82 L33 82 L41 88 Z", "horn", rim=False)
    if form == "maw":
        gape = t.num("gape", 0, 6)
        pen.whole(f"M48 66 C30 66 16 54 {13 - gape} 34 C{18 - gape} 26 22 24 26 22 L48 58", "skin")
        pen.whole("M48 62 C36 58 26 44 25 26 L48 40", "blood")
        for x, y in ((24, 28), (27, 38), (32, 47), (39, 55)):
            pen.pair(f"M{x - 1} {y - 3} L{x + 9} {y - 4} L{x + 2} {y + 5} Z", "white", rim=False)
        pen.shape("M44 56 C40 40 50 36 46 20 C54 30 56 44 52 56 Z", "blood.lit")
        pen.dot(17 - gape / 2, 36, 2, "glow", twin=True)
    elif form == "bloom":
        for i in range(t.whole("petals", 6, 9)):
            n = t.whole("petals", 6, 9)
            with pen.group(f'transform="rotate({360 * i / n:.0f} 48 38)"'):
                pen.shape("M48 38 C36 28 38 12 48 4 C58 12 60 28 48 38 Z", "skin.mid" if i % 2 else "skin.dark")
        pen.dot(48, 38, 14, "hide.deep", rim=True)
        eyes(pen, t, 42.5, 36, 3.6, ("slant", "ember"))
        pen.whole("M48 42 L39 41 C40 48 44 50 48 50", "ink", rim=False)
        fangs(pen, 44, 42, 4, 1.4)
    else:
        pen.whole("M48 24 L42 14 L38 24 L28 12 L30 28 L18 20 L26 38 C26 56 32 64 36 70 L48 74", "hide")
        pen.line("M34 34 C32 46 36 58 40 66 M42 28 L42 36", "hide.deep", 1.6, twin=True)
        pen.pair("M45 46 L32 38 L31 46 L40 51 Z", "ink", rim=False)
        eyes(pen, t, 37.5, 45, 3, ("ember", "slant"))
        pen.whole("M48 56 L38 54 L42 60 L44 57 L46 63 L48 60", "ink", rim=False)
        pen.pair("M28 14 C18 14 12 6 14 0 C24 2 28 6 28 14 Z", "skin")
    marks(pen, t, rank, 22 if form == "stump" else 14 if form == "bloom" else 64, 9)
