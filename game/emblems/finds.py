"""Small things that grew or lived, as charms and pendants: drawn about the middle (48, 60), some 56 high."""

from game.emblems.pen import Draw, Pen
from game.emblems.traits import Traits


def paw(pen: Pen, t: Traits, rank: int) -> None:
    pen.whole("M48 52 C36 52 28 64 30 74 C32 82 42 80 48 78", "leather")
    for x, y in ((28, 52), (40, 42)):
        pen.dot(x + 1, y, 5.6, "leather", rim=True, twin=True)
        pen.pair(f"M{x - 3} {y - 4} L{x - 1} {y - 15} L{x + 4} {y - 4} Z", "bone")


def feather(pen: Pen, t: Traits, rank: int) -> None:
    lean = t.num("lean", -3, 3)
    for dx, part in ((-13, "cloth"), (13, "cloth"), (0, "bone")):
        low = 86 if dx == 0 else 76
        pen.shape(f"M48 32 C{36 + dx} 44 {36 + dx} 66 {48 + dx * 1.4 + lean} {low} C{60 + dx} 66 {60 + dx} 44 48 32 Z", part)
        pen.line(f"M48 34 L{48 + dx * 1.4 + lean} {low - 4}", f"{part}.deep", 1.2)


def horn(pen: Pen, t: Traits, rank: int) -> None:
    pen.shape(f"M34 36 L62 36 C66 56 56 78 {30 + t.num('lean', -3, 3)} 88 C42 70 36 54 34 36 Z", "bone")
    pen.shape("M33 34 L63 34 L64 44 L34 44 Z", "trim")
    pen.line("M42 52 L60 54 M43 61 L57 65", "bone.deep", 1.4)


def tooth(pen: Pen, t: Traits, rank: int) -> None:
    """A molar with two roots, one hollow."""
    pen.whole("M48 40 C40 32 25 36 25 52 C25 62 32 66 33 76 C34 88 39 92 42 82 C44 72 45 70 48 70", "bone")
    pen.line("M33 46 C38 50 43 46 48 50 C53 46 58 50 63 46", "bone.deep", 1.6)
    pen.dot(60, 56, 3.4, "ink")
    pen.line("M31 52 C31 46 33 43 36 42", "white", 2, 0.8)


def moth(pen: Pen, t: Traits, rank: int) -> None:
    up = t.num("up", 0, 10)
    pen.pair(
        f"M46 50 C36 {38 - up} 20 {34 - up} 12 {40 - up} C12 56 24 62 34 62 C24 66 22 76 30 84 C40 80 46 70 47 62 Z", "cloth"
    )
    pen.dot(26, 48 - up / 2, 4.6, "gem", rim=True, twin=True)
    pen.whole("M48 40 C44 44 44 66 48 84", "bone")
    pen.line("M47 42 C44 36 40 34 36 34", "rim", 1.3, twin=True)


def pebble(pen: Pen, t: Traits, rank: int) -> None:
    a, b = t.num("a", -5, 5), t.num("b", -5, 5)
    pen.shape(
        f"M{40 + a} 32 C58 {28 + b} {72 + a} 40 70 {58 + b} C70 {80 + a} 52 {90 + b} 38 84 C{22 + b} 78 22 {60 + a} 26 50 C28 40 32 36 {40 + a} 32 Z",
        "stone",
    )
    pen.dot(48, 44 + b / 2, 6.4, "void", rim=True)
    pen.line(f"M30 60 C40 {66 + a} 54 {66 + b} 66 58 M32 70 C42 76 54 76 64 70", "stone.lit", 1.8)


def chestnut(pen: Pen, t: Traits, rank: int) -> None:
    pen.whole("M48 34 C43 40 26 42 24 60 C24 78 38 88 48 88", "chestnut")
    pen.shape("M28 74 C38 66 58 66 68 74 C62 86 56 88 48 88 C40 88 34 86 28 74 Z", "cream")
    pen.line("M32 60 C33 52 38 48 44 46", "white", 2.6, 0.75)
    pen.line("M48 35 L48 29", "chestnut.lit", 3)


def wishbone(pen: Pen, t: Traits, rank: int) -> None:
    out = t.num("spread", -2, 5)
    pen.whole(f"M48 32 C42 32 42 40 44 44 C38 54 {28 - out} 66 {24 - out} 88 L{31 - out} 91 C36 74 42 64 48 58", "bone")
    pen.line(f"M44 50 C39 58 {32 - out} 70 {28 - out} 84", "bone.lit", 1.6)


def wired(pen: Pen, t: Traits, rank: int) -> None:
    """A wishbone that was broken and is held by wire."""
    wishbone(pen, t, rank)
    y = t.num("break", 62, 70)
    for i in range(4):
        pen.line(f"M32 {y + i * 3} L44 {y + i * 3 - 3}", "metal.lit", 1.6)
    pen.line(f"M44 {y} C52 {y - 4} 56 {y + 6} 62 {y - 2}", "metal.mid", 1.4)


def amber(pen: Pen, t: Traits, rank: int) -> None:
    """A lump of resin with a midge in it."""
    a = t.num("a", -4, 4)
    pen.shape(
        f"M46 32 C60 {30 + a} 74 44 72 60 C72 {78 + a} 60 90 46 88 C{30 + a} 88 22 74 24 58 C26 42 {34 + a} 34 46 32 Z", "flame"
    )
    pen.shape("M42 40 C54 38 64 46 64 58 C56 50 44 48 32 54 C32 46 36 42 42 40 Z", "flame.lit", rim=False, opacity=0.7)
    pen.line("M44 70 L52 58 M46 66 L38 68 M47 64 L40 60 M49 62 L58 66 M50 60 L58 60", "ink", 1.3)
    pen.shape("M50 60 C44 50 38 50 36 54 C40 58 46 60 50 60 Z M51 59 C56 50 62 50 64 54 C60 58 56 60 51 59 Z", "white", rim=False, opacity=0.6)  # fmt: skip
    pen.dot(52, 57, 2.6, "ink")


def seeds(pen: Pen, t: Traits, rank: int) -> None:
    for i, (x, y) in enumerate(((34, 44), (60, 42), (47, 58), (30, 68), (66, 66), (46, 80))):
        with pen.group(f'transform="rotate({t.whole(f"turn{i}", -60, 60)} {x} {y})"'):
            pen.shape(f"M{x} {y - 10} C{x - 8} {y - 2} {x - 7} {y + 7} {x} {y + 9} C{x + 7} {y + 7} {x + 8} {y - 2} {x} {y - 10} Z", ("crust", "cream", "wood")[i % 3])  # fmt: skip
            pen.line(f"M{x} {y - 6} L{x} {y + 5}", "crust.deep", 1.1)


def turnip(pen: Pen, t: Traits, rank: int) -> None:
    lean = t.num("lean", -5, 5)
    for a in (-34, 2, 36):
        with pen.group(f'transform="rotate({a + lean:.0f} 48 48)"'):
            pen.shape("M48 48 C39 40 40 32 44 28 C41 26 45 20 48 18 C51 20 55 26 52 28 C56 32 57 40 48 48 Z", "leaf")
            pen.line("M48 46 L48 24", "leaf.deep", 1.1)
    pen.shape(f"M48 46 C30 44 20 54 22 65 C25 78 42 80 {48 + lean} 96 C54 80 71 78 74 65 C76 54 66 44 48 46 Z", "cream")
    pen.shape("M48 46 C30 44 20 54 22 65 C32 60 40 64 48 61 C56 64 64 60 74 65 C76 54 66 44 48 46 Z", "plum", rim=False)
    pen.line("M30 57 C32 52 36 50 40 49", "white", 2, 0.7)
    pen.line("M36 75 L44 77 M56 80 L62 77", "cream.deep", 1.2)


def flea(pen: Pen, t: Traits, rank: int) -> None:
    """Larger than life, its chain about the neck."""
    pen.line("M52 76 C56 90 68 84 72 92 M44 76 C42 84 36 84 36 92 M36 72 C30 76 26 76 24 84", "leather.deep", 3)
    pen.shape("M26 58 C28 42 48 36 62 44 C74 50 76 66 66 74 C54 82 40 80 34 72 C28 70 25 64 26 58 Z", "leather")
    pen.line("M40 44 C36 54 37 66 42 76 M50 42 C46 54 47 68 52 78 M60 44 C57 54 58 66 62 76", "leather.deep", 1.6)
    pen.shape("M28 52 C20 52 16 60 20 66 C24 72 32 70 34 64 C34 56 32 52 28 52 Z", "leather")
    pen.dot(24, 60, 1.8, "white")
    pen.line("M22 54 C18 50 16 50 13 51 M20 68 L15 74", "leather.lit", 1.5)
    pen.line("M34 52 C32 58 33 66 35 70", "trim.lit", 2.4, dash="2.4 1.6")


def bird(pen: Pen, t: Traits, rank: int) -> None:
    """Perched in profile."""
    tail = t.num("tail", -4, 4)
    pen.shape(f"M56 66 L{78 + tail} {88 + tail} L70 92 L50 78 Z", "plume.dark")
    pen.shape("M30 44 C30 34 46 32 50 42 C64 46 70 60 64 72 C58 84 40 84 34 72 C28 64 28 54 30 44 Z", "plume")
    pen.shape("M31 44 L18 48 L31 52 Z", "flame")
    pen.shape("M32 58 C36 74 46 80 54 80 C46 84 38 80 34 72 Z", "cream", rim=False, opacity=0.85)
    pen.shape("M44 52 C56 52 66 64 66 78 C54 76 44 68 44 52 Z", "plume.dark")
    pen.line("M49 58 C55 62 60 68 63 75", "plume.deep", 1.3)
    pen.dot(38, 44, 2.4, "ink", rim=True)
    pen.line("M44 82 L42 92 M50 82 L50 92", "leather.lit", 1.8)


def leaf(pen: Pen, t: Traits, rank: int) -> None:
    w = t.num("wide", 0, 5)
    pen.shape(
        f"M48 34 C{34 - w} 42 {24 - w} 58 34 78 C38 84 44 86 48 92 C52 86 58 84 62 78 C{72 + w} 58 {62 + w} 42 48 34 Z", "leaf"
    )
    pen.line("M48 30 L48 94", "leaf.lit", 1.8)
    pen.line("M48 50 L38 44 M48 62 L34 56 M48 74 L36 70", "leaf.deep", 1.3, twin=True)


def orange(pen: Pen, t: Traits, rank: int) -> None:
    """Studded with cloves."""
    pen.dot(48, 62, 26, "flame", rim=True)
    for i in range(3):
        for k in range(5 - abs(i - 1)):
            pen.dot(32 + k * 8 + abs(i - 1) * 4, 52 + i * 10 + t.num(f"y{i}{k}", -1, 1), 1.9, "chestnut.deep")
    pen.pair("M48 40 C40 34 34 36 32 40 C38 44 44 44 48 40 Z", "leaf")
    pen.line("M30 56 C31 49 35 45 40 43", "white", 2.4, 0.7)


FINDS: dict[str, Draw] = {
    "paw": paw, "feather": feather, "horn": horn, "tooth": tooth, "moth": moth, "pebble": pebble, "chestnut": chestnut,
    "wishbone": wishbone, "wired": wired, "amber": amber, "seeds": seeds, "turnip": turnip, "flea": flea, "bird": bird, "leaf": leaf,
    "orange": orange,
}  # fmt: skip
