"""The undead: corpse, ghost, skeleton."""

from game.emblems.features import eyes, fangs, marks
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def _shoulders(pen: Pen, t: Traits, paint: str = "cloth") -> None:
    """Ragged shoulders that a head can stand on."""
    pen.whole(f"M48 70 L38 72 C24 74 14 80 {10 + t.num('shoulder', -2, 4)} 94 L22 90 L26 96 L36 92 L40 97 L48 95", paint)
    pen.pair("M42 74 L30 80 L40 92 L46 84 Z", f"{paint}.deep", rim=False)


def corpse(pen: Pen, t: Traits, rank: str) -> None:
    jaw, hair = t.num("jaw", 0, 6), t.pick("hair", ("bald", "strands", "hat", "bandage"))
    _shoulders(pen, t)
    pen.whole(f"M48 14 C34 14 26 24 27 40 L25 46 L30 54 L32 68 L38 {78 + jaw} L48 {82 + jaw}", "skin")
    pen.shape("M56 17 L68 28 L66 38 L58 34 L60 26 Z", "bone")
    pen.line("M58 24 L64 32 M62 22 L60 34", "ink", 1)
    pen.pair("M44 40 C38 34 31 36 30 42 C31 50 40 50 44 47 Z", "hide.deep", rim=False)
    pen.dot(37, 43, 4.2, "white", rim=True)
    pen.dot(t.num("look", 36, 38), 43, 1.9, "eye.dark")
    pen.dot(59, 43.6, 2, "glow")
    pen.whole("M48 46 L45 56 L48 57", "hide.deep", rim=False)
    pen.whole(f"M48 63 L37 61 C37 {72 + jaw} 42 {76 + jaw} 48 {76 + jaw}", "ink")
    for x in (40, 44, 52):
        pen.shape(f"M{x - 1.8} 62.6 L{x + 1.8} 63 L{x + 1} 68 L{x - 1.4} 67.6 Z", "bone.lit", rim=False)
    for x in (42, 50, 54):
        pen.shape(
            f"M{x - 1.6} {75 + jaw} L{x - 1} {70.6 + jaw} L{x + 1.6} {71 + jaw} L{x + 1.6} {76 + jaw} Z", "bone.mid", rim=False
        )
    pen.line("M33 56 L40 60 M34 60 L37 55 M38 62 L40 57", "ink", 1.2)
    if hair == "strands":
        pen.line("M40 15 C30 18 24 30 22 44 M44 14 C34 18 29 26 27 38 M56 15 C66 18 70 28 74 46", "hide.deep", 2)
    elif hair == "hat":
        pen.whole("M48 2 L34 3 L33 17 L18 19 L18 24 L48 26", "cloth")
        pen.whole("M48 12 L33.5 12 L33 18 L48 19", "blood", rim=False)
    elif hair == "bandage":
        pen.shape("M28 24 L69 30 L69 37 L27 32 Z", "bone")
        pen.line("M28 28 L69 33", "bone.deep", 1)
        pen.shape("M27 31 L18 40 L22 41 L20 48 L28 36 Z", "bone")
    if t.chance("drip", 50):
        pen.line(f"M54 {76 + jaw} L54 {84 + jaw} M42 {76 + jaw} L42 {80 + jaw}", "blood.lit", 1.8)
    marks(pen, t, rank, 17, 10)


def ghost(pen: Pen, t: Traits, rank: str) -> None:
    sway, form = t.num("sway", -8, 8), t.pick("form", ("shroud", "hood", "veil", "head"))
    tail = f"C80 66 86 76 {82 + sway} 92 C74 86 70 88 {66 + sway} 95 C60 86 54 88 {48 + sway} 96 C42 87 36 88 {30 + sway} 94 C26 86 20 86 {12 + sway} 91 C12 76 18 66 20 52"
    pen.shape(f"M48 8 C66 8 76 28 76 50 {tail} C20 28 30 8 48 8 Z", "skin", opacity=0.93)
    pen.shape(
        f"M48 30 C60 40 62 62 {60 + sway / 2} 84 C52 78 48 78 {40 + sway / 2} 86 C34 66 38 42 48 30 Z",
        "hide",
        rim=False,
        opacity=0.45,
    )
    pen.line(
        f"M30 40 C26 60 26 70 {22 + sway} 84 M66 40 C70 60 70 70 {74 + sway} 84 M38 62 L{38 + sway / 2} 82",
        "hide.mid",
        1.5,
        0.7,
    )
    pen.pair("M26 52 C16 54 12 62 8 70 L14 68 L13 74 L18 70 L20 75 L24 68 C28 64 30 60 32 56 Z", "skin.mid", opacity=0.95)
    if form == "hood":
        pen.whole("M48 18 C36 18 30 30 32 44 C34 54 42 58 48 60", "void")
    elif form == "veil":
        pen.whole("M48 10 C36 10 26 22 26 40 L32 46 L48 22", "bone", opacity=0.6)
    elif form == "head":
        pen.whole("M48 16 C34 16 30 30 32 40 L37 46 L38 56 L48 60", "bone")
    kind = t.pick("face", ("howl", "hollow", "calm"))
    if kind == "calm" or form == "hood":
        eyes(pen, t, 41, 37, 4.4, ("slant", "ember"))
    else:
        pen.pair("M45 36 C43 28 36 28 35 36 C35 43 42 46 45 42 Z", "ink", rim=False)
        pen.dot(40.4, 37, 2, "glow", twin=True)
    if form != "hood":
        low = 62 if kind == "howl" else 52
        pen.whole(f"M48 46 C43 46 41 52 {42} {low - 4} C44 {low} 46 {low} 48 {low}", "ink", rim=False)
    if t.chance("chain", 45):
        pen.line("M14 72 C30 84 66 84 82 72", "ink", 4)
        pen.line("M14 72 C30 84 66 84 82 72", "metal.lit", 2.4, dash="3 3.6")
    for i in range(4):
        pen.dot(t.num(f"wisp-x{i}", 10, 86), t.num(f"wisp-y{i}", 30, 80), t.num(f"wisp{i}", 0.8, 1.8), "glow")
    marks(pen, t, rank, 14, 10)


def skeleton(pen: Pen, t: Traits, rank: str) -> None:
    cover, cheek = t.pick("cover", ("none", "helm", "hood", "antlers", "horns")), t.num("cheek", 0, 4)
    pen.pair("M46 86 C36 80 22 82 14 92 L22 95 C30 90 38 90 46 94 Z", "bone")
    pen.whole("M48 76 L43 78 L43 96 L48 96", "bone.dark")
    if cover == "hood":
        pen.whole("M48 4 C28 6 18 26 16 50 C15 72 20 86 28 95 L38 90 C30 70 32 30 48 18", "cloth")
    if cover == "antlers":
        pen.pair("M36 20 C28 14 18 12 10 0 L12 12 L4 10 L14 20 L8 24 C20 26 26 28 32 28 Z", "horn")
    elif cover == "horns":
        pen.pair("M32 24 C16 26 8 16 10 2 C16 12 24 14 36 13 Z", "horn")
    pen.whole(f"M48 10 C32 10 {23 - cheek / 2} 22 25 38 L{26 - cheek} 48 L33 55 L35 66 L48 68", "bone")
    pen.pair("M45 42 C43 32 30 32 29 40 C28 50 36 54 42 51 Z", "ink", rim=False)
    eye = t.pick("light", (2.6, 1.8, 3.4))
    pen.dot(37, 43.5, eye, "eye.mid", twin=True)
    pen.dot(37, 43.5, eye * 0.5, "glow", twin=True)
    pen.whole("M48 49 L44 57 L48 59", "ink", rim=False)
    drop = t.num("jaw", 0, 7)
    pen.whole(f"M48 {70 + drop} L36 {66 + drop} L33 58 L31 60 L34 {78 + drop} L42 {86 + drop} L48 {87 + drop}", "bone")
    pen.line(
        f"M38 62 L38 68 M43 63 L43 69 M48 63 L48 69 M53 63 L53 69 M58 62 L58 68 M41 {70 + drop} L41 {76 + drop} M48 {71 + drop} L48 {78 + drop} M55 {70 + drop} L55 {76 + drop}",
        "ink",
        1.3,
    )
    if cover == "helm":
        pen.whole("M48 4 C32 5 22 16 22 34 L44 31 L45 50 L48 52", "metal")
        pen.line("M26 30 L42 27", "metal.lit", 1.2, twin=True)
    if t.chance("crack", 60):
        side = t.pick("crack-side", (1, -1))
        pen.line(f"M{48 + side * 6} 12 L{48 + side * 9} 20 L{48 + side * 5} 25 L{48 + side * 8} 31", "ink", 1.3)
    if t.chance("fangs", 40):
        fangs(pen, 40, 65, 8, 1.8)
    marks(pen, t, rank, 18, 11)
