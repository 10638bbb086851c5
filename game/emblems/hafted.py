"""Axes, maces, spears and staves."""

from game.emblems.hilts import haft
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def axe(pen: Pen, t: Traits, rank: int) -> None:
    haft(pen, t, 8, 86, rank)
    reach, beard = t.num("reach", 0, 6), t.num("beard", 0, 9)
    top, low = 8 - reach / 2, 44 + beard
    form = t.form("head", ("single", "double", "spike", "moon", "hammer"))
    bit = f"M47 17 C40 17 {32 - reach} 14 {26 - reach} {top} C{17 - reach} 20 {17 - reach} 34 {25 - reach} {low} C30 37 38 35 47 35 Z"
    if form == "moon":
        bit = f"M47 20 C42 20 38 17 37 6 C{17 - reach} 14 {16 - reach} 44 37 {low + 3} C37 37 42 34 47 34 Z"
    edge = f"M{26 - reach} {top} C{17 - reach} 20 {17 - reach} 34 {25 - reach} {low} C{22 - reach} 36 {22 - reach} 20 {26 - reach} {top} Z"
    draw = pen.pair if form == "double" else pen.shape
    draw(bit, "metal")
    if form != "moon":
        draw(edge, "metal.lit", rim=False)
    if form in ("single", "spike", "moon"):
        pen.shape(f"M49 19 L{58 + reach} {22 if form == 'single' else 14} L{66 + reach} 25 L49 33 Z", "metal")
    elif form == "hammer":
        pen.shape(f"M49 20 L58 20 L58 17 L{65 + reach} 17 L{65 + reach} 35 L58 35 L58 32 L49 32 Z", "metal")
    pen.line("M42 22 C38 22 34 21 32 19", "metal.lit", 1)
    pen.whole("M48 13 L44.5 14 L44.5 38 L48 39", "trim")
    for i in range(1 + rank // 2):
        pen.dot(48, 26 + 7 * i - 3.5 * (rank // 2), 2.4, "gem" if rank else "trim.dark", rim=True)
    if rank > 1:
        pen.line("M40 31 L33 30 L36 26 L30 25", "glow", 1)
    if t.chance("top", 50):
        pen.whole("M48 1 L45.5 12 L48 13", "metal")


def mace(pen: Pen, t: Traits, rank: int) -> None:
    haft(pen, t, 36, 86, rank, 2.5)
    form, w = t.form("head", ("flanges", "ball", "block", "cone", "skull")), t.num("weight", 0, 4)
    if form == "flanges":
        pen.pair(f"M46 9 L{39 - w} 10 L{30 - w} 18 L{34 - w} 24 L{29 - w} 31 L41 40 L46 40 Z", "metal")
        pen.whole("M48 5 L43.5 9 L43.5 41 L48 43", "trim")
        pen.line(f"M{33 - w} 19 L42 22 M{33 - w} 30 L42 30", "metal.deep", 1.2, twin=True)
    elif form == "ball":
        r = 13 + w / 2
        spikes = "M48 2 L44 12 L48 14 L52 12 Z M24 24 L35 20 L35 28 Z M72 24 L61 20 L61 28 Z"
        pen.shape(f"{spikes} M31 7 L42 13 L36 18 Z M65 7 L54 13 L60 18 Z M31 41 L36 31 L42 35 Z M65 41 L60 31 L54 35 Z", "bone")
        pen.dot(48, 24, r, "metal", rim=True)
        pen.line("M40 17 C43 13 47 12 50 12", "metal.lit", 1.8)
        pen.dot(48, 24, 4, "metal.deep")
    elif form == "block":
        pen.whole(f"M48 10 L{28 - w} 9 L{26 - w} 14 L{26 - w} 34 L{28 - w} 39 L42 37 L48 38", "metal")
        pen.pair(f"M{29 - w} 12 L{33 - w} 12 L{33 - w} 36 L{29 - w} 36 Z", "trim", rim=False)
        pen.line("M38 16 L38 32", "metal.deep", 1.3, twin=True)
    elif form == "cone":
        pen.whole(f"M48 1 C{38 - w} 4 {31 - w} 16 {32 - w} 28 L39 41 L48 43", "metal")
        for y, out in ((14, 7), (22, 11), (30, 11)):
            pen.pair(f"M{46 - out} {y - 4} L{38 - out - w} {y} L{46 - out} {y + 4} L{50 - out} {y} Z", "trim")
        pen.shape("M48 9 L51 13 L48 17 L45 13 Z M48 28 L51 32 L48 36 L45 32 Z", "trim")
    else:
        pen.whole(f"M48 4 C36 4 {33 - w} 12 {33 - w} 21 L{36 - w} 29 L40 31 L40 39 L48 40", "bone")
        pen.pair("M37 20 C40 16 46 19 45 24 C43 28 38 27 37 20 Z", "ink", rim=False)
        pen.line("M48 33 L48 39 M44 33 L44 39 M52 33 L52 39", "bone.deep", 1.2)
    if rank and form != "skull":
        pen.dot(48, 24, 3 + rank * 0.4, "gem", rim=True)
        pen.dot(46.8, 22.6, 1, "white")
    if form == "skull" and rank:
        pen.dot(41.5, 22.5, 1.5, "glow", twin=True)


def spear(pen: Pen, t: Traits, rank: int) -> None:
    haft(pen, t, 26, 92, rank, 1.9)
    form, w = t.form("head", ("leaf", "trident", "winged", "glaive", "barbed")), t.num("breadth", 0, 4)
    if form == "trident":
        pen.pair("M46 37 C36 37 33 28 36 8 L39 20 L42 22 C41 28 43 30 46 31 Z", "metal")
        pen.whole("M48 0 L44 14 L45.5 36 L48 37", "metal")
    elif form == "glaive":
        pen.shape(f"M45 40 L45 30 C{38 - w} 22 {39 - w} 8 54 -4 C52 10 56 22 52 40 Z", "metal")
        pen.line(f"M45 28 C{41 - w} 20 {42 - w} 12 49 4", "metal.lit", 1.4)
        pen.shape("M51 30 L60 24 L56 36 Z", "metal")
    else:
        low = {"leaf": "44 34", "winged": "43 30", "barbed": f"{34 - w} 36 L44 29"}[form]
        pen.whole(f"M48 -3 C45 6 {39 - w} 10 {38 - w} 20 L{low} L45 38 L48 39", "metal")
        pen.whole("M48 6 L46.8 20 L47 34 L48 35", "metal.deep", rim=False)
        if form == "winged":
            pen.pair(f"M46 38 L{32 - w} 33 L37 40 L46 44 Z", "metal")
    pen.whole("M48 36 L44.6 37 L44.6 43 L48 44", "trim")
    if t.chance("pennon", 50):
        pen.shape("M50 44 C58 42 62 50 70 46 L66 53 L71 60 C62 60 58 54 50 57 Z", "cloth")
    else:
        pen.pair("M46 44 L42 54 L44.5 53 L44 58 L47 50 Z", "cloth")
    if rank:
        pen.dot(48, 40, 2 + rank * 0.3, "gem", rim=True)
    if rank > 1:
        pen.line("M48 12 L48 24", "glow", 1.6)


def staff(pen: Pen, t: Traits, rank: int) -> None:
    haft(pen, t, 34, 90, rank, t.num("thick", 2, 2.8))
    form, r = t.form("head", ("moon", "claw", "lantern", "skull", "coil", "antlers")), t.num("orb", 6, 8.5)
    if form == "moon":
        pen.shape("M62 4 C40 -4 26 20 38 34 C46 44 62 42 67 30 C58 36 46 32 45 21 C44 13 52 6 62 4 Z", "trim")
        pen.dot(56, 20, r - 1, "gem", rim=True)
    elif form == "claw":
        pen.dot(48, 17, r + 1, "gem", rim=True)
        pen.pair("M46 38 C34 36 30 24 36 8 C36 20 40 26 46 28 Z", "trim")
    elif form == "lantern":
        pen.whole("M48 3 L37 11 L39 13 L39 30 L36 34 L48 36", "trim")
        pen.whole("M48 13 L42 13 L42 30 L48 30", "glow", rim=False)
        pen.whole("M48 16 C44 22 44 28 48 28", "gem.mid", rim=False)
    elif form == "skull":
        pen.whole("M48 4 C34 4 32 16 34 22 L38 28 L41 30 L41 37 L48 38", "bone")
        pen.pair("M38 20 C40 16 46 19 45 23 C43 27 38 26 38 20 Z", "ink", rim=False)
        pen.dot(41.6, 22, 1.6, "glow", twin=True)
    elif form == "coil":
        d = "M48 38 C36 34 32 20 42 11 C54 2 66 14 60 24 C55 31 45 28 48 20"
        pen.line(d, "ink", 6.4)
        pen.line(d, "wood.mid", 4.4)
        pen.line("M44 34 C36 29 35 20 43 13", "wood.lit", 1.4)
        pen.dot(50, 20, r - 3, "gem", rim=True)
    else:
        d = "M47 38 C34 34 28 24 26 6 L32 14 C33 12 33 8 32 4 L38 16 C39 26 44 30 47 30 Z"
        pen.pair(d, "bone")
        pen.dot(48, 20, r - 1, "gem", rim=True)
    if form in ("claw", "antlers"):
        pen.dot(46, 16, 1.6, "white", opacity=0.9)
    pen.whole("M48 34 L44 36 L45 42 L48 43", "trim")
    if rank > 1:
        pen.pair("M45 46 C38 48 38 56 42 60 C41 54 43 51 46 51 Z", "cloth")
