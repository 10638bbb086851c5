"""Herbs that are no plain stem with leaves: fronds, umbels, spikes, jointed and creeping ones."""

from game.emblems.pen import Draw, Pen
from game.emblems.traits import Traits


def _stem(pen: Pen, path: str, width: float = 2.8) -> None:
    pen.line(path, "ink", width + 1.8)
    pen.line(path, "leaf.mid", width)


def fern(pen: Pen, t: Traits, rank: int) -> None:
    """A frond, its tip still rolled."""
    lean = t.num("lean", -4, 4)
    _stem(pen, f"M44 94 C44 64 {44 + lean} 40 56 22 C64 10 76 16 72 26 C68 32 60 28 63 23")
    for i in range(7):
        y = 84 - i * 9
        long = 30 - i * 2.8
        x = 44 + (i / 6) ** 2 * 9
        for side in (-1, 1):
            pen.shape(f"M{x} {y} C{x + side * long * 0.4} {y - 12} {x + side * long * 0.8} {y - 13} {x + side * long} {y - 9} C{x + side * long * 0.8} {y - 2} {x + side * long * 0.4} {y + 1} {x} {y} Z", "leaf")  # fmt: skip


def umbel(pen: Pen, t: Traits, rank: int) -> None:
    """A flat head of many small flowers over feathered leaves."""
    heads = [(x, y + t.num(f"y{x}", -2, 2)) for x, y in ((19, 30), (34, 19), (48, 29), (62, 19), (77, 30))]
    rays = " ".join(f"M48 54 Q{(48 + x) / 2:.0f} {y + 22:.0f} {x} {y + 4:.0f}" for x, y in heads)
    _stem(pen, f"M48 94 L48 54 {rays}", 2)
    for x, y in heads:
        for dx, dy in ((-5.5, 2), (5.5, 2), (0, -4)):
            pen.dot(x + dx, y + dy, 5, "gem.lit" if dx else "cream.lit", rim=True)
    for y in (66, 80):
        pen.pair(f"M47 {y + 4} L24 {y - 10} L30 {y - 3} L18 {y - 2} L28 {y + 3} L20 {y + 8} L34 {y + 6} Z", "leaf")


def spike(pen: Pen, t: Traits, rank: int) -> None:
    """Flowers all the way up one stem."""
    lean = t.num("lean", -5, 5)
    _stem(pen, f"M48 94 C48 70 {46 + lean} 40 {48 + lean} 8")
    y: float
    for y in (66, 78, 88):
        pen.pair(f"M47 {y} C38 {y - 2} 26 {y - 12} 18 {y - 14} C22 {y - 2} 36 {y + 6} 47 {y + 3} Z", "leaf")
    for i in range(6):
        y, r = 54 - i * 8.5, 8.4 - i * 1.1
        for side in (-1, 1):
            x = 48 + lean * (1 - y / 94) + side * (r + 1)
            pen.shape(f"M{x - side * r} {y + 2} C{x} {y - r} {x + side * r} {y - r} {x + side * r} {y + r * 0.4} C{x + side * r * 0.4} {y + r} {x} {y + r} {x - side * r} {y + 2} Z", "gem.lit" if (i + (side > 0)) % 2 else "gem.mid")  # fmt: skip
    pen.dot(48 + lean, 7, 3, "gem", rim=True)


def jointed(pen: Pen, t: Traits, rank: int) -> None:
    """Glasswort: fleshy segments that branch like a candlestick."""
    lean = t.num("lean", -4, 4)
    for path in (
        f"M48 94 L{48 + lean} 12",
        f"M48 76 C34 74 28 62 {26 - lean} 40",
        f"M48 66 C62 64 68 52 {70 + lean} 30",
        f"M{48 + lean / 2} 50 C40 46 36 38 {37 + lean} 24",
        "M48 84 C60 82 68 76 72 62",
    ):
        pen.line(path, "ink", 11)
        pen.line(path, "leaf.mid", 8.6)
        pen.line(path, "leaf.lit", 2)
        pen.line(path, "leaf.deep", 8.6, 0.75, dash="1.3 8")
    pen.dot(48 + lean, 12, 3.4, "glow" if rank else "leaf.lit", rim=True)


def cress(pen: Pen, t: Traits, rank: int) -> None:
    """Round leaves on short stalks, over water."""
    pen.shape("M6 80 C24 72 72 72 90 80 C78 92 18 92 6 80 Z", "glass", opacity=0.8)
    x: float
    for i, (x, y, r) in enumerate(((22, 40, 11), (48, 26, 13), (74, 40, 11), (33, 58, 10), (63, 58, 10), (48, 46, 9))):
        x += t.num(f"x{i}", -3, 3)
        _stem(pen, f"M48 84 Q{(x + 48) / 2 + 2} {y + 24} {x} {y}", 1.8)
        pen.shape(f"M{x} {y + r} C{x - r * 1.4} {y + r} {x - r * 1.4} {y - r} {x} {y - r * 0.7} C{x + r * 1.4} {y - r} {x + r * 1.4} {y + r} {x} {y + r} Z", "leaf")  # fmt: skip
        pen.line(f"M{x} {y + r - 2} L{x} {y - 2} M{x} {y + 2} L{x - 5} {y - 2} M{x} {y + 2} L{x + 5} {y - 2}", "leaf.deep", 1)
    pen.line("M16 82 C22 80 26 84 32 82 M62 84 C68 82 74 86 80 83", "white", 1.2, 0.7)


def thyme(pen: Pen, t: Traits, rank: int) -> None:
    """Wiry sprigs with pairs of tiny leaves, trodden to one side."""
    for k, (x, y) in enumerate(((18, 22), (46, 8), (74, 18))):
        bend = t.num(f"bend{k}", -5, 5)
        _stem(pen, f"M48 92 Q{(x + 48) / 2 + bend} 62 {x} {y}", 1.7)
        for i in range(6):
            u = 0.3 + i * 0.12
            px = (1 - u) ** 2 * 48 + 2 * u * (1 - u) * ((x + 48) / 2 + bend) + u * u * x
            py = (1 - u) ** 2 * 92 + 2 * u * (1 - u) * 62 + u * u * y
            for side in (-1, 1):
                pen.dot(px + side * 4.4, py - 1.5, 3.4 - i * 0.25, "leaf", rim=True)
        pen.dot(x, y, 4, "gem.lit", rim=True)
        pen.dot(x - 4, y + 4, 2.6, "gem.mid", rim=True)
        pen.dot(x + 4, y + 4, 2.6, "gem.mid", rim=True)


def rue(pen: Pen, t: Traits, rank: int) -> None:
    """Blue-green leaves of three lobes, in a box of earth."""
    x: float
    for k, (x, y) in enumerate(((24, 30), (48, 16), (72, 30), (34, 50), (62, 50))):
        x += t.num(f"x{k}", -3, 3)
        _stem(pen, f"M48 74 Q{(x + 48) / 2} 56 {x} {y + 8}", 1.8)
        for dx, dy in ((-7, 2), (7, 2), (0, -7)):
            pen.shape(f"M{x} {y + 8} C{x + dx - 6} {y + dy + 4} {x + dx - 5} {y + dy - 6} {x + dx} {y + dy - 6} C{x + dx + 5} {y + dy - 6} {x + dx + 6} {y + dy + 4} {x} {y + 8} Z", "leaf")  # fmt: skip
        if k % 2 == 0:
            pen.dot(x, y + 2, 3, "flame", rim=True)
    pen.shape("M14 72 L82 72 L78 92 L18 92 Z", "wood")
    pen.line("M16 78 L80 78 M30 74 L31 90 M64 74 L63 90", "wood.deep", 1.3)


def woolly(pen: Pen, t: Traits, rank: int) -> None:
    """Grey leaves under a coat of lint, a ball of it on top."""
    lean = t.num("lean", -4, 4)
    _stem(pen, f"M48 94 L{48 + lean} 40", 3.4)
    for i, y in enumerate((86, 68, 52)):
        long = 34 - i * 6
        pen.pair(
            f"M47 {y} C36 {y + 2} {46 - long} {y - 6} {46 - long} {y - 18} C{56 - long} {y - 20} 44 {y - 16} 47 {y - 6} Z",
            "stone",
        )
        pen.line(f"M45 {y - 4} L{52 - long} {y - 14}", "cream.lit", 1.8, 0.8, twin=True, dash="2 2")
    for i, (x, y) in enumerate(((-9, 30), (9, 30), (0, 20), (0, 34))):
        pen.dot(48 + lean + x, y, t.num(f"r{i}", 9, 11), "cream.lit", opacity=0.9)
    pen.ring(48 + lean, 28, 12, 12, "stone.lit", 1.4, 0, 16)


def weed(pen: Pen, t: Traits, rank: int) -> None:
    """Pale stalks that lean the same way, with a bud like a wick."""
    for i, x in enumerate((24, 36, 48, 60, 72)):
        top, lean = t.num(f"top{i}", 14, 34), t.num("lean", 6, 14)
        _stem(pen, f"M{x * 0.5 + 24} 94 C{x} 70 {x} 50 {x + lean} {top}", 2.6)
        pen.shape(f"M{x + lean} {top - 13} C{x + lean + 6} {top - 4} {x + lean + 5} {top + 4} {x + lean} {top + 5} C{x + lean - 5} {top + 4} {x + lean - 5} {top - 4} {x + lean} {top - 13} Z", "flame" if i % 2 else "cream")  # fmt: skip
        pen.shape(f"M{x} 64 C{x - 10} 60 {x - 14} 50 {x - 14} 44 C{x - 6} 48 {x} 54 {x} 64 Z", "leaf")


GROWTHS: dict[str, Draw] = {
    "fern": fern, "umbel": umbel, "spike": spike, "jointed": jointed, "cress": cress, "thyme": thyme, "rue": rue, "woolly": woolly,
    "weed": weed,
}  # fmt: skip
