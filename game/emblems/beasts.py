"""Furred beasts from the front: wolf, hound, bear, cat, rat."""

from game.emblems.features import eyes, fangs, marks
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def wolf(pen: Pen, t: Traits, rank: str) -> None:
    ear, tuft, snarl = t.num("ear", 0, 8), t.num("tuft", 0, 7), t.chance("snarl", 55)
    pen.whole(
        f"M48 24 L39 22 L{25 - ear / 2} {10 - ear / 2} L21 32 L{13 - tuft} 50 L20 52 L{14 - tuft / 2} 64 L23 66 L22 78 L33 76 L38 90 L48 94",
        "hide",
    )
    pen.pair(f"M{27 - ear / 2} {16 - ear / 2} L36 25 L26 35 Z", "hide.deep", rim=False)
    pen.whole("M48 24 L41 28 L44 42 L38 50 L24 46 L18 52 L25 58 L22 66 L31 66 L36 74 L40 84 L48 88", "fur")
    pen.whole("M48 40 L42 50 L38 68 L41 80 L48 84", "skin")
    pen.pair("M45 45 L31 38 L22 40 L33 47 L44 52 Z", "hide.deep", rim=False)
    eyes(pen, t, 35, 48, 5, ("slant", "slit", "slant"))
    if snarl:
        pen.whole("M48 71 L38 68 L39 82 L48 90", "ink")
        fangs(pen, 42, 72, 8)
        fangs(pen, 45.6, 74, 4, 1.4)
        pen.pair("M41 84 L45 86 L43 79 Z", "white", rim=False)
        pen.whole("M48 80 L44 84 L48 90", "blood.mid", rim=False)
    else:
        pen.line("M48 72 L48 77 L40 80", "ink", 1.6, twin=True)
    pen.whole("M48 62 L41 62 L43 69 L48 73", "ink")
    pen.line("M44 63.6 L47 63.4", "rim", 1)
    marks(pen, t, rank, 26)


def hound(pen: Pen, t: Traits, rank: str) -> None:
    drop = t.num("ear", 0, 16)
    lop = t.chance("lop", 60)
    pen.whole("M48 20 L36 20 L28 30 L27 48 L32 62 L33 80 L40 90 L48 92", "hide")
    if lop:
        pen.pair(f"M36 21 C26 14 16 20 13 36 L{10 + drop / 4} {56 + drop} C20 {58 + drop} 27 50 29 36 Z", "hide.dark")
    else:
        pen.pair("M35 22 L24 4 L20 10 L19 24 L27 38 Z", "hide.dark")
        pen.pair("M25 10 L31 23 L26 31 Z", "blood.dark", rim=False)
    pen.whole("M48 24 L44 26 L43 44 L35 58 L35 76 L41 85 L48 87", "fur")
    pen.pair("M44 43 L33 36 L28 40 L33 47 L42 50 Z", "hide.deep", rim=False)
    eyes(pen, t, 36, 44, 4.6, ("slant", "ember", "slit"))
    pen.pair("M47 66 C42 62 35 66 34 72 C34 80 40 84 47 78 Z", "skin")
    pen.whole("M48 58 C42 57 39 60 41 64 L48 70", "ink")
    pen.line("M43 60 L47 59.6", "rim", 1)
    if t.chance("teeth", 60):
        pen.whole("M48 78 L40 81 L42 88 L48 91", "ink")
        fangs(pen, 42, 80, 7, 1.8)
        fangs(pen, 46, 79, 4, 1.3)
    collar = t.pick("collar", ("spikes", "chain", "none"))
    if collar == "spikes":
        pen.pair("M30 82 L20 84 L30 90 Z M36 90 L30 97 L42 94 Z", "metal")
        pen.line("M30 80 C34 92 40 95 48 96", "metal.dark", 4, twin=True)
    elif collar == "chain":
        pen.line("M30 82 C34 92 40 95 48 96", "metal.lit", 3, twin=True, dash="2 4")
    marks(pen, t, rank, 22)


def bear(pen: Pen, t: Traits, rank: str) -> None:
    jowl = t.num("jowl", 0, 6)
    pen.pair("M34 26 C28 12 12 12 12 24 C12 32 18 38 24 38 Z", "hide")
    pen.pair("M30 26 C26 18 18 18 18 25 C19 30 22 32 26 32 Z", "hide.deep", rim=False)
    pen.whole(
        f"M48 18 C36 17 25 24 22 36 L{15 - jowl} 52 L19 54 L{14 - jowl} 64 L20 66 L{18 - jowl / 2} 76 L27 77 L32 87 L48 92",
        "hide",
    )
    pen.whole("M48 22 C42 22 36 26 33 34 L40 44 L34 54 L22 56 L24 66 L32 76 L36 84 L48 88", "fur")
    pen.whole("M48 46 C40 46 33 54 33 64 C33 76 40 82 48 82", "skin")
    pen.pair("M44 44 L34 37 L27 39 L34 47 Z", "hide.deep", rim=False)
    eyes(pen, t, 35.5, 45, 3.8, ("ember", "round", "slant"))
    pen.whole("M48 53 C40 52 37 56 39 60 C41 64 46 65 48 66", "ink")
    pen.line("M42 55.5 L47 55", "rim", 1.1)
    if t.chance("roar", 60):
        pen.whole("M48 68 C40 68 36 72 37 77 C38 84 43 88 48 88", "ink")
        pen.whole("M48 80 C43 80 42 84 43 86 L48 88", "blood.mid", rim=False)
        fangs(pen, 41, 70, 8, 2.2)
        pen.pair("M40 85 L44 86.6 L41.4 78 Z", "white", rim=False)
    else:
        pen.line("M48 66 L48 71 C44 75 40 75 37 73", "ink", 1.6, twin=True)
    if t.chance("stripe", 40):
        pen.whole("M48 19 L44 24 L45 40 L48 45", "bone", rim=False)
    if t.chance("claws", 35):
        pen.line("M24 44 L30 70 M19 47 L24 71", "blood.lit", 1.5, 0.9)
    marks(pen, t, rank, 22, 12)


def cat(pen: Pen, t: Traits, rank: str) -> None:
    ear, puff = t.num("ear", 0, 7), t.num("puff", 0, 6)
    pen.whole(
        f"M48 28 C44 26 40 26 37 27 L{22 - ear / 3} {8 - ear} L18 38 C15 44 14 50 15 54 L{10 - puff} 60 L17 64 L{14 - puff} 72 L24 74 C32 84 40 88 48 88",
        "hide",
    )
    pen.pair(f"M{24 - ear / 3} {15 - ear} L34 29 L23 36 Z", "blood.dark", rim=False)
    pen.whole("M48 52 L40 54 C30 60 30 72 36 78 C40 81 44 82 48 82", "fur")
    pattern = t.pick("pattern", ("tabby", "mask", "plain", "blaze"))
    if pattern == "tabby":
        pen.pair(
            "M47 28 L44 30 L46 42 Z M40 28 L37 30 L42 41 Z M19 50 L30 54 L19 55 Z M20 60 L31 60 L22 65 Z",
            "hide.deep",
            rim=False,
        )
    elif pattern == "mask":
        pen.pair("M46 36 C34 34 22 40 20 50 C26 60 38 58 45 54 Z", "hide.deep", rim=False)
    elif pattern == "blaze":
        pen.whole("M48 28 L43 32 L45 50 L41 58 L48 62", "bone", rim=False)
    eyes(pen, t, 34, 49, 7, ("slit", "slit", "round"))
    pen.whole("M48 60 L43 60 L45 64 L48 66", "blood")
    pen.line("M48 66 L48 69 C45 74 40 74 37 72", "ink", 1.5, twin=True)
    if t.chance("fangs", 60):
        fangs(pen, 42.5, 73, 7, 1.8)
    pen.line("M36 66 L12 60 M36 69 L10 70 M37 72 L14 80", "rim", 0.9, 0.8, twin=True)
    if t.chance("torn", 35):
        pen.shape(f"M{24 - ear / 3} {20 - ear} L{16 - ear / 3} {23 - ear} L22 26 Z", "void", rim=False)
    marks(pen, t, rank, 30)


def rat(pen: Pen, t: Traits, rank: str) -> None:
    ear, tooth = t.num("ear", 10, 14), t.num("tooth", 8, 13)
    pen.line(f"M62 74 C86 84 88 60 78 56 C70 52 70 44 {80 + ear / 4} 40", "ink", 5)
    pen.line(f"M62 74 C86 84 88 60 78 56 C70 52 70 44 {80 + ear / 4} 40", "skin.mid", 3)
    pen.dot(27, 26, ear, "hide", rim=True, twin=True)
    pen.dot(28, 27, ear - 4, "skin.dark", twin=True)
    pen.whole("M48 24 C38 22 28 28 25 40 C22 50 16 56 14 62 L22 62 L18 70 L27 68 C33 76 40 84 48 88", "hide")
    pen.whole("M48 38 C42 42 40 52 36 60 C36 72 42 80 48 84", "fur")
    pen.pair("M44 46 C38 40 32 40 28 43 C31 52 39 54 43 52 Z", "hide.deep", rim=False)
    eyes(pen, t, 35.5, 47, 4.6, ("round", "ember", "slant"))
    pen.whole("M48 70 C42 69 40 73 43 76 L48 79", "blood")
    pen.shape(
        f"M44.6 82 L51.4 82 L51 {84 + tooth * 0.7} L48.3 {83 + tooth * 0.8} L48 85 L47.7 {83 + tooth * 0.8} L45 {84 + tooth * 0.7} Z",
        "white",
    )
    pen.line("M41 74 L16 68 M41 77 L14 80 M42 79 L22 88", "rim", 0.9, 0.85, twin=True)
    if t.chance("notch", 50):
        pen.shape("M15 22 L24 25 L16 30 Z", "void", rim=False)
    if t.chance("mange", 40):
        pen.shape("M52 28 L60 30 L64 38 L56 38 Z M28 56 L36 62 L30 64 Z", "skin.dark", rim=False)
    marks(pen, t, rank, 27)
