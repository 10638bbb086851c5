"""Scales: fish, hydra, reptile, serpent."""

from game.emblems.features import eyes, fangs, marks
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def fish(pen: Pen, t: Traits, rank: str) -> None:
    """Face on, jaws open, fins out: or a pike seen from the side."""
    if t.chance("pike", 45):
        _pike(pen, t, rank)
        return
    gape, fin = t.num("gape", 0, 6), t.num("fin", 0, 8)
    pen.pair(f"M26 46 L{6 - fin / 4} {30 - fin} L10 44 L{3 - fin / 4} 50 L10 56 L{5 - fin / 4} 68 L28 64 Z", "skin")
    pen.line(f"M24 50 L{10 - fin / 4} {36 - fin} M24 56 L10 64 M22 53 L8 50", "skin.dark", 1.2, twin=True)
    pen.whole("M48 2 L44 12 L38 8 L36 20 L48 26", "skin")
    pen.whole(f"M48 14 C32 14 22 30 22 50 C22 {74 + gape} 34 {88 + gape / 2} 48 {90 + gape / 2}", "hide")
    rows = ((20, 7.2), (27, 11.4), (34, 15.6))
    scales = "".join(f"M{48 - w} {y} Q{48 - w / 2} {y + 7} 48 {y} Q{48 + w / 2} {y + 7} {48 + w} {y} " for y, w in rows)
    pen.line(scales, "hide.lit", 1.1, 0.8)
    pen.whole(f"M48 54 C36 54 28 60 28 68 C30 {82 + gape} 40 {86 + gape / 2} 48 {86 + gape / 2}", "skin")
    pen.whole(f"M48 58 C39 58 33 62 33 69 C34 {79 + gape} 42 {81 + gape} 48 {81 + gape}", "ink")
    teeth = ""
    for x, y in ((36, 63.4), (40.5, 60.4), (45.4, 59)):
        teeth += f"M{x - 2} {y} L{x + 2.2} {y - 0.6} L{x + 0.6} {y + 8 + t.num(f'tooth{x}', -1, 4)} Z "
        teeth += f"M{x - 1} {138 + gape * 1.3 - y} L{x + 3} {140 + gape * 1.3 - y} L{x + 1} {131 + gape * 1.3 - y} Z "
    pen.pair(teeth, "white", rim=False)
    eyes(pen, t, 32, 44, 7, ("round", "round", "slit"))
    if t.chance("lure", 45):
        pen.line("M48 16 C48 2 62 -2 68 8", "ink", 3)
        pen.line("M48 16 C48 2 62 -2 68 8", "skin.lit", 1.6)
        pen.dot(68, 11, 4, "glow", rim=True)
    if t.chance("barbels", 45):
        pen.line("M30 70 C22 74 22 84 16 88 M34 78 C28 84 30 90 26 94", "skin.lit", 1.6, twin=True)
    pen.line("M25 56 C27 52 27 48 26 44", "blood.mid", 1.6, twin=True)
    marks(pen, t, rank, 22, 9)


def _pike(pen: Pen, t: Traits, rank: str) -> None:
    """From the side, bent as it turns on somebody."""
    arch, jaw, fin = t.num("arch", -6, 8), t.num("jaw", 4, 12), t.num("sail", 4, 16)
    pen.shape(f"M36 {34 - arch} L44 {18 - arch - fin} L52 {27 - arch} L62 {16 - arch - fin / 2} L70 {36 - arch} Z", "skin")
    pen.shape(f"M44 62 L40 {78 + fin / 2} L54 66 Z M66 60 L70 {72 + fin / 2} L76 58 Z", "skin")
    pen.shape(f"M78 48 L95 30 L91 {48 + arch / 2} L96 68 L78 56 Z", "skin")
    pen.line(f"M82 50 L91 38 M82 53 L91 61 M46 {30 - arch} L46 {20 - arch - fin / 2}", "skin.dark", 1.2)
    pen.shape(
        f"M4 42 C20 36 28 {28 - arch} 46 {28 - arch} C62 {28 - arch} 72 40 82 48 L82 56 C70 60 60 66 44 66 C34 66 28 62 26 58 L34 50 Z",
        "hide",
    )
    pen.shape(f"M34 50 L26 58 L6 {50 + jaw} C14 {60 + jaw} 30 {64 + jaw / 2} 42 66 Z", "hide.dark")
    pen.shape("M34 54 C40 60 62 60 80 54 C66 62 54 66 44 66 C38 66 34 62 34 54 Z", "skin", rim=False)
    for i in range(4):
        x = 9 + i * 5.5
        pen.shape(
            f"M{x} {43 + i * 1.6} L{x + 4} {42.6 + i * 1.8} L{x + 2.6} {50 + i} Z M{x} {51 + jaw - i * jaw / 5} L{x + 4} {51 + jaw - i * jaw / 5} L{x + 2} {44 + jaw - i * jaw / 5} Z",
            "white",
            rim=False,
        )
    for i in range(4):
        x = 46 + i * 8
        pen.line(f"M{x} {36 - arch / 2} L{x + 4} {44 - arch / 3} L{x} 52", "hide.lit", 1.6, 0.8)
    pen.dot(27, 43 - arch / 3, 4.6, "ink")
    pen.dot(27, 43 - arch / 3, 3.2, "eye.lit")
    pen.dot(26, 43 - arch / 3, 1.3, "ink")
    pen.line("M38 44 C42 50 42 56 38 60", "blood.mid", 1.8)
    marks(pen, t, rank, 22 - arch, 9)


def _neck(pen: Pen, t: Traits, n: int, path: str, x: float, y: float, turn: float, size: float) -> None:
    """A neck along the path that ends in a head at (x, y), turned by degrees, looking up at 0."""
    pen.line(path, "ink", 11.5 * size)
    pen.line(path, "hide.dark", 9.5 * size)
    pen.line(path, "skin.dark", 3 * size)
    with pen.group(f'transform="translate({x:.1f} {y:.1f}) rotate({turn:.0f}) scale({size:.2f}) translate(-48 -48)"'):
        pen.whole("M48 30 L43 32 C38 40 38 46 41 54 L48 58", "hide")
        pen.whole("M48 29 L45 33 L46 45 L48 46", "blood.dark" if t.chance(f"open{n}", 60) else "skin.mid", rim=False)
        pen.dot(43.4, 46, 1.8, "glow", twin=True)


def hydra(pen: Pen, t: Traits, rank: str) -> None:
    heads, sway = 3 if rank != "common" else t.pick("heads", (3, 3, 4)), t.num("sway", -5, 5)
    rise = t.num("rise", -4, 4)
    if heads == 4:
        _neck(pen, t, 3, "M38 86 C20 84 8 76 12 66", 11, 62, -12, 0.85)
    _neck(pen, t, 0, f"M40 88 C30 72 {16 - sway} 62 22 {42 + rise}", 23, 36 + rise, -10 + sway * 2, 1)
    _neck(pen, t, 1, f"M56 88 C66 72 {80 - sway} 62 74 {42 - rise}", 73, 36 - rise, 10 + sway * 2, 1)
    _neck(pen, t, 2, f"M48 90 C{48 + sway * 3} 70 {48 - sway * 3} 52 48 30", 48, 24, -sway * 2, 1.2)
    pen.whole("M48 66 C34 68 22 78 18 92 C30 96 40 96 48 96", "hide")
    pen.shape("M40 74 L56 74 L57 79 L39 79 Z M37 81 L59 81 L60 86 L36 86 Z M34 88 L62 88 L63 93 L33 93 Z", "skin", rim=False)
    if t.chance("spikes", 50) and heads == 3 and rank == "elite":
        pen.pair("M32 72 L22 66 L27 78 Z M24 82 L13 80 L20 90 Z", "horn")
    marks(pen, t, rank, 16 if rank == "boss" else 72, 8)


def reptile(pen: Pen, t: Traits, rank: str) -> None:
    """A wedge of a head from above and before: crests, nostrils, jaws."""
    frill, snout = t.num("frill", 0, 10), t.num("snout", 0, 6)
    form = t.pick("form", ("frill", "horns", "crest", "plain"))
    if form == "frill":
        pen.pair(
            f"M38 58 L30 28 L{18 - frill / 2} {14 - frill / 2} L18 30 L{5} 30 L12 44 L{2} 54 L14 58 L8 72 L24 68 L34 76 Z",
            "skin",
        )
        pen.line(f"M36 54 L{20 - frill / 2} 20 M34 58 L9 34 M34 62 L7 54 M34 66 L13 69", "blood.mid", 1.4, twin=True)
    elif form == "horns":
        pen.pair(
            f"M38 28 C28 26 {18 - frill / 2} 18 {22 - frill / 2} 2 C28 12 36 16 44 20 Z M30 40 L{14 - frill / 2} 34 L28 50 Z M28 52 L{12 - frill / 2} 54 L28 62 Z",
            "horn",
        )
    elif form == "crest":
        pen.whole(f"M48 {6 - frill / 2} L44 14 L38 10 L38 20 L30 18 L34 32 L48 36", "skin")
    pen.whole(f"M48 20 L40 21 L30 32 L26 48 L31 60 L34 {78 + snout} L41 {88 + snout / 2} L48 {90 + snout / 2}", "hide")
    pen.whole(f"M48 26 L43 30 L44 46 L40 60 L38 {76 + snout} L48 {82 + snout / 2}", "fur")
    pen.pair("M44 42 L31 33 L27 46 L34 52 L43 50 Z", "hide.deep", rim=False)
    eyes(pen, t, 35.5, 45, 5.4, ("slit", "slit", "slant"))
    for y in (58, 65, 72):
        pen.pair(f"M46 {y} L41 {y - 2} L42 {y + 3} Z", "hide.lit", rim=False)
    pen.pair(f"M45 {79 + snout / 2} L41 {77 + snout / 2} L42 {80 + snout / 2} Z", "ink", rim=False)
    pen.line(f"M32 62 C36 68 35 {76 + snout} 41 {84 + snout / 2} L48 {85 + snout / 2}", "ink", 1.6, twin=True)
    for i in range(3):
        fangs(pen, 35 + i * 2.4, 68 + i * 6.4 + snout / 2, 5, 1.3)
    if t.chance("tongue", 45):
        pen.shape(f"M47 {87 + snout / 2} L49 {87 + snout / 2} L49 93 L53 97 L48.4 95 L43 97 L47 93 Z", "blood.lit", rim=False)
    if t.chance("scales", 60):
        for x, y in ((40, 28), (37, 34), (33, 57), (36, 60)):
            pen.dot(x, y, 1.3, "hide.lit", twin=True)
    marks(pen, t, rank, 27, 9)


def serpent(pen: Pen, t: Traits, rank: str) -> None:
    """Reared up out of its coils, hood spread or narrow."""
    coil, hood = t.num("coil", 0, 6), t.pick("hood", (0, 9, 15))
    for y, rx, part in ((86, 38 - coil / 2, "hide.dark"), (78, 32, "hide.mid"), (70, 24 + coil / 2, "hide.dark")):
        pen.shape(
            f"M{48 - rx} {y} C{48 - rx} {y - 14} {48 + rx} {y - 14} {48 + rx} {y} C{48 + rx} {y + 10} {48 - rx} {y + 10} {48 - rx} {y} Z",
            part,
        )
        pen.line(f"M{50 - rx} {y + 1} C{52 - rx} {y + 8} {44 + rx} {y + 8} {46 + rx} {y + 1}", "skin.mid", 2.2, 0.9, dash="3 3")
    pen.line("M84 86 C94 84 94 74 88 66", "ink", 5)
    pen.line("M84 86 C94 84 94 74 88 66", "hide.lit", 3)
    lean = t.num("lean", -5, 5)
    pen.whole(f"M48 22 C{38 - hood} 30 {35 - hood} 44 39 56 L{38 + lean / 5} 74 L48 76", "hide")
    belly = "".join(f"M41.6 {y - 1} L54.4 {y - 1} L54.4 {y + 3} L48 {y + 4.4} L41.6 {y + 3} Z " for y in range(40, 72, 6))
    pen.shape(belly, "skin", rim=False)
    if hood:
        pen.pair(f"M{42 - hood * 0.5} 38 L{40 - hood * 0.7} 46 L41 50 Z", "eye.dark", rim=False)
    pen.whole("M48 8 C40 9 34 16 34 24 L39 34 L48 40", "hide")
    pen.pair("M45 25 L36 17 L35 24 L41 28 Z", "hide.deep", rim=False)
    eyes(pen, t, 39.6, 23.6, 3.8, ("slit", "slant", "ember"))
    pen.whole("M48 30 L40 30 C40 40 44 44 48 45", "ink")
    fangs(pen, 43, 30.6, 9, 1.5)
    pen.shape("M47.3 36 L48.7 36 L48.7 46 L53 54 L48 49 L43 54 L47.3 46 Z", "blood.lit", rim=False)
    if t.chance("horns", 40):
        pen.pair("M39 14 L32 4 L36 18 Z", "horn")
    if t.chance("diamond", 50):
        pen.shape("M48 12 L45 17 L48 22 L51 17 Z", "skin.mid", rim=False)
    marks(pen, t, rank, 12, 8)
