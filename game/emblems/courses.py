"""Food from pot, pan and larder: fish, meat, eggs, roots, soup and what is served together."""

from game.emblems.baked import dish, steam
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def egg(pen: Pen, t: Traits, rank: int) -> None:
    """One whole, one cut in half."""
    dish(pen, t)
    with pen.group(f'transform="rotate({t.num("lean", -16, -6):.0f} 36 66)"'):
        pen.shape("M36 18 C22 18 12 42 14 56 C16 70 26 74 36 74 C46 74 56 70 58 56 C60 42 50 18 36 18 Z", "cream")
        pen.line("M22 52 C21 42 25 32 31 27", "white", 2.8, 0.85)
        for i in range(4):
            pen.dot(t.num(f"fleck-x{i}", 28, 50), t.num(f"fleck-y{i}", 36, 66), 1.1, "crust.dark", opacity=0.7)
    pen.shape("M66 40 C54 40 46 60 48 68 C50 80 58 82 66 82 C76 82 84 78 84 68 C84 58 78 40 66 40 Z", "cream.lit")
    pen.dot(66, 66, 10, "flame.lit", rim=True)
    pen.dot(63, 63, 2.6, "white", opacity=0.7)


def potatoes(pen: Pen, t: Traits, rank: int) -> None:
    """Baked in the embers; the first is split and steams."""
    dish(pen, t)
    for i, (x, y) in enumerate(((26, 46), (70, 46), (48, 62))):
        a, b = t.num(f"a{i}", -3, 3), t.num(f"b{i}", -3, 3)
        pen.shape(
            f"M{x - 20} {y + a} C{x - 20} {y - 16} {x - 6 + b} {y - 18} {x + 4} {y - 15} C{x + 18} {y - 14 + a} {x + 24} {y - 2} {x + 20} {y + 8} C{x + 12} {y + 20} {x - 10} {y + 18 + b} {x - 20} {y + a} Z",
            "crust.dark" if i < 2 else "crust",
        )
        for k in range(3):
            pen.dot(x + t.num(f"eye-x{i}{k}", -13, 13), y + t.num(f"eye-y{i}{k}", -9, 9), 1.5, "crust.deep")
    pen.shape("M34 62 C40 54 56 52 64 58 C60 68 44 72 34 62 Z", "cream")
    pen.shape("M44 57 L53 55 L56 61 L47 63 Z", "flame")
    steam(pen, 2)


def hare(pen: Pen, t: Traits, rank: int) -> None:
    """A crock sealed with butter, the hare on its lid of cloth: long ears above, thread about the neck of the crock."""
    lean = t.num("ear", -3, 5)
    pen.pair(f"M45 44 C36 36 {30 - lean} 16 {35 - lean} 2 C44 8 48 26 47 42 Z", "wood")
    pen.pair(f"M43 36 C38 28 {35 - lean} 18 {37 - lean} 9 C42 16 44 26 44 36 Z", "meat.lit", rim=False, opacity=0.75)
    pen.whole("M48 30 C38 30 32 38 33 47 C35 54 40 58 48 58", "wood")
    pen.dot(40, 42, 2.4, "ink", twin=True)
    pen.dot(39.4, 41.4, 0.8, "white", twin=True)
    pen.whole("M48 47 L45.5 49 L48 52", "meat", rim=False)
    pen.whole("M48 54 C36 54 26 53 20 56 C18 62 22 66 26 66 L48 66", "cream")
    pen.whole("M48 64 L24 64 C16 72 18 86 28 92 L48 92", "stone")
    pen.line("M24 66 C38 70 58 70 72 66", "cloth.lit", 2.6)
    pen.line("M28 80 C40 84 56 84 68 80", "stone.deep", 1.6, 0.8)


def duck(pen: Pen, t: Traits, rank: int) -> None:
    """Roasted, legs up, with green about it."""
    dish(pen, t)
    pen.shape("M12 60 C12 40 34 30 54 36 C74 40 86 50 84 62 C80 76 22 78 12 60 Z", "crust")
    pen.shape("M56 58 C58 46 72 40 80 44 L90 34 L94 40 L86 50 C84 62 66 68 56 58 Z", "crust.lit")
    pen.dot(91, 36, 3.4, "bone", rim=True)
    pen.shape("M28 52 C36 42 50 44 56 52 C48 60 36 62 28 52 Z", "crust.lit")
    pen.line("M32 53 C40 49 46 50 52 53", "crust.deep", 1.3)
    pen.line("M18 52 C22 44 30 40 38 39", "cream.lit", 2, 0.7)
    for x in (14, 26, 38, 62, 76):
        pen.line(
            f"M{x} 76 C{x - 2} 72 {x - 5} 70 {x - 7} 66 M{x} 76 L{x + 1} 65 M{x} 76 C{x + 3} 71 {x + 6} 70 {x + 8} 67",
            "leaf.mid",
            2.4,
        )


def bowl(pen: Pen, t: Traits, rank: int) -> None:
    lean = t.num("lean", -4, 4)
    pen.whole("M48 50 L12 50 C14 74 30 84 34 86 L34 90 L48 90", "wood")
    pen.whole("M48 43 C32 43 18 46 12 50 C20 57 36 58 48 58", "broth")
    for i, (x, y) in enumerate(((32, 50), (46, 47), (58, 51), (66, 48))):
        pen.dot(x + lean / 2, y, 3.4, t.pick(f"bits{i}", ("leaf", "bone", "meat")), rim=True)
    steam(pen, 12)


def cauldron(pen: Pen, t: Traits, rank: int) -> None:
    """Enough for a harvest."""
    pen.line("M20 38 C20 4 76 4 76 38", "ink", 5)
    pen.line("M20 38 C20 4 76 4 76 38", "metal.lit", 2.4)
    pen.whole("M48 34 L18 34 C8 52 12 82 36 88 L48 88", "metal")
    pen.pair("M30 84 L24 94 L30 94 L36 87 Z", "metal")
    pen.whole("M48 28 C32 28 20 30 15 36 C22 43 36 44 48 44", "broth")
    for i, x in enumerate((32, 45, 58, 66)):
        pen.dot(x, 35 + t.num(f"y{i}", -2, 3), 4.2, ("leaf", "meat", "crust", "bone")[i], rim=True)
    pen.shape("M62 36 L80 12 L84 15 L68 38 Z", "wood")
    pen.line("M22 56 C34 62 62 62 74 56", "metal.deep", 2, 0.8)


def platter(pen: Pen, t: Traits, rank: int) -> None:
    """A plate from above with knife and fork; cold, or with half of it gone."""
    pen.line("M10 22 L10 88 M5 22 L5 36 C5 41 15 41 15 36 L15 22", "metal.lit", 2.6)
    pen.shape("M84 20 C92 26 92 44 88 54 L88 88 L84 88 Z", "metal")
    pen.dot(49, 52, 33, "bone", rim=True)
    pen.ring(49, 52, 25, 25, "bone.deep", 1.3, opacity=0.8)
    for i, (x, y) in enumerate(((-10, -9), (11, -8), (0, 11))):
        with pen.group(f'transform="translate({x} {y})"'):
            {"ham": _ham, "bread": _bread, "cheese": _cheese, "onion": _onion, "bones": _bones}[_served(t, i)](pen)


def _served(t: Traits, place: int) -> str:
    """What lies there: never the same twice."""
    morsels = ["ham", "bread", "cheese", "onion", "bones"]
    turn = t.whole("morsel", 0, 4)
    return morsels[(turn + place * t.pick("step", (1, 2))) % 5]


def _ham(pen: Pen) -> None:
    pen.shape("M39 50 C38 42 50 38 57 44 C62 50 58 60 49 61 C43 61 39 57 39 50 Z", "meat")
    pen.line("M42 50 C43 45 50 42 55 46", "cream.lit", 2.2)
    pen.dot(50, 52, 2.4, "bone", rim=True)


def _bread(pen: Pen) -> None:
    pen.shape("M38 60 L38 48 C36 40 61 40 59 48 L59 60 Z", "crust")
    pen.shape("M41 58 L41 48 C40 43 57 43 56 48 L56 58 Z", "cream", rim=False)


def _cheese(pen: Pen) -> None:
    pen.shape("M36 52 L58 42 L61 52 L61 60 L36 60 Z", "flame")
    pen.line("M36 52 L61 52", "crust.deep", 1.2)
    pen.dot(45, 56, 2, "crust.dark")
    pen.dot(54, 56.5, 1.5, "crust.dark")


def _onion(pen: Pen) -> None:
    pen.shape("M48 38 C47 44 37 46 37 53 C37 60 43 62 48 62 C54 62 60 60 60 53 C60 46 50 44 48 38 Z", "cream")
    pen.line("M47 44 C42 48 42 57 46 61 M50 44 C55 48 55 57 51 61", "crust.dark", 1.1)


def _bones(pen: Pen) -> None:
    for turn in (-32, 38):
        with pen.group(f'transform="rotate({turn} 49 52)"'):
            pen.shape(
                "M37 49 C35 44 41 44 42 48 L56 48 C57 44 63 45 61 50 C64 54 58 57 56 53 L42 53 C40 57 34 54 37 49 Z", "bone.lit"
            )


def cheese(pen: Pen, t: Traits, rank: int) -> None:
    lean = t.num("lean", -4, 4)
    dish(pen, t)
    pen.shape(f"M12 52 L66 {30 - lean} C78 34 84 44 85 52 L85 72 L12 72 Z", "flame")
    pen.shape("M12 52 L85 52 L85 72 L12 72 Z", "flame.dark", rim=False)
    for x, y, r in ((28, 62, 4), (50, 60, 5.5), (72, 65, 3.4), (62, 44, 3.4)):
        pen.dot(x + lean / 2, y, r, "crust.dark")


def fish(pen: Pen, t: Traits, rank: int) -> None:
    w = t.num("size", 0, 4)
    dish(pen, t)
    pen.line("M4 60 L94 50", "wood.lit", 3)
    pen.shape(f"M8 56 C20 {34 - w} 52 34 66 54 L86 40 C82 52 82 60 87 72 L66 60 C50 76 20 74 8 56 Z", "stone")
    pen.shape(f"M34 {40 - w / 2} C42 28 54 30 60 46 C52 42 44 40 34 {40 - w / 2} Z", "stone.dark")
    pen.line("M26 44 C31 52 31 60 26 67 M38 46 L42 56 L38 66 M48 48 L52 57 L48 65", "stone.deep", 1.6)
    pen.dot(18, 54, 2.4, "ink", rim=True)


def eel(pen: Pen, t: Traits, rank: int) -> None:
    """In loops on a skewer."""
    bend = t.num("bend", -4, 4)
    path = f"M16 82 C2 {70 + bend} 10 54 24 58 C38 62 52 76 60 62 C66 50 44 46 38 36 C34 22 52 14 62 22 C70 28 72 38 82 32"
    pen.line("M8 94 L86 8", "metal.lit", 3)
    pen.line(path, "ink", 15)
    pen.line(path, "fish.mid", 12)
    pen.line(path, "fish.lit", 2.4, 0.8)
    pen.shape("M76 24 C86 18 94 26 92 34 C86 42 76 42 74 36 Z", "fish")
    pen.dot(85, 28, 2, "ink", rim=True)
    pen.line("M36 45 L46 34 M52 74 L62 60", "metal.lit", 3)


def crayfish(pen: Pen, t: Traits, rank: int) -> None:
    out = t.num("claws", 0, 5)
    pen.line("M44 26 C38 16 36 8 40 2 M45 25 C42 18 30 12 24 4", "meat.lit", 1.5, twin=True)
    pen.line("M40 46 L20 42 M40 54 L18 56 M42 62 L22 72", "meat.dark", 3, twin=True)
    pen.pair(f"M42 42 C30 42 {22 - out} 36 {18 - out} 26 C{14 - out} 18 {18 - out} 8 {24 - out} 6 C{26 - out} 14 {27 - out} 18 {29 - out} 20 C{30 - out} 14 {34 - out} 10 {38 - out} 12 C{38 - out} 24 34 32 44 36 Z", "meat")  # fmt: skip
    pen.whole("M48 22 C42 24 38 32 38 44 C38 54 41 58 42 60 L48 60", "meat")
    for i, w in enumerate((9, 8.4, 7.6, 6.8)):
        y = 57 + i * 7
        pen.whole(f"M48 {y} L{48 - w} {y + 1} L{49 - w} {y + 8} L48 {y + 10}", "meat")
    pen.whole("M48 84 L38 84 C32 88 32 94 36 96 L44 92 L48 97", "meat")
    pen.dot(43, 28, 2, "ink", rim=True, twin=True)
    pen.line("M48 26 L48 56 M41 44 C45 47 51 47 55 44", "meat.deep", 1.3)


def bacon(pen: Pen, t: Traits, rank: int) -> None:
    for i, y in enumerate((26, 48, 70)):
        wave, dx = t.num(f"wave{i}", 7, 11) * (-1 if i % 2 else 1), t.num(f"shift{i}", -4, 4)
        path = f"M{12 + dx} {y} C{24 + dx} {y - wave} {32 + dx} {y + wave} {46 + dx} {y} C{58 + dx} {y - wave} {68 + dx} {y + wave} {82 + dx} {y}"
        pen.line(path, "ink", 18)
        pen.line(path, "meat.mid", 15)
        with pen.group('transform="translate(0 -2.6)"'):
            pen.line(path, "cream.lit", 3.6)
        with pen.group('transform="translate(0 5)"'):
            pen.line(path, "cream.mid", 2, 0.85)


def haunch(pen: Pen, t: Traits, rank: int) -> None:
    w = t.num("size", 0, 4)
    dish(pen, t)
    pen.shape("M60 54 L78 70 C84 68 88 74 83 78 C84 84 76 85 74 79 L56 62 Z", "bone")
    pen.shape(f"M20 {26 - w} C40 {12 - w} 66 30 68 52 C68 64 58 70 48 66 C28 64 6 48 20 {26 - w} Z", "meat")
    pen.shape("M22 34 C28 26 42 28 50 38 C40 36 30 38 26 46 C22 44 20 38 22 34 Z", "cream", rim=False, opacity=0.6)
    pen.line("M30 22 C46 22 58 34 61 48", "cream.lit", 1.6, 0.7)


def sausage(pen: Pen, t: Traits, rank: int) -> None:
    dish(pen, t)
    for i, y in enumerate((40, 54, 66)):
        part = ("meat", "crust", "meat")[i]
        pen.shape(f"M14 {y - 4} C34 {y + 10} 62 {y + 10} 82 {y - 6} C90 {y} 88 {y + 8} 82 {y + 8} C62 {y + 22} 32 {y + 22} 14 {y + 8} C8 {y + 4} 8 {y - 2} 14 {y - 4} Z", part)  # fmt: skip
        pen.line(f"M18 {y} C36 {y + 12} 60 {y + 12} 78 {y}", f"{part}.lit", 1.6, 0.8)


def apple(pen: Pen, t: Traits, rank: int) -> None:
    w = t.num("size", 0, 4)
    pen.whole(f"M48 32 C40 24 18 24 {17 - w} 50 C18 76 36 92 48 86", t.pick("skin", ("leaf", "meat", "gem")))
    pen.line("M24 44 C24 38 28 34 33 33", "white", 2.6, 0.8)
    pen.line("M48 32 C48 22 52 16 58 12", "wood.mid", 3)
    pen.shape("M52 24 C58 12 74 12 80 18 C74 28 62 30 52 24 Z", "leaf")
