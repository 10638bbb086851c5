"""Monsters on two legs: human, ogre, witch, demon, construct."""

from game.emblems.features import eyes, fangs, marks
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def human(pen: Pen, t: Traits, rank: str) -> None:
    """A bust: who hunts, steals or guards, by hat and collar."""
    hat, face = t.pick("hat", ("hood", "tricorn", "topper", "cap", "helm")), t.pick("face", ("scarf", "beard", "bare", "mask"))
    pen.whole("M48 66 L36 70 C20 72 10 80 6 95 L48 97", "cloth")
    pen.pair("M46 78 L36 62 L26 70 L36 86 L46 94 Z", "cloth.lit" if face != "scarf" else "hide")
    pen.line("M20 80 L24 95", "cloth.deep", 1.4, twin=True)
    pen.whole("M48 22 C38 22 34 30 34 42 L36 54 L42 66 L48 70", "skin")
    pen.whole("M48 40 L46 51 L44 53 L48 55", "skin.dark", rim=False)
    pen.pair("M45 42 L36 39 L36 42 L43 45 Z", "hide.deep", rim=False)
    eyes(pen, t, 40.4, 44.6, 2.8, ("slant", "ember", "slant"))
    if face == "scarf":
        pen.whole("M48 50 L32 47 L30 60 L36 72 L48 80", "blood")
        pen.line("M35 55 C40 58 44 59 48 59 M37 64 L48 68", "blood.deep", 1.3)
    elif face == "beard":
        pen.whole("M48 54 L42 54 L34 46 L33 58 L38 72 L44 76 L46 84 L48 86", "fur")
        pen.whole("M48 58 L43 59 L48 61", "ink", rim=False)
    elif face == "mask":
        pen.whole("M48 34 L34 36 L35 46 L42 50 L45 46 L48 50", "ink")
        eyes(pen, t, 40.6, 42, 2.8, ("slant",))
        pen.line("M43 60 L53 60", "ink", 1.4)
    else:
        pen.line("M43 60 C46 61.4 50 61.4 53 60", "ink", 1.5)
        pen.line("M37 56 L42 64", "skin.dark", 1.4, twin=True)
    if hat == "hood":
        pen.whole("M48 8 C32 8 24 24 24 44 C24 58 28 66 34 72 C32 56 32 34 48 28", "cloth")
        pen.line("M46 12 C34 16 28 30 28 46", "cloth.lit", 1.2, 0.7)
    elif hat == "tricorn":
        pen.shape(
            "M10 26 C22 22 30 8 48 8 C66 8 74 22 86 26 C76 32 66 30 62 38 C54 30 42 30 34 38 C30 30 20 32 10 26 Z", "hide"
        )
        pen.line("M12 26.6 C24 28 30 28 35 35 C42 29 54 29 61 35 C66 28 72 28 84 26.6", "metal.lit", 1.3)
        if t.chance("plume", 50):
            pen.shape("M62 24 C70 8 82 6 88 10 C84 18 76 24 62 26 Z", "blood")
    elif hat == "topper":
        pen.whole("M48 -1 L31 0 L33 25 L20 28 C22 34 36 35 48 35", "hide")
        pen.whole("M48 18 L32.4 18 L33 25 L48 26", "blood", rim=False)
    elif hat == "cap":
        pen.shape("M28 32 C26 12 70 8 74 28 L82 34 L62 32 C50 28 38 30 30 36 Z", "cloth")
    else:
        pen.whole("M48 10 C36 10 28 20 28 34 L20 37 L30 40 L48 36", "metal")
        pen.whole("M48 8 L45 12 L45.4 46 L48 48", "metal")
    tool = t.pick("tool", ("none", "pike", "axe", "lantern", "crossbolt"))
    if tool == "pike":
        pen.line("M82 94 L82 20", "ink", 4)
        pen.line("M82 94 L82 20", "horn.lit", 2.2)
        pen.shape("M82 4 L77 18 L82 26 L87 18 Z", "metal")
    elif tool == "axe":
        pen.line("M80 94 L80 40", "horn.lit", 3)
        pen.shape("M79 42 C90 38 94 48 90 62 C86 56 84 54 79 54 Z", "metal")
    elif tool == "lantern":
        pen.shape("M10 62 L22 62 L22 80 L10 80 Z", "metal")
        pen.shape("M12.4 65 L19.6 65 L19.6 77 L12.4 77 Z", "glow", rim=False)
        pen.line("M12 62 C12 54 20 54 20 62", "metal.lit", 1.6)
    elif tool == "crossbolt":
        pen.line("M14 96 L86 64", "ink", 4.4)
        pen.line("M14 96 L86 64", "metal.lit", 2.4)
    marks(pen, t, rank, 18, 11)


def ogre(pen: Pen, t: Traits, rank: str) -> None:
    brow, tusk = t.num("brow", 0, 5), t.num("tusk", 10, 18)
    pen.whole("M48 62 C28 60 10 66 4 94 L48 97", "hide")
    pen.line("M18 74 C14 82 12 88 12 94 M30 84 C38 88 44 88 48 86", "hide.deep", 1.6, twin=True)
    pen.pair(f"M28 42 L{12 - brow} 34 L{11 - brow} 42 L16 50 L28 54 Z", "skin")
    pen.whole(f"M48 14 C36 14 29 22 28 34 L{24 - brow / 2} 42 L26 58 L24 70 L34 84 L48 88", "skin")
    pen.whole("M48 42 C42 40 34 36 25 38 L24 46 C32 44 38 48 43 50 L48 48", "skin.dark", rim=False)
    eyes(pen, t, 36.4, 48, 3.6, ("slant", "ember", "round"))
    pen.whole("M48 46 L44 50 L41 59 L44 62 L48 63", "skin.mid")
    pen.dot(45, 60.6, 1.3, "ink", twin=True)
    pen.whole("M48 68 C40 66 32 67 28 70 C31 76 40 79 48 79", "ink")
    pen.pair(f"M32 74 L39 76 L{33 - tusk / 8} {74 - tusk} Z", "bone")
    fangs(pen, 44, 69, 4, 1.8)
    top = t.pick("top", ("bald", "knot", "mane", "horn", "helm"))
    if top == "knot":
        pen.whole("M48 0 C42 2 42 10 44 15 L48 16", "hide.deep")
    elif top == "mane":
        pen.whole("M48 6 L40 8 L36 16 L28 16 L27 26 L20 32 L28 36 C30 26 40 22 48 22", "hide.deep")
    elif top == "horn":
        pen.pair("M34 22 C24 20 20 10 24 0 C28 8 34 10 42 14 Z", "horn")
    elif top == "helm":
        pen.whole("M48 6 L44 2 L44 8 C32 8 26 20 26 34 L34 32 L48 36", "metal")
        pen.dot(32, 28, 1.3, "metal.lit", twin=True)
    if t.chance("ring", 45):
        pen.ring(48, 65, 4, 4, "eye.lit", 1.8)
    if t.chance("paint", 45):
        pen.line("M28 54 L36 62 M26 60 L34 68", "blood.lit", 2.2, 0.9, twin=True)
    marks(pen, t, rank, 22, 10)


def witch(pen: Pen, t: Traits, rank: str) -> None:
    bend, brim = t.num("bend", -14, 14), t.num("brim", 0, 6)
    pen.whole("M48 66 L38 70 C24 74 14 82 12 96 L48 97", "cloth")
    pen.pair(f"M34 40 C24 50 28 62 20 72 L{14 - brim / 2} 86 L24 80 L28 90 L34 76 L40 66 Z", "fur")
    pen.whole("M48 30 C38 30 34 38 35 46 L38 60 L48 72", "skin")
    pen.shape("M47 46 L50 46 L56 58 L54 62 L48 60 Z", "skin.lit")
    pen.dot(54, 59, 1.1, "hide.deep")
    pen.pair("M45 45 L36 41 L36 45 L43 48 Z", "hide.deep", rim=False)
    eyes(pen, t, 40.4, 47.4, 3, ("slant", "ember", "slit"))
    pen.line("M41 65 C46 62 52 63 56 66", "ink", 1.7)
    if t.chance("tooth", 50):
        pen.shape("M49 63.4 L52 64 L50.6 68 Z", "white", rim=False)
    form = t.pick("hat", ("cone", "cone", "antlers", "veil"))
    if form == "cone":
        pen.shape(
            f"M30 34 C36 20 {42 + bend / 2} 14 {46 + bend} 0 C{52 + bend / 3} 8 62 20 66 34 C54 38 42 38 30 34 Z", "cloth"
        )
        pen.shape(f"M{8 - brim} 34 C24 28 34 28 48 29 C62 28 72 28 {88 + brim} 34 C76 44 20 44 {8 - brim} 34 Z", "cloth")
        pen.shape("M31 28 C42 32 54 32 65 28 L66 33 C54 37 42 37 30 33 Z", "blood")
        pen.shape("M44 28 L52 28 L52 36 L44 36 Z M46.4 30.4 L46.4 33.6 L49.6 33.6 L49.6 30.4 Z", "eye.lit", rim=False)
    elif form == "antlers":
        pen.pair("M36 32 C28 24 20 20 12 2 L14 14 L6 10 L16 24 L10 28 C22 32 26 36 32 40 Z", "horn")
        pen.whole("M48 22 C38 22 32 30 32 42 L40 34 L48 36", "hide")
    else:
        pen.whole("M48 14 C34 14 24 26 20 46 L14 66 L28 60 L34 38 L48 32", "cloth")
        pen.whole("M48 26 L36 30 L34 36 L48 34", "metal")
    if t.chance("flame", 55):
        x = t.pick("side", (16, 80))
        pen.shape(f"M{x} 50 C{x + 9} 60 {x + 8} 70 {x} 72 C{x - 8} 70 {x - 7} 62 {x} 50 Z", "eye")
        pen.shape(f"M{x} 59 C{x + 4} 64 {x + 3} 70 {x} 71 C{x - 4} 69 {x - 3} 64 {x} 59 Z", "glow", rim=False)
    marks(pen, t, rank, 24, 9)


def demon(pen: Pen, t: Traits, rank: str) -> None:
    horn, out = t.pick("horn", ("ram", "bull", "spire", "crown")), t.num("out", 0, 6)
    if t.chance("wings", 45):
        pen.pair(f"M34 70 L20 40 L{4 - out / 2} 22 L6 50 L2 60 L10 66 L8 78 L20 78 L24 90 Z", "hide.dark")
    d = {
        "ram": f"M36 28 C20 12 {4 - out} 18 {5 - out} 38 C{6 - out} 54 20 56 24 46 C18 48 14 42 16 36 C19 28 28 32 32 40 Z",
        "bull": f"M34 34 C18 36 {6 - out} 26 {10 - out} 6 C16 18 26 20 38 22 Z",
        "spire": f"M40 26 C34 16 {30 - out} 8 {30 - out} -2 C{24 - out} 10 24 24 30 36 Z",
        "crown": f"M44 22 L42 2 L38 18 L{26 - out / 2} 6 L30 24 L{14 - out / 2} 16 L28 36 Z",
    }[horn]
    pen.pair(d, "horn")
    pen.whole("M48 20 L40 21 L30 30 L26 44 L18 46 L27 54 L30 66 L38 80 L48 92", "hide")
    pen.whole("M48 26 L44 32 L40 46 L30 50 L33 64 L40 76 L48 84", "skin")
    pen.pair("M45 46 L30 36 L28 42 L34 50 L44 52 Z", "hide.deep", rim=False)
    eyes(pen, t, 37, 46.6, 4.6, ("slant", "slit", "slant"))
    if t.chance("third", 30):
        pen.shape("M48 30 L45 36 L48 42 L51 36 Z", "glow", rim=False)
    pen.whole("M48 50 L45 58 L42 61 L48 64", "hide.dark", rim=False)
    mouth = t.pick("mouth", ("grin", "beard", "maw"))
    if mouth == "maw":
        pen.whole("M48 66 L36 64 L40 78 L48 84", "ink")
        fangs(pen, 40, 66, 9, 1.8)
        fangs(pen, 45, 67, 5, 1.5)
        pen.pair("M41 78 L45 81 L43 73 Z", "white", rim=False)
    else:
        pen.whole("M48 69 L34 63 C38 73 42 75 48 75", "ink")
        for x in (38, 42, 46):
            fangs(pen, x, 65.6 + (x - 38) * 0.4, 4.4, 1.5)
    if mouth == "beard":
        pen.whole("M48 78 L40 76 L44 86 L48 97", "hide.deep")
    if t.chance("ember", 55):
        for i in range(5):
            pen.dot(t.num(f"spark-x{i}", 14, 82), t.num(f"spark-y{i}", 52, 90), 1.4, "glow")
    marks(pen, t, rank, 22, 10)


def construct(pen: Pen, t: Traits, rank: str) -> None:
    """Iron, stone, wax or wood in the shape of a head and shoulders."""
    stuff, head = t.pick("stuff", ("metal", "horn", "hide", "bone")), t.pick("head", ("bucket", "block", "lamp", "doll"))
    pen.whole("M48 68 L30 68 L22 62 L6 68 L4 84 L10 96 L48 97", stuff)
    pen.pair("M24 64 L7 69 L6 80 L22 84 Z", f"{stuff}.lit", rim=False, opacity=0.5)
    for x, y in ((11, 74), (18, 72)):
        pen.dot(x, y, 1.6, "ink", twin=True)
    pen.dot(48, 84, 8, "ink", rim=True)
    pen.dot(48, 84, 5.6, "eye.mid")
    pen.line("M43 84 L53 84 M48 79 L48 89" if t.chance("cross", 50) else "M44 80 L52 88 M52 80 L44 88", "ink", 1.6)
    if head == "bucket":
        pen.whole("M48 10 C34 10 27 16 27 26 L27 60 L34 70 L48 74", stuff)
        pen.whole("M48 34 L27 32 L27 42 L48 44", "ink")
        eyes(pen, t, 38, 38, 3.6, ("ember", "slant"))
        pen.line("M36 52 L36 62 M42 53 L42 65 M48 54 L48 66", "ink", 2, twin=True)
        pen.whole("M48 8 L45 9 L45 32 L48 33", f"{stuff}.lit")
    elif head == "block":
        pen.whole("M48 12 L32 10 L24 18 L26 40 L22 54 L30 70 L48 72", stuff)
        pen.pair("M46 38 L28 32 L30 46 L44 47 Z", "ink", rim=False)
        pen.dot(37.6, 41, 3.4, "glow", twin=True)
        pen.line("M34 12 L38 24 L33 30 M60 60 L66 54 L70 60", "ink", 1.4)
        pen.whole("M48 58 L35 56 L36 64 L48 65", "ink", rim=False)
        pen.line("M40 57 L40 64 M44.6 57 L44.6 65 M52 57 L52 65 M56.6 57 L56.6 64", f"{stuff}.lit", 1.4)
        if t.chance("moss", 60):
            pen.shape("M32 10 L48 12 L64 10 L60 18 L54 15 L50 21 L44 16 L38 20 Z", "skin")
    elif head == "lamp":
        pen.whole("M48 2 L44 8 L34 14 L26 22 L48 24", stuff)
        pen.whole("M48 24 L30 24 L32 60 L48 62", "eye", opacity=0.85)
        pen.whole("M48 30 C40 40 40 54 48 56", "glow", rim=False)
        pen.pair("M29 22 L33 22 L35 62 L31 62 Z", stuff)
        pen.pair("M46 42 L37 37 L38 43 L45 46 Z", "ink", rim=False)
        pen.line("M40 52 L44 50 L48 53 L52 50 L56 52", "ink", 1.8)
        pen.whole("M48 60 L28 60 L30 70 L48 72", stuff)
    else:
        pen.whole("M48 10 C34 10 26 22 27 38 C28 54 36 66 48 70", "bone")
        pen.line("M48 10 L46 24 L50 30 L46 38", "ink", 1.2)
        pen.dot(38, 38, 6, "ink", rim=True, twin=True)
        pen.dot(38, 38, 2.2, "glow", twin=True)
        pen.line("M40 56 L40 68 M56 56 L56 68 M40 56 C44 58 52 58 56 56", "ink", 1.5)
        pen.dot(31, 50, 3, "blood.mid", opacity=0.6, twin=True)
    if t.chance("bolts", 55):
        pen.pair("M27 44 L17 43 L17 51 L27 51 Z", "metal")
    if t.chance("smoke", 40):
        pen.line("M66 14 C72 8 66 4 72 -2 M30 14 C24 8 30 4 24 -2", "rim", 2, 0.5)
    marks(pen, t, rank, 18, 10)
