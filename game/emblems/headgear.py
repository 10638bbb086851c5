"""Headgear that began as something else: a lamp, a bucket, a skull, a wig, bandages, a nightcap, muffs, a hat with a candle."""

from game.emblems.pen import Draw, Pen
from game.emblems.traits import Traits


def lamp(pen: Pen, t: Traits, rank: int) -> None:
    """A street lamp, worn: four panes, a chimney, a slit for the eyes."""
    pen.whole("M48 2 L42 4 L43 12 L48 13", "metal")
    pen.whole("M48 10 L38 12 L22 28 L48 32", "metal")
    pen.whole("M48 28 L22 28 L28 80 L48 84", "glass", opacity=0.9)
    pen.dot(48, 54, 22, pen.radial("lh", "flame", "void", 48, 54, 22, fade=True), opacity=0.8)
    pen.shape("M48 36 C56 48 57 58 48 64 C39 58 40 48 48 36 Z", "flame")
    pen.shape("M48 48 C52 54 52 60 48 62 C44 60 44 54 48 48 Z", "white", rim=False)
    pen.line("M22 28 L28 80 M36 29 L40 82", "metal.mid", 3, twin=True)
    pen.pair("M45 50 L30 46 L31 52 L44 56 Z", "ink", rim=False)
    pen.whole("M48 80 L27 78 L24 90 L48 93", "metal")
    if rank:
        pen.dot(48, 86, 3, "gem", rim=True)


def bucket(pen: Pen, t: Traits, rank: int) -> None:
    """Upside down, the handle for a chin strap, holes to look through."""
    stuff, w = t.pick("stuff", ("metal", "wood", "trim")), t.num("flare", 0, 5)
    pen.line("M24 70 C24 100 72 100 72 70", "ink", 5)
    pen.line("M24 70 C24 100 72 100 72 70", "metal.lit", 2.6)
    pen.whole(f"M48 10 L30 12 L{20 - w} 74 L48 80", stuff)
    pen.shape("M30 12 C36 4 60 4 66 12 C60 18 36 18 30 12 Z", f"{stuff}.lit")
    pen.line(
        f"M27 30 C38 35 58 35 69 30 M{22 - w} 64 C36 70 60 70 {74 + w} 64",
        "metal.deep" if stuff == "wood" else f"{stuff}.deep",
        3,
    )
    pen.pair("M44 46 L30 44 L31 51 L44 53 Z", "ink", rim=False)
    pen.dot(24, 68, 3.4, "trim", rim=True, twin=True)
    for x in (40, 48, 56):
        pen.dot(x, 60, 1.6, "ink")
    if rank:
        pen.dot(48, 24, 2.6 + rank * 0.5, "gem", rim=True)


def skull(pen: Pen, t: Traits, rank: int) -> None:
    """A wolf's skull without its jaw, worn over the brow, fur behind."""
    pen.whole("M48 20 C22 20 12 46 14 90 L24 78 L30 92 L36 76 L48 80", "leather")
    pen.pair("M34 30 L20 6 L42 20 Z", "bone")
    pen.whole("M48 14 C34 14 26 26 27 42 L34 52 L39 74 C41 82 45 84 48 84", "bone")
    pen.pair("M45 44 C38 38 31 38 29 42 C32 50 40 52 45 50 Z", "ink", rim=False)
    pen.pair("M47 72 C44 70 42 74 44 78 L47 78 Z", "ink", rim=False)
    pen.pair("M41 76 L42 90 L46 82 Z", "white")
    pen.line("M48 18 L48 66 M40 56 C42 62 43 66 44 70", "bone.deep", 1.3)
    if rank:
        pen.dot(38, 46, 2, "glow", twin=True)


def wig(pen: Pen, t: Traits, rank: int) -> None:
    """Rows of curls, parted, a ribbon at the side."""
    long = t.whole("rows", 2, 3)
    pen.whole("M48 10 C26 10 18 28 20 48 L30 56 L36 40 L48 34", "cream")
    pen.line("M48 12 L48 34 M40 14 C34 20 30 30 30 40", "cream.deep", 1.5, twin=True)
    for i in range(long):
        y = 50 + i * 12
        pen.dot(22 + i, y, 8.4, "cream", rim=True, twin=True)
        pen.ring(22 + i, y, 4, 4, "cream.deep", 1.5)
        pen.ring(74 - i, y, 4, 4, "cream.deep", 1.5)
    pen.line("M30 30 C34 24 40 20 44 19", "white", 2, 0.8)
    y = 48 + long * 12
    pen.pair(f"M26 {y} L17 {y + 9} L24 {y + 8} L28 {y + 12} L30 {y + 2} Z", "cloth")


def wrap(pen: Pen, t: Traits, rank: int) -> None:
    """Cloth wound about the head, an end hanging."""
    stuff = t.pick("stuff", ("cloth", "cream", "leather"))
    pen.shape("M66 52 C82 58 86 76 80 92 L72 84 L66 90 C70 76 66 66 60 60 Z", f"{stuff}.dark")
    pen.whole("M48 14 C26 14 16 34 20 58 C28 66 40 68 48 68", stuff)
    pen.whole("M48 56 C38 56 30 58 26 62 L30 84 L48 90", "void")
    pen.line(
        "M22 40 C40 26 60 30 76 46 M19 52 C38 36 62 42 77 54 M24 62 C40 48 58 52 74 60 M30 24 C44 18 58 22 70 32",
        f"{stuff}.deep",
        2,
    )
    pen.dot(68, 54, 6, stuff, rim=True)
    pen.pair("M45 66 L35 64 L37 69 L44 70 Z", "glow", rim=False, opacity=0.9)
    if rank:
        pen.dot(48, 34, 3 + rank * 0.5, "gem", rim=True)


def nightcap(pen: Pen, t: Traits, rank: int) -> None:
    """Long, striped, with a bob at its end."""
    drop = t.num("drop", 62, 76)
    pen.shape(f"M16 66 C14 34 34 12 56 14 C76 16 88 36 86 {drop} C80 {drop - 6} 78 50 72 44 C74 54 76 60 78 66 Z", "cloth")
    pen.line("M22 46 C38 40 58 40 74 46 M32 28 C44 24 58 24 70 32 M18 58 C36 52 60 52 77 58", "cream.lit", 3.4)
    pen.dot(85, drop + 5, 7.4, "cream", rim=True)
    pen.shape("M12 64 C30 56 64 56 82 64 C86 70 86 78 82 82 C64 74 30 74 12 82 C8 78 8 70 12 64 Z", "cream")
    pen.line("M22 64 L22 74 M34 62 L34 72 M47 61 L47 71 M60 62 L60 72 M72 64 L72 74", "cream.deep", 1.3)


def muffs(pen: Pen, t: Traits, rank: int) -> None:
    """Two pads of fleece on a band."""
    path = "M22 58 C16 2 80 2 74 58"
    pen.line(path, "ink", 9)
    pen.line(path, "leather.mid", 6.4)
    pen.line(path, "leather.lit", 1.5, dash="3 3")
    for x in (20, 76):
        pen.dot(x, 60, 16, "cream", rim=True)
        pen.ring(x, 60, 12, 13, "cream.dark", 3, 0, 14)
        pen.dot(x, 60, 6.4, "cloth", rim=True)
    pen.dot(48, 16, 3.4, "gem" if rank else "trim", rim=True)


def candle_hat(pen: Pen, t: Traits, rank: int) -> None:
    """A low hat with a bracket, and a lit candle on it."""
    pen.shape("M48 2 C55 10 54 19 48 21 C42 19 41 10 48 2 Z", "flame")
    pen.dot(48, 16, 2.4, "white")
    pen.whole("M48 20 L43 20 L43 42 L48 43", "cream")
    pen.whole("M48 38 L36 38 L40 46 L48 47", "metal")
    sag = t.num("sag", -4, 6)
    pen.whole("M48 40 L30 42 L27 70 L48 73", "leather")
    pen.whole(f"M48 64 C32 64 14 {66 + sag} 5 {64 + sag} C8 {78 + sag / 2} 28 84 48 84", "leather")
    pen.whole("M48 56 L28.5 55 L27.5 64 L48 66", "cloth", rim=False)
    pen.shape("M42 55 L54 55 L54 67 L42 67 Z", "trim")
    if rank:
        pen.dot(48, 61, 3, "gem", rim=True)


HEADGEAR: dict[str, Draw] = {
    "lamp": lamp, "bucket": bucket, "skull": skull, "wig": wig, "wrap": wrap, "nightcap": nightcap, "muffs": muffs,
    "candle hat": candle_hat,
}  # fmt: skip
