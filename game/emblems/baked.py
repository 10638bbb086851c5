"""Food from the oven and the pudding cloth, each on its dish."""

from game.emblems.pen import Pen
from game.emblems.traits import Traits

STEAM = "M36 24 C30 18 42 14 36 6 M48 22 C42 16 54 12 48 4 M60 24 C54 18 66 14 60 6"


def dish(pen: Pen, t: Traits) -> None:
    pen.shape("M8 72 C20 64 76 64 88 72 C84 84 12 84 8 72 Z", t.pick("dish", ("metal", "wood", "stone")))


def steam(pen: Pen, y: float = 0) -> None:
    with pen.group(f'transform="translate(0 {y:.0f})"'):
        pen.line(STEAM, "rim", 2, 0.55)


def loaf(pen: Pen, t: Traits, rank: int) -> None:
    w, lean = t.num("size", 0, 4), t.num("lean", -4, 4)
    dish(pen, t)
    pen.whole(f"M48 {32 - w} C28 {30 - w} 12 44 14 60 C14 70 30 73 48 73", "crust")
    for dx in (-18, -2, 14):
        pen.shape(f"M{46 + dx} 56 C{48 + dx} 46 {52 + dx} 40 {58 + dx + lean} 38 C{56 + dx} 46 {54 + dx} 52 {52 + dx} 58 Z", "cream", rim=False)  # fmt: skip
    steam(pen, t.num("steam", 0, 3))


def bannock(pen: Pen, t: Traits, rank: int) -> None:
    """A flat round loaf, marked into quarters."""
    dish(pen, t)
    pen.shape("M10 54 C10 48 86 48 86 54 L86 64 C86 82 10 82 10 64 Z", "crust.dark")
    pen.shape("M10 54 C10 34 86 34 86 54 C86 74 10 74 10 54 Z", "crust")
    pen.line("M21 44 C36 50 58 58 76 64 M75 44 C60 50 38 58 20 64", "crust.deep", 2.4)
    for i in range(7):
        pen.dot(
            t.num(f"flour-x{i}", 22, 74), t.num(f"flour-y{i}", 45, 64), t.num(f"flour{i}", 0.9, 1.9), "cream.lit", opacity=0.8
        )
    pen.line("M14 50 C24 40 36 39 46 39", "cream.lit", 1.6, 0.7)


def pie(pen: Pen, t: Traits, rank: int) -> None:
    w = t.num("size", 0, 4)
    dish(pen, t)
    pen.whole(f"M48 {36 - w} C30 {36 - w} 18 44 15 54 L22 74 L48 76", "crust")
    pen.whole("M48 50 C36 50 22 52 14 55 C12 50 16 48 18 47 C26 40 38 38 48 38", "cream", rim=False, opacity=0.5)
    pen.line("M16 55 R24 58 32 55 40 58 48 55 56 58 64 55 72 58 80 55", "crust.lit", 3)
    pen.line("M48 40 L48 48 M40 43 L38 49 M56 43 L58 49", "crust.deep", 2.4)
    steam(pen, 6)


def pasty(pen: Pen, t: Traits, rank: int) -> None:
    """A half-moon of crust with a crimped back."""
    dish(pen, t)
    pen.shape("M6 68 C8 40 28 26 48 26 C68 26 88 40 90 68 C68 78 28 78 6 68 Z", "crust")
    for i in range(9):
        x = 10 + i * 9.5
        pen.dot(x, 66 - 40 * (1 - ((x - 48) / 42) ** 2), 5.4, "crust", rim=True)
    pen.line("M34 50 L30 58 M48 46 L48 55 M62 50 L66 58", "crust.deep", 2.4)
    pen.line("M20 66 C34 72 62 72 78 66", "crust.deep", 1.5, 0.7)
    steam(pen, -2)


def cake(pen: Pen, t: Traits, rank: int) -> None:
    """A round cake under icing, with a cross of currants."""
    low = t.num("low", 40, 46)
    dish(pen, t)
    pen.shape(f"M14 {low} L14 66 C14 80 82 80 82 66 L82 {low} Z", "crust.dark")
    pen.shape(f"M14 {low} C14 {low - 16} 82 {low - 16} 82 {low} L82 {low + 8} R74 {low + 14} 66 {low + 22} 58 {low + 15} 50 {low + 25} 41 {low + 15} 33 {low + 21} 24 {low + 13} 14 {low + 9} Z", "cream")  # fmt: skip
    pen.line(f"M14 {low} C14 {low + 14} 82 {low + 14} 82 {low}", "cream.deep", 1.2, 0.7)
    for x, y in ((48, -7), (48, 0), (48, 6), (36, 0), (60, 0), (24, 0), (72, 0)):
        pen.dot(x, low + y, 2.3, "cloth.deep")
    if t.chance("taper", 50):
        pen.whole(f"M48 {low - 28} L45 {low - 28} L45 {low - 6} L48 {low - 6}", "bone")
        pen.shape(
            f"M48 {low - 40} C53 {low - 34} 52 {low - 29} 48 {low - 28} C44 {low - 29} 43 {low - 34} 48 {low - 40} Z", "flame"
        )


def pudding(pen: Pen, t: Traits, rank: int) -> None:
    """A dome that was boiled in its cloth, sauce over it."""
    w = t.num("size", 0, 4)
    dish(pen, t)
    pen.whole(f"M48 {24 - w} C28 {24 - w} 14 44 17 68 C26 76 38 77 48 77", "crust.dark")
    for i in range(7):
        pen.dot(t.num(f"currant-x{i}", 24, 72), t.num(f"currant-y{i}", 54, 70), 1.9, "crust.deep")
    pen.shape(f"M22 42 C28 {20 - w} 68 {20 - w} 74 42 R70 52 65 46 58 60 52 46 45 54 38 47 31 58 26 48 22 42 Z", "cream")
    pen.shape("M48 22 C40 20 36 14 38 9 C44 10 48 15 48 22 C50 15 54 11 60 11 C60 17 56 21 48 22 Z", "leaf")
    pen.dot(48, 21, 3, "meat", rim=True)


def roll(pen: Pen, t: Traits, rank: int) -> None:
    """Rolled dough with its spiral end, one slice lying before it."""
    dish(pen, t)
    pen.shape("M30 30 L76 26 C88 32 88 62 78 68 L30 72 Z", "cream")
    pen.dot(30, 51, 21, "cream", rim=True)
    pen.line("M30 70 C16 70 12 54 16 44 C22 32 40 36 42 50 C42 62 26 64 24 54 C24 46 34 46 34 53", "meat", 3.4)
    for i in range(6):
        pen.dot(t.num(f"currant-x{i}", 54, 78), t.num(f"currant-y{i}", 36, 62), 1.9, "crust.deep")
    pen.shape("M52 76 C56 64 84 64 88 76 C84 86 56 86 52 76 Z", "cream")
    pen.line("M58 76 C62 69 80 70 80 76 C78 81 66 80 66 76 C67 74 72 74 73 76", "meat", 2.4)


def dumplings(pen: Pen, t: Traits, rank: int) -> None:
    dish(pen, t)
    r: float
    for x, y, r in ((27, 60, 15), (69, 60, 15), (48, 45, 16), (48, 66, 14)):
        r += t.num(f"size{x}{y}", -1, 1)
        pen.shape(f"M{x} {y - r} C{x - r * 1.3} {y - r} {x - r * 1.3} {y + r} {x} {y + r} C{x + r * 1.3} {y + r} {x + r * 1.3} {y - r} {x} {y - r} Z", "cream")  # fmt: skip
        pen.line(f"M{x} {y - r + 2} L{x - 5} {y - 4} M{x} {y - r + 2} L{x + 1} {y - 3} M{x} {y - r + 2} L{x + 7} {y - 5}", "crust.dark", 1.4)  # fmt: skip
    pen.pair("M22 74 C30 70 38 74 40 78 C34 82 26 80 22 74 Z", "leaf")
    steam(pen)
