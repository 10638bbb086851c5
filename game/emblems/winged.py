"""Bats, birds and moths."""

from game.emblems.features import eyes, fangs, marks
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def bat(pen: Pen, t: Traits, rank: str) -> None:
    lift, fold = t.num("lift", -8, 8), t.num("fold", 0, 8)
    top, tip = 20 - lift, 50 + fold - lift / 2
    pen.pair(
        f"M42 42 L26 {top + 6} L20 {top - 6} L17 {top + 4} C6 {top + 12} 2 {tip - 10} 3 {tip + 12} C8 {tip + 2} 14 {tip + 2} 17 {tip + 10} C20 {tip + 3} 27 {tip + 4} 29 {tip + 15} C33 {tip + 6} 38 {tip + 4} 42 70 Z",
        "hide",
    )
    pen.line(
        f"M18 {top + 4} L4 {tip + 8} M19 {top + 4} L17 {tip + 8} M20 {top + 4} C26 {top + 18} 29 {tip} 29 {tip + 12} M20 {top + 4} L42 46",
        "hide.lit",
        1.2,
        0.8,
        twin=True,
    )
    pen.whole("M48 34 C40 36 37 46 38 58 L42 72 L44 82 L46 76 L48 78", "fur")
    ear = t.num("ear", 0, 9)
    pen.whole(f"M48 26 L43 26 L{32 - ear / 3} {12 - ear} L32 32 C31 42 38 50 48 52", "fur")
    pen.pair(f"M{34 - ear / 3} {17 - ear} L40 27 L34 31 Z", "blood.dark", rim=False)
    eyes(pen, t, 41, 35, 4, ("slant", "ember", "round"))
    pen.whole("M48 39 L44.5 42 L48 45", "ink")
    pen.whole("M48 46 L41 45 L44 51 L48 52", "ink", rim=False)
    fangs(pen, 44, 46, 6, 1.5)
    if t.chance("ruff", 50):
        pen.whole("M48 52 L40 48 L36 56 L41 57 L40 64 L45 60 L48 68", "skin")
    pen.pair("M43 78 L40 88 L44 84 L46 90 L47 80 Z", "horn", rim=False)
    marks(pen, t, rank, 24, 8)


def bird(pen: Pen, t: Traits, rank: str) -> None:
    """An owl or a raven, wings half spread."""
    spread = t.num("spread", 0, 8)
    owl = t.chance("owl", 45)
    feathers = f"M38 36 C26 30 14 {30 - spread} {8 - spread / 3} {16 - spread} C4 34 6 44 10 50 L{6 - spread / 4} 54 L13 58 L9 64 L18 66 L15 73 L25 72 L24 80 L36 74 Z"
    pen.pair(feathers, "hide")
    pen.line(
        f"M36 44 C24 42 16 36 {11 - spread / 3} {24 - spread} M36 54 C26 54 18 52 13 48 M37 64 C30 64 24 64 19 62",
        "hide.lit",
        1.2,
        0.75,
        twin=True,
    )
    pen.whole("M48 30 C38 32 32 44 34 60 L40 80 L42 92 L48 88", "fur")
    for y in (56, 64, 72):
        pen.line(f"M40 {y} R44 {y + 4} 48 {y} 52 {y + 4} 56 {y}", "hide.deep", 1.3)
    if owl:
        horn = t.num("horn", 0, 7)
        pen.whole(f"M48 22 L42 20 L{28 - horn / 3} {10 - horn} L30 28 C28 40 36 50 48 52", "hide")
        pen.dot(39.5, 33, 8.4, "skin", rim=True, twin=True)
        pen.dot(39.5, 33, 5, "ink", twin=True)
        pen.dot(39.5, 33, 3.8, "eye.lit", twin=True)
        pen.dot(40, 33, t.num("pupil", 1.2, 2.6), "ink", twin=True)
        pen.whole("M48 34 L44.6 38 L48 48", "horn")
    else:
        pen.whole("M48 16 C38 16 34 24 35 32 C36 40 42 46 48 48", "hide")
        eyes(pen, t, 41, 29, 3.8, ("ember", "slant", "round"))
        beak = t.num("beak", 52, 62)
        pen.whole(f"M48 30 L43 35 L44 42 L48 {beak}", "horn")
        pen.line("M48 36 L48 50", "ink", 1.1)
        if t.chance("crest", 50):
            pen.whole("M48 4 L44 10 L38 8 L40 18 L48 20", "hide.lit")
    if t.chance("claws", 60):
        pen.pair("M42 84 L36 94 L40 91 L43 96 L46 86 Z", "horn")
    marks(pen, t, rank, 19, 9)


def insect(pen: Pen, t: Traits, rank: str) -> None:
    """A moth with eyed wings, or a wasp."""
    up, low = t.num("up", 0, 8), t.num("low", 0, 10)
    wasp = t.chance("wasp", 35)
    if wasp:
        pen.pair(
            f"M44 40 C30 {24 - up} 10 {18 - up} 5 {28 - up} C4 42 26 50 44 46 Z M44 46 C32 46 16 54 14 66 C22 72 38 60 44 50 Z",
            "skin",
            opacity=0.85,
        )
        pen.line(f"M44 42 C32 34 18 28 9 {30 - up} M42 48 C32 52 22 58 18 64", "rim", 0.9, 0.8, twin=True)
        pen.whole("M48 52 C38 54 36 66 40 78 L48 95", "eye.dark")
        for y, w in ((60, 10), (69, 9), (78, 6)):
            pen.whole(f"M48 {y} L{48 - w} {y - 2} L{48 - w} {y + 3} L48 {y + 5}", "ink", rim=False)
        pen.whole("M48 34 C40 35 38 46 42 54 L48 56", "hide")
    else:
        pen.pair(
            f"M45 38 C34 {20 - up} 14 {10 - up} 4 {16 - up} C4 34 10 46 22 52 C14 58 {16 - low / 2} {72 + low} {24 - low / 2} {82 + low / 2} C36 80 43 66 46 54 Z",
            "hide",
        )
        pen.pair(f"M42 40 C34 28 20 {20 - up} 10 {21 - up} C12 34 22 46 42 50 Z", "fur", rim=False)
        r = t.num("spot", 5, 8)
        pen.dot(24, 34 - up / 2, r, "ink", twin=True)
        pen.dot(24, 34 - up / 2, r * 0.66, "eye.mid", twin=True)
        pen.dot(24, 34 - up / 2, r * 0.3, "ink", twin=True)
        pen.dot(29, 66 + low / 3, 3.4, "eye.dark", rim=True, twin=True)
        pen.line(f"M40 46 L8 {26 - up} M42 52 C32 58 26 66 24 78", "hide.deep", 1, 0.8, twin=True)
        pen.whole("M48 34 C42 36 41 50 43 62 L48 84", "fur")
        for y in (52, 60, 68):
            pen.line(f"M43 {y} L53 {y}", "hide.deep", 1.5)
    pen.whole("M48 24 C40 24 37 31 41 37 L48 40", "hide.dark")
    pen.dot(42.5, 31, 3.8, "eye", rim=True, twin=True)
    kind = t.pick("feeler", ("M45 25 C42 14 36 8 28 8", "M45 25 C36 20 32 10 34 3", "M45 25 L38 16 L40 6"))
    pen.line(kind, "rim", 1.5, twin=True)
    if wasp:
        pen.pair("M46 37 L42 46 L47 42 Z", "horn", rim=False)
        pen.line("M42 54 L32 66 L34 78 M41 48 L28 56 L26 66", "horn.lit", 1.5, twin=True)
    marks(pen, t, rank, 22, 7)
