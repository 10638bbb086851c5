"""Consumables: draughts, food, salves, tonics, scrolls."""

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
    form, lean = t.form("form", ("loaf", "pie", "haunch", "cheese", "fish", "bowl", "sausage", "apple")), t.num("lean", -4, 4)
    w = t.num("size", 0, 4)
    crust = "wood"
    if form in ("loaf", "pie", "cheese", "fish", "sausage", "haunch"):
        pen.shape("M8 72 C20 64 76 64 88 72 C84 84 12 84 8 72 Z", t.pick("dish", ("metal", "wood", "stone")))
    if form == "loaf":
        pen.whole(f"M48 {32 - w} C28 {30 - w} 12 44 14 60 C14 70 30 73 48 73", crust)
        for dx in (-18, -2, 14):
            pen.shape(
                f"M{46 + dx} 56 C{48 + dx} 46 {52 + dx} 40 {58 + dx + lean} 38 C{56 + dx} 46 {54 + dx} 52 {52 + dx} 58 Z",
                "bone",
                rim=False,
            )
    elif form == "pie":
        pen.whole(f"M48 {36 - w} C30 {36 - w} 18 44 15 54 L22 74 L48 76", crust)
        pen.whole("M48 50 C36 50 22 52 14 55 C12 50 16 48 18 47 C26 40 38 38 48 38", "bone", rim=False, opacity=0.5)
        pen.line("M16 55 R24 58 32 55 40 58 48 55 56 58 64 55 72 58 80 55", "wood.lit", 3)
        pen.pair("M46 46 L36 42 L38 48 Z", "gem", rim=False)
    elif form == "haunch":
        pen.shape("M60 54 L78 70 C84 68 88 74 83 78 C84 84 76 85 74 79 L56 62 Z", "bone")
        pen.shape(f"M20 {26 - w} C40 {12 - w} 66 30 68 52 C68 64 58 70 48 66 C28 64 6 48 20 {26 - w} Z", "wood")
        pen.shape("M22 34 C28 26 42 28 50 38 C40 36 30 38 26 46 C22 44 20 38 22 34 Z", "bone.dark", rim=False, opacity=0.5)
    elif form == "cheese":
        pen.shape(f"M12 52 L66 {30 - w} C78 34 84 44 85 52 L85 72 L12 72 Z", "trim" if rank > 2 else "bone")
        pen.shape("M12 52 L85 52 L85 72 L12 72 Z", "bone.dark", rim=False)
        for x, y, r in ((28, 62, 4), (50, 60, 5.5), (72, 65, 3.4), (62, 44, 3.4)):
            pen.dot(x + lean / 2, y, r, "bone.deep")
    elif form == "fish":
        pen.shape(f"M8 56 C20 {34 - w} 52 34 66 54 L86 40 C82 52 82 60 87 72 L66 60 C50 76 20 74 8 56 Z", "stone")
        pen.line("M26 44 C31 52 31 60 26 67 M38 46 L42 56 L38 66 M48 48 L52 57 L48 65", "stone.deep", 1.6)
        pen.dot(18, 54, 2.4, "ink", rim=True)
    elif form == "bowl":
        pen.whole("M48 50 L12 50 C14 74 30 84 34 86 L34 90 L48 90", "wood")
        pen.whole("M48 43 C32 43 18 46 12 50 C20 57 36 58 48 58", "gem")
        for x, y in ((32, 50), (46, 47), (58, 51), (66, 48)):
            pen.dot(x + lean / 2, y, 3.4, t.pick("bits", ("leaf", "bone", "cloth")), rim=True)
        pen.line("M36 36 C30 28 42 24 36 14 M50 34 C44 26 56 22 50 10 M64 36 C58 28 70 24 64 14", "rim", 2, 0.5)
    elif form == "sausage":
        for y, part in ((40, "cloth"), (54, "leather"), (66, "cloth")):
            pen.shape(
                f"M14 {y - 4} C34 {y + 10} 62 {y + 10} 82 {y - 6} C90 {y} 88 {y + 8} 82 {y + 8} C62 {y + 22} 32 {y + 22} 14 {y + 8} C8 {y + 4} 8 {y - 2} 14 {y - 4} Z",
                part,
            )
            pen.line(f"M18 {y} C36 {y + 12} 60 {y + 12} 78 {y}", f"{part}.lit", 1.6, 0.8)
    else:
        pen.whole(f"M48 32 C40 24 18 24 {17 - w} 50 C18 76 36 92 48 86", t.pick("skin", ("leaf", "leather", "gem")))
        pen.line("M24 44 C24 38 28 34 33 33", "white", 2.6, 0.8)
        pen.line("M48 32 C48 22 52 16 58 12", "wood.mid", 3)
        pen.shape("M52 24 C58 12 74 12 80 18 C74 28 62 30 52 24 Z", "leaf")
    if form not in ("bowl", "apple") and t.chance("sprig", 60):
        pen.shape("M66 72 C72 60 82 62 90 60 C88 70 78 76 66 72 Z M66 72 C70 80 82 82 88 80 C84 72 76 70 66 72 Z", "leaf")
    if rank:
        for i in range(rank + 1):
            pen.dot(t.num(f"spark-x{i}", 20, 76), t.num(f"spark-y{i}", 14, 30), 1.5, "glow")


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
