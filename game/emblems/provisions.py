"""Consumables: draughts, food, salves, tonics, scrolls."""

from game.emblems.baked import loaf, pie
from game.emblems.courses import bowl, cheese
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def _liquid(pen: Pen, d: str, t: Traits, top: float) -> None:
    pen.whole(d, "gem", rim=False)
    pen.whole(
        f"M48 {top - 2} C42 {top - 2} 36 {top - 1} 33 {top} C38 {top + 3} 42 {top + 3} 48 {top + 3}",
        "gem.lit",
        rim=False,
        opacity=0.75,
    )
    for i in range(4):
        pen.dot(
            t.num(f"bubble-x{i}", 38, 58),
            t.num(f"bubble-y{i}", top + 6, 80),
            t.num(f"bubble-r{i}", 1, 2.4),
            "glow",
            opacity=0.75,
        )


def _cork(pen: Pen, t: Traits, y: float, rank: int) -> None:
    form = t.pick("stopper", ("cork", "wax", "glass", "skull"))
    if form == "cork":
        pen.whole(f"M48 {y - 8} L42.5 {y - 8} L43.5 {y + 2} L48 {y + 2}", "wood")
    elif form == "wax":
        pen.whole(
            f"M48 {y - 8} C42 {y - 8} 40 {y - 4} 40 {y} L40 {y + 7} L42.5 {y + 3} L44 {y + 9} L46 {y + 4} L48 {y + 4}", "cloth"
        )
    elif form == "glass":
        pen.whole(f"M48 {y - 12} L42 {y - 7} L45 {y + 1} L48 {y + 1}", "gem" if rank else "metal")
    else:
        pen.dot(48, y - 4, 5.5, "bone", rim=True)
        pen.dot(46, y - 4, 1.4, "ink", twin=True)


def draught(pen: Pen, t: Traits, rank: int) -> None:
    """A round, square, heart or gourd bottle."""
    form, w = t.form("form", ("round", "square", "gourd", "heart", "cone")), t.num("breadth", 0, 4)
    low = {
        "round": f"C{22 - w} 42 {18 - w} 84 40 88 L48 88",
        "square": f"L{28 - w} 46 L{26 - w} 52 L{26 - w} 84 L{29 - w} 88 L48 88",
        "gourd": f"C{36 - w} 38 {32 - w} 48 39 52 C{18 - w} 58 {20 - w} 86 40 88 L48 88",
        "heart": f"C{30 - w} 36 {16 - w} 44 {20 - w} 58 C{22 - w} 72 38 82 48 91",
        "cone": f"L42 44 L{23 - w} 82 C{22 - w} 87 26 88 30 88 L48 88",
    }[form]
    pen.whole(f"M48 20 L42 20 L42 38 {low}", "stone", opacity=0.75)
    level = t.num("level", 50, 60)
    inner = {
        "round": f"M48 {level} L{29 - w} {level} C{26 - w} 62 {28 - w} 82 41 85 L48 85",
        "square": f"M48 {level} L{29 - w} {level} L{29 - w} 84 L48 85",
        "gourd": f"M48 {level + 4} L{31 - w} {level + 4} C{26 - w} 70 {28 - w} 84 41 85 L48 85",
        "heart": f"M48 {level} L{23 - w} {level} C{25 - w} 70 38 79 48 87",
        "cone": f"M48 {level + 4} L{38 - w} {level + 4} L{27 - w} 82 L31 85 L48 85",
    }[form]
    _liquid(pen, inner, t, level + (4 if form in ("gourd", "cone") else 0))
    pen.line(f"M{33 - w / 2} {66} C{31 - w / 2} 72 33 78 37 81", "white", 2, 0.8)
    pen.whole("M48 18 L39.5 18 L39.5 24 L48 24", "trim")
    if t.chance("label", 45):
        pen.whole("M48 60 L38 60 L38 76 L48 76", "bone")
        pen.line(
            t.pick("sign", ("M43 68 L53 68 M48 63 L48 73", "M44 72 L48 63 L52 72 Z", "M52 64 C43 64 43 73 52 73")), "ink", 1.6
        )
    else:
        pen.line("M42 30 C38 36 34 38 32 44", "trim.lit", 1.4)
        pen.dot(31, 46, 2.6, "trim", rim=True)
    _cork(pen, t, 18, rank)


def tonic(pen: Pen, t: Traits, rank: int) -> None:
    """A slim phial in a stand of metal."""
    w, form = t.num("breadth", 0, 3), t.form("form", ("tube", "twin", "spindle"))
    for dx in (-13, 13) if form == "twin" else (0,):
        with pen.group(f'transform="translate({dx} 0)"'):
            _phial(pen, t, form, w, rank)
    stand = t.pick("stand", ("claw", "rings", "thorn", "base"))
    if stand == "claw":
        pen.pair("M46 94 L28 92 C20 84 22 66 28 58 C28 72 32 82 46 86 Z", "trim")
    elif stand == "rings":
        pen.pair("M24 40 L28 40 L28 90 L24 90 Z", "trim")
        pen.shape("M22 88 L74 88 L78 94 L18 94 Z M24 46 L72 46 L72 50 L24 50 Z", "trim")
    elif stand == "thorn":
        pen.line("M30 92 C66 84 28 70 66 62 C36 54 32 48 60 40", "leaf.lit", 2.4)
        pen.pair("M36 72 L28 66 L38 68 Z M36 90 L26 84 L38 86 Z", "leaf")
    else:
        pen.whole("M48 80 L32 80 L26 93 L48 93", "wood")


def _phial(pen: Pen, t: Traits, form: str, w: float, rank: int) -> None:
    glass = f"M48 18 L{40 - w} 18 L{40 - w} 78 C{40 - w} 84 44 88 48 90"
    if form == "spindle":
        glass = f"M48 18 L43 18 L43 30 L{32 - w} 54 L43 78 L45 86 L48 88"
    pen.whole(glass, "stone", opacity=0.75)
    y = t.num("level", 34, 50)
    body = f"M48 {y} L{42 - w} {y} L{42 - w} 78 C{42 - w} 82 45 86 48 87"
    if form == "spindle":
        body = f"M48 42 L{40 - w * 0.7} 42 L{35 - w} 54 L45 78 L48 82"
    pen.whole(body, "gem", rim=False)
    pen.line(f"M{44 - w} {y + 6} L{44 - w} 74", "white", 1.6, 0.8)
    for i in range(3):
        pen.dot(48 + 2 * (i - 1), 48 + i * 11, 1.6, "glow")
    pen.whole(f"M48 16 L{38 - w} 16 L{38 - w} 21 L48 21", "trim")
    _cork(pen, t, 16, rank)


def salve(pen: Pen, t: Traits, rank: int) -> None:
    """A squat jar, tin, shell or pot, open or tied over with cloth."""
    form, w = t.form("form", ("jar", "tin", "shell", "pot")), t.num("breadth", 0, 5)
    stuff = t.pick("stuff", ("stone", "wood", "metal", "bone"))
    if form == "shell":
        pen.whole(f"M48 50 L{14 - w / 2} 52 C16 74 32 86 48 88", "bone")
        for x in (22, 30, 39):
            pen.line(f"M{x} 54 C{x + 2} 68 {x + 8} 78 46 86", "bone.deep", 1.3, twin=True)
        pen.pair(f"M47 50 L{14 - w / 2} 50 C16 28 30 16 47 14 Z", "bone", opacity=0.9)
    elif form == "tin":
        pen.whole(f"M48 46 L{16 - w / 2} 46 L{16 - w / 2} 74 C24 84 36 86 48 86", stuff)
        pen.line(f"M{17 - w / 2} 62 C26 70 70 70 {79 + w / 2} 62", f"{stuff}.deep", 1.6)
        pen.shape("M26 34 C30 14 70 8 84 26 C80 36 60 42 40 42 Z", f"{stuff}")
        pen.shape("M36 34 C42 22 64 18 74 26 C68 32 52 36 40 37 Z", "trim")
    else:
        belly = f"C{16 - w} 48 {16 - w} 84 34 88 L48 88" if form == "pot" else f"L{24 - w} 42 L{22 - w} 82 L27 88 L48 88"
        pen.whole(f"M48 38 L30 38 {belly}", stuff)
        band = "M48 56 C38 56 28 55 22 53 L21 66 C30 69 38 70 48 70"
        pen.whole(band, "cloth" if rank else "leather")
    if form != "shell" and (t.chance("tied", 45) and form != "tin"):
        pen.whole("M48 22 C36 22 26 28 26 36 L18 46 L28 43 L33 49 L38 43 L44 48 L48 44", "cloth")
        pen.line("M27 38 C36 42 60 42 69 38", "trim.lit", 2.2)
    else:
        y = 50 if form in ("shell", "tin") else 38
        pen.whole(f"M48 {y - 7} C36 {y - 7} 26 {y - 4} 24 {y} C30 {y + 6} 40 {y + 7} 48 {y + 7}", "gem")
        pen.shape(
            f"M38 {y} C40 {y - 18} 52 {y - 6} 50 {y - 20} C60 {y - 12} 60 {y - 4} 58 {y} C52 {y + 3} 44 {y + 3} 38 {y} Z", "gem"
        )
        pen.line(f"M42 {y - 2} C44 {y - 8} 50 {y - 6} 52 {y - 12}", "glow", 1.6)
    sign = t.pick(
        "sign", ("M42 64 L54 64 M48 58 L48 70", "M48 57 C40 66 44 70 48 70 C52 70 56 66 48 57 Z", "M43 59 L53 69 M53 59 L43 69")
    )
    if form not in ("shell",):
        pen.line(sign, "bone.lit", 2.2)
    if rank > 1:
        pen.dot(48, 79, 3, "gem", rim=True)


def food(pen: Pen, t: Traits, rank: int) -> None:
    """For a name that shows nothing: what any table has."""
    {"loaf": loaf, "pie": pie, "bowl": bowl, "cheese": cheese}[t.pick("form", ("loaf", "pie", "bowl", "cheese"))](pen, t, rank)


def scroll(pen: Pen, t: Traits, rank: int) -> None:
    form, w = t.form("form", ("open", "rolled", "torn", "book")), t.num("breadth", 0, 4)
    sign = t.pick("sign", ("moon", "eye", "fang", "knot", "star", "hand"))
    if form == "rolled":
        with pen.group('transform="rotate(-38 48 48)"'):
            pen.shape(f"M10 {38 - w / 2} L86 {38 - w / 2} L86 {60 + w / 2} L10 {60 + w / 2} Z", "bone|")
            pen.pair(f"M8 {35 - w / 2} L16 {35 - w / 2} L16 {63 + w / 2} L8 {63 + w / 2} Z", "trim")
            pen.whole(f"M48 {36 - w / 2} L42 {36 - w / 2} L42 {62 + w / 2} L48 {62 + w / 2}", "cloth")
            pen.shape("M46 60 L34 84 L42 80 L46 86 L50 62 Z M50 60 L62 82 L54 80 L52 88 L47 62 Z", "cloth")
        pen.dot(48, 48, 9, "gem", rim=True)
        pen.line("M45 44 L51 52 M51 44 L45 52", "glow", 1.6)
        return
    if form == "book":
        pen.whole(f"M48 26 C38 18 24 16 {10 - w / 2} 20 L{10 - w / 2} 78 C24 75 38 77 48 84", "leather")
        pen.whole(f"M48 26 C38 19 24 18 {15 - w / 2} 21 L{15 - w / 2} 73 C26 71 38 73 48 79", "bone")
        pen.line("M21 58 C28 57 36 58 42 61 M21 66 C28 65 36 66 42 69", "bone.deep", 1.4, twin=True)
        pen.line("M48 26 L48 80", "ink", 1.6)
        with pen.group('transform="translate(-17 -6)"'):
            _sign(pen, sign, 48, 44, 0.75)
        pen.shape("M60 20 L68 18 L68 90 L64 85 L60 90 Z", "cloth")
        return
    low = "L28 82 L33 78 L38 86 L43 80 L48 87" if form == "torn" else "L26 80 L48 80"
    pen.whole(f"M48 18 L{26 - w} 18 L{26 - w} 78 {low}", "bone")
    pen.whole(f"M48 12 L{18 - w} 12 C{13 - w} 12 {13 - w} 23 {18 - w} 23 L48 23", "trim" if rank else "wood")
    if form == "open":
        pen.whole(f"M48 76 L{18 - w} 76 C{13 - w} 76 {13 - w} 87 {18 - w} 87 L48 87", "trim" if rank else "wood")
    _sign(pen, sign, 48, 42, 1)
    pen.line("M32 62 L64 62 M32 68 L58 68", "bone.deep", 1.6)
    pen.dot(66, 72, 5.5, "cloth", rim=True)


def _sign(pen: Pen, sign: str, x: float, y: float, s: float) -> None:
    d = {
        "moon": "M54 30 C38 30 38 54 54 54 C47 49 47 35 54 30 Z",
        "eye": "M34 42 C42 32 54 32 62 42 C54 52 42 52 34 42 Z M48 37 L48 47",
        "fang": "M40 31 L45 55 L49 31 Z M50 31 L54 48 L57 31 Z",
        "knot": "M38 34 C60 34 36 52 58 52 C62 40 34 44 38 34 Z",
        "star": "M48 29 L51 39 L61 42 L51 45 L48 55 L45 45 L35 42 L45 39 Z",
        "hand": "M40 54 L38 40 M44 50 L43 32 M48 50 L48 30 M52 50 L53 32 M56 52 L60 40 M40 54 L56 54",
    }[sign]
    with pen.group(f'transform="translate({x - 48 * s:.1f} {y - 42 * s:.1f}) scale({s})"'):
        pen.line(d, "cloth.dark", 2.6)
