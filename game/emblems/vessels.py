"""Drinks and remedies that do not come in a bottle or a jar: mugs, pots, boxes, plasters."""

from game.emblems.baked import steam
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def tankard(pen: Pen, t: Traits, rank: int) -> None:
    stuff, w = t.pick("mug", ("wood", "metal", "stone")), t.num("breadth", 0, 4)
    path = "M66 40 C90 36 92 76 66 74"
    pen.line(path, "ink", 9)
    pen.line(path, f"{stuff}.lit", 6)
    pen.shape(f"M{22 - w} 32 L{70 + w / 2} 32 L{72 + w / 2} 86 C60 93 32 93 {20 - w} 86 Z", stuff)
    pen.line(f"M{21 - w} 46 C36 51 56 51 {70 + w / 2} 46 M{21 - w} 76 C36 81 56 81 {71 + w / 2} 76", "trim.lit", 3)
    if stuff == "wood":
        pen.line("M34 36 L33 86 M47 36 L47 88 M60 36 L61 86", "wood.deep", 1.3)
    foam = f"M{18 - w} 34 C{14 - w} 24 26 20 32 23 C36 14 50 14 54 21 C62 16 76 22 {72 + w / 2} 34 C66 42 60 34 54 40 C48 46 44 36 38 38 C30 46 22 44 {18 - w} 34 Z"
    pen.shape(foam, "cream.lit")
    for i in range(4):
        pen.dot(t.num(f"x{i}", 26, 66), t.num(f"y{i}", 24, 34), t.num(f"r{i}", 1.2, 2.4), "cream.dark", opacity=0.6)


def cup(pen: Pen, t: Traits, rank: int) -> None:
    path = "M70 42 C92 40 90 68 66 66"
    pen.line(path, "ink", 8)
    pen.line(path, "bone.lit", 5)
    pen.whole("M48 34 L18 34 C18 60 28 74 38 76 L48 76", "bone")
    pen.shape("M18 34 C26 26 70 26 78 34 C70 43 26 43 18 34 Z", "gem")
    pen.line("M26 52 C38 60 58 60 70 52", "cloth.lit", 2.4)
    pen.shape("M8 80 C20 74 76 74 88 80 C80 92 16 92 8 80 Z", "bone")
    steam(pen, 2)


def wine(pen: Pen, t: Traits, rank: int) -> None:
    """A tall bottle with a label; the glass takes the colour of the drink."""
    w, shoulder = t.num("breadth", 0, 4), t.num("shoulder", 38, 46)
    pen.whole(f"M48 8 L42.5 8 L42.5 30 C{40 - w} {shoulder - 6} {32 - w} {shoulder - 4} {31 - w} {shoulder + 4} L{31 - w} 88 C{34 - w} 92 40 92 48 92", "gem")  # fmt: skip
    pen.line(f"M{36 - w} {shoulder + 8} L{36 - w} 84", "white", 2, 0.75)
    pen.whole("M48 6 L41 6 L41 20 L48 20", "cloth")
    pen.whole(f"M48 54 L{31 - w} 54 L{31 - w} 76 L48 77", "cream")
    pen.line(t.pick("sign", ("M40 65 L56 65 M48 59 L48 71", "M42 70 L48 58 L54 70 Z", "M53 60 C43 60 43 71 53 71", "M40 61 L56 61 M40 66 L56 66 M40 71 L50 71")), "cloth.dark", 1.8)  # fmt: skip


def carboy(pen: Pen, t: Traits, rank: int) -> None:
    """Nine gallons in a basket; not much is left."""
    pen.whole("M48 10 L42 10 L42 28 C18 34 12 56 16 74 L48 80", "glass", opacity=0.85)
    y = t.num("level", 56, 64)
    pen.whole(f"M48 {y} C36 {y} 24 {y} 16 {y + 2} L18 74 L48 80", "gem", rim=False)
    pen.whole("M48 66 C34 66 22 65 12 62 L20 90 L48 92", "crust")
    pen.line("M16 72 C36 77 60 77 80 72 M18 81 C36 86 60 86 78 81 M26 68 L30 90 M40 70 L42 92 M56 70 L54 92 M70 68 L66 90", "crust.deep", 1.5)  # fmt: skip
    pen.whole("M48 6 L40 6 L41 14 L48 14", "wood")
    pen.line("M28 46 C30 40 34 36 40 34", "white", 2.6, 0.8)


def coffee_pot(pen: Pen, t: Traits, rank: int) -> None:
    stuff = t.pick("pot", ("metal", "trim", "stone"))
    path = "M68 40 C92 36 90 76 68 74"
    pen.line(path, "ink", 8)
    pen.line(path, "wood.lit", 5)
    pen.shape("M34 54 C20 54 20 38 6 34 L12 28 C26 32 26 42 36 42 Z", stuff)
    pen.shape("M34 28 L64 28 L74 84 C62 92 36 92 24 84 Z", stuff)
    pen.shape("M32 28 C34 16 64 16 66 28 Z", stuff)
    pen.dot(49, 15, 4.2, "wood", rim=True)
    pen.line("M30 68 C42 74 56 74 70 68", f"{stuff}.deep", 2)
    pen.line("M40 34 L34 74", f"{stuff}.lit", 2)
    pen.line("M8 24 C2 18 14 14 8 6", "rim", 2, 0.6)


def snuffbox(pen: Pen, t: Traits, rank: int) -> None:
    pen.shape("M22 46 L30 14 L84 20 L80 50 Z", "trim")
    pen.shape("M28 42 L34 19 L78 24 L75 45 Z", "trim.dark", rim=False)
    pen.shape("M12 52 C20 44 74 44 84 52 L80 78 C66 88 28 88 16 78 Z", "metal")
    pen.shape("M12 52 C20 44 74 44 84 52 C74 62 22 62 12 52 Z", "chestnut")
    pen.shape("M28 53 C36 40 52 40 64 52 C54 58 38 58 28 53 Z", "chestnut.lit", rim=False)
    pen.line("M22 70 C36 78 60 78 76 70", "trim.lit", 2.4)
    pen.dot(55, 32, 5, "gem", rim=True)


def jug(pen: Pen, t: Traits, rank: int) -> None:
    stuff = t.pick("jug", ("stone", "bone", "wood"))
    path = "M60 24 C86 22 88 58 68 60"
    pen.line(path, "ink", 9)
    pen.line(path, f"{stuff}.lit", 6)
    pen.whole("M48 12 L38 12 L40 30 C16 40 14 82 34 90 L48 91", stuff)
    pen.whole("M48 56 C36 56 26 54 20 52 L19 66 C28 70 38 71 48 71", "cloth")
    pen.whole("M48 5 L42 5 L43 16 L48 16", "wood")
    pen.line("M27 52 C28 46 32 41 37 38", "white", 2, 0.7)
    pen.line("M42 60 L54 66 M54 60 L42 66", "cream.lit", 2)


def salts(pen: Pen, t: Traits, rank: int) -> None:
    """A wide jar of grains with a glass stopper."""
    pen.whole("M48 34 L28 34 C22 38 22 44 22 50 L22 86 C30 92 40 92 48 92", "glass", opacity=0.75)
    pen.whole("M48 50 C40 46 34 54 25 54 L25 85 C32 89 40 89 48 89", "cream.lit", rim=False)
    for i in range(12):
        pen.dot(
            t.num(f"x{i}", 28, 68), t.num(f"y{i}", 56, 86), t.num(f"r{i}", 1, 2.4), ("gem.lit", "white", "cream.dark")[i % 3]
        )
    pen.whole("M48 10 C38 10 36 20 40 26 L30 28 L30 36 L48 36", "glass")
    pen.line("M28 44 L28 82", "white", 2.2, 0.8)


def plaster(pen: Pen, t: Traits, rank: int) -> None:
    """Two strips of linen crossed, the pad between them."""
    for turn in (-40 + t.num("turn", -5, 5), 38):
        with pen.group(f'transform="rotate({turn:.0f} 48 50)"'):
            pen.shape("M10 38 C4 44 4 56 10 62 L86 62 C92 56 92 44 86 38 Z", "cream")
            for x in (14, 22, 74, 82):
                pen.line(f"M{x} 44 L{x} 56", "crust.lit", 1.5, dash="0.1 4")
            pen.shape("M34 38 L62 38 L62 62 L34 62 Z", "crust.lit", rim=False)
    pen.dot(48, 50, 9, "flame", rim=True)
    pen.line("M43 48 C44 45 47 44 49 44", "white", 1.8, 0.8)


def poultice(pen: Pen, t: Traits, rank: int) -> None:
    """A wet bundle of cloth, tied, green at the seams."""
    pen.whole("M48 32 C40 24 34 12 26 12 C30 18 30 24 34 34 C14 42 8 74 24 86 C32 92 42 92 48 92", "cream")
    pen.pair("M44 12 C40 18 42 26 46 32 Z", "cream")
    pen.line("M33 36 C42 41 54 41 63 36", "cloth.lit", 4)
    pen.line("M40 44 C34 56 32 70 34 86 M56 44 C62 56 64 70 62 86", "crust.dark", 1.4, 0.8)
    for i in range(4):
        pen.dot(t.num(f"x{i}", 28, 68), t.num(f"y{i}", 62, 84), t.num(f"r{i}", 2, 5), "leaf.mid", opacity=0.55)
    pen.line("M24 88 C22 92 24 95 26 92", "leaf.lit", 2)


def goblet(pen: Pen, t: Traits, rank: int) -> None:
    """A raised glass."""
    lean = t.num("lean", -12, 12)
    with pen.group(f'transform="rotate({lean:.0f} 48 60)"'):
        pen.whole("M48 12 L26 12 C24 40 34 50 45 54 L45 76 C36 78 30 82 28 88 L48 90", "glass", opacity=0.85)
        pen.whole("M48 26 C40 24 34 26 28 28 C29 42 38 47 48 49", "gem", rim=False)
        pen.line("M32 16 C32 26 32 32 36 38", "white", 2.2, 0.85)
    for i in range(4):
        pen.dot(48 + lean + t.num(f"x{i}", -16, 16), t.num(f"y{i}", 2, 16), t.num(f"r{i}", 1, 2), "glow")


def lamp(pen: Pen, t: Traits, rank: int) -> None:
    """An oil lamp with a chimney, nearly dry."""
    pen.whole("M48 8 L40 8 C40 22 34 30 36 44 L48 46", "glass", opacity=0.75)
    pen.shape("M48 20 C54 28 55 38 48 42 C41 38 42 28 48 20 Z", "flame")
    pen.whole("M48 44 L36 44 L34 52 L48 53", "trim")
    pen.whole("M48 52 C34 52 24 60 26 70 C30 76 40 78 48 78", "glass")
    pen.whole("M48 67 C40 67 32 67 27 69 C30 75 40 77 48 77", "chestnut", rim=False)
    pen.whole("M48 77 L40 77 L30 88 L30 92 L48 92", "trim")


def tallow(pen: Pen, t: Traits, rank: int) -> None:
    """A block with a thumb's dent and a wick."""
    pen.shape("M14 54 L52 40 L86 52 L86 76 L46 92 L14 78 Z", "cream")
    pen.shape("M46 66 L86 52 L86 76 L46 92 Z", "cream.dark", rim=False)
    pen.shape("M14 54 L46 66 L46 92 L14 78 Z", "cream.mid", rim=False)
    pen.shape("M22 76 C18 70 26 66 28 72 L28 86 C24 88 22 84 22 76 Z", "cream.lit")
    pen.line("M50 54 C52 44 46 40 50 30", "ink", 2.6)
    pen.shape("M50 8 C58 18 57 28 50 31 C43 28 42 18 50 8 Z", "gem")
    pen.dot(50, 25, 3, "glow")


def light_jar(pen: Pen, t: Traits, rank: int) -> None:
    """A corked jar with something bright in it."""
    pen.whole("M48 24 L34 24 L34 32 C22 38 20 48 20 58 L20 84 C28 92 40 92 48 92", "glass", opacity=0.6)
    y = t.num("height", 56, 68)
    pen.dot(48, y, 22, pen.radial("lj", "glow", "void", 48, y, 22, fade=True), opacity=0.9)
    if t.chance("whirl", 50):
        pen.line(f"M36 {y + 8} C30 {y - 10} 60 {y - 14} 60 {y} C58 {y + 10} 42 {y + 8} 46 {y - 2}", "white", 3)
    else:
        pen.shape(f"M48 {y - 14} L52 {y - 4} L62 {y} L52 {y + 4} L48 {y + 14} L44 {y + 4} L34 {y} L44 {y - 4} Z", "white")
    pen.whole("M48 12 L38 12 L39 27 L48 27", "wood")
    pen.line("M26 52 L26 80", "white", 2.2, 0.8)


def flask(pen: Pen, t: Traits, rank: int) -> None:
    """Conical, half full of something grey."""
    pen.whole("M48 14 L42 14 L42 40 L18 80 C16 90 24 92 30 92 L48 92", "glass", opacity=0.75)
    pen.whole("M48 62 C42 60 38 64 32 62 L22 81 C21 87 26 89 30 89 L48 89", "gem", rim=False)
    for i in range(5):
        pen.dot(t.num(f"x{i}", 36, 60), t.num(f"y{i}", 66, 86), t.num(f"r{i}", 1.2, 3), "glow", opacity=0.8)
    pen.whole("M48 12 L39 12 L39 18 L48 18", "trim")
    pen.line("M42 46 L27 76", "white", 2, 0.8)
    pen.line("M44 8 C40 4 48 2 46 -1 M52 8 C48 5 56 3 54 0", "rim", 1.6, 0.5)
