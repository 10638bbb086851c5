"""Materials in a form of their own: sand and swarf, strips and scraps, beams and boards, single bones, stones without a cut."""

from game.emblems.pen import Pen
from game.emblems.traits import Traits


def sand(pen: Pen, t: Traits, rank: int) -> None:
    top = t.num("top", 30, 38)
    pen.shape(
        f"M6 82 C22 78 36 {top + 4} {46 + t.num('lean', -5, 5)} {top} C58 {top + 4} 74 76 90 82 C76 92 20 92 6 82 Z", "metal"
    )
    pen.shape(f"M48 {top + 4} C56 {top + 10} 68 74 84 82 C66 86 54 70 48 {top + 4} Z", "metal.dark", rim=False, opacity=0.8)
    for i in range(16):
        pen.dot(
            t.num(f"x{i}", 20, 76), t.num(f"y{i}", 64, 86), t.num(f"r{i}", 0.8, 1.9), ("metal.lit", "metal.deep", "glow")[i % 3]
        )
    pen.line(f"M30 70 C38 62 42 {top + 18} 46 {top + 8}", "metal.lit", 1.6, 0.8)


def swarf(pen: Pen, t: Traits, rank: int) -> None:
    """Curls from the lathe."""
    for i, (x, y, r) in enumerate(((30, 66, 15), (66, 68, 14), (48, 44, 17), (70, 38, 10), (24, 38, 9))):
        turn = t.whole(f"turn{i}", 0, 359)
        path = f"M{x - r} {y} C{x - r} {y - r * 1.3} {x + r} {y - r * 1.3} {x + r} {y} C{x + r} {y + r} {x - r * 0.6} {y + r} {x - r * 0.5} {y} C{x - r * 0.4} {y - r * 0.7} {x + r * 0.5} {y - r * 0.6} {x + r * 0.4} {y + 1}"
        with pen.group(f'transform="rotate({turn} {x} {y})"'):
            pen.line(path, "ink", 6.4)
            pen.line(path, "metal.mid", 4.4)
            pen.line(path, "metal.lit", 1.4)
    pen.shape("M10 84 C30 78 66 78 86 84 C70 92 26 92 10 84 Z", "metal.dark")


def scale(pen: Pen, t: Traits, rank: int) -> None:
    """Flakes of rust by the plate."""
    for i, (x, y, turn) in enumerate(((30, 70, -12), (66, 72, 14), (48, 56, -4), (34, 42, 18), (62, 38, -16))):
        with pen.group(f'transform="rotate({turn + t.num(f"turn{i}", -8, 8):.0f} {x} {y})"'):
            pen.shape(
                f"M{x - 24} {y - 4} L{x - 10} {y - 12} L{x + 14} {y - 11} L{x + 24} {y - 2} L{x + 10} {y + 9} L{x - 16} {y + 8} Z",
                "metal",
            )
            pen.shape(f"M{x - 24} {y - 4} L{x - 16} {y + 8} L{x + 10} {y + 9} L{x + 24} {y - 2} L{x + 22} {y + 3} L{x + 10} {y + 13} L{x - 17} {y + 12} Z", "metal.deep", rim=False)  # fmt: skip
            pen.dot(x + t.num(f"x{i}", -10, 10), y - 3, 2.6, "metal.dark")


def strip(pen: Pen, t: Traits, rank: int) -> None:
    """A long narrow skin, scaled, in a loose coil."""
    path = f"M14 26 C34 8 80 14 80 38 C80 58 26 44 22 62 C20 78 54 80 {80 + t.num('end', -4, 4)} 74"
    pen.line(path, "ink", 17)
    pen.line(path, "fish.mid", 14.4)
    pen.line(path, "fish.deep", 14.4, 0.6, dash="1.4 4.4")
    pen.line(path, "fish.lit", 2.4, 0.9)
    pen.dot(80, 74, 2.4, "ink", rim=True)


def scaled_skin(pen: Pen, t: Traits, rank: int) -> None:
    """The skin of a great fish, pegged out, with rows of plates."""
    w = t.num("breadth", 0, 4)
    pen.whole(f"M48 6 C34 16 {22 - w} 30 {20 - w} 50 C{22 - w} 68 34 76 40 82 L30 94 L48 90", "fish")
    for i in range(5):
        y = 24 + i * 12
        pen.line(f"M28 {y} R34 {y + 6} 40 {y} 48 {y + 6} 56 {y} 62 {y + 6} 68 {y}", "fish.deep", 1.4)
        pen.shape(f"M48 {y - 8} L53 {y - 2} L48 {y + 4} L43 {y - 2} Z", "bone")
    pen.pair("M22 42 L10 36 L12 50 Z", "fish.dark")


def long_bone(pen: Pen, t: Traits, rank: int) -> None:
    w = t.num("thick", 4.5, 7)
    with pen.group(f'transform="rotate({t.num("turn", 28, 52):.0f} 48 48)"'):
        pen.whole(
            f"M48 8 C44 -1 31 2 33 13 C34 21 {46 - w} 22 {47 - w} 30 L{47 - w} 68 C{46 - w} 76 34 76 33 84 C31 96 45 97 48 88",
            "bone",
        )
        pen.line(f"M{50 - w} 32 L{50 - w} 66", "bone.lit", 1.8)
        pen.line("M40 12 C43 15 44 18 44 22 M56 82 C53 80 52 78 52 74", "bone.deep", 1.4)
        if rank:
            pen.line("M48 36 L45 46 L51 54 L47 62", "glow", 1.5)


def knuckle(pen: Pen, t: Traits, rank: int) -> None:
    """A joint, cut short, with its two round ends."""
    pen.whole("M48 26 C42 10 20 12 22 32 C22 44 32 48 35 56 L33 82 C38 88 44 88 48 88", "bone")
    pen.line("M48 26 L48 38", "bone.deep", 2)
    pen.shape("M33 82 C38 76 58 76 63 82 C60 90 36 90 33 82 Z", "bone.lit")
    pen.dot(48, 83, 4.4, "meat.dark", rim=True)
    pen.line("M28 30 C28 24 32 20 36 20", "white", 2.4, 0.7)
    if t.chance("crack", 60):
        pen.line("M58 50 L54 60 L59 68", "bone.deep", 1.6)
    if rank:
        pen.dot(34, 32, 3, "glow", twin=True)


def scrap(pen: Pen, t: Traits, rank: int) -> None:
    """An offcut with pinked edges and a thread hanging."""
    teeth = " ".join(f"L{16 + i * 7.2} {24 + (i % 2) * 5}" for i in range(10))
    pen.shape(f"M14 28 {teeth} L84 60 L70 70 L62 86 L46 78 L28 88 L12 70 Z", "cloth")
    mark = t.pick("mark", ("rings", "diamonds", "stitch"))
    for i, (x, y) in enumerate(((30, 44), (54, 42), (42, 60), (66, 58))):
        if mark == "rings":
            pen.ring(x, y, 6, 6, "trim.lit", 1.8)
            pen.dot(x, y, 2, "trim.mid")
        elif mark == "diamonds":
            pen.shape(f"M{x} {y - 7} L{x + 6} {y} L{x} {y + 7} L{x - 6} {y} Z", "trim.mid" if i % 2 else "trim.lit")
        else:
            pen.line(f"M{x - 10} {y} L{x + 10} {y + 3}", "cream.lit", 1.6, dash="3 3")
    pen.line("M84 60 C92 66 84 74 92 80 C94 86 86 90 90 95", "trim.lit", 1.6)


def sheet(pen: Pen, t: Traits, rank: int) -> None:
    """Thick felt: pressed layers with a fuzzy edge, one corner turned back."""
    for i, part in enumerate(("cloth.deep", "cloth.dark", "cloth.mid")):
        y = 14 - i * 7
        pen.shape(f"M10 {40 + y} L44 {22 + y} L88 {36 + y} L86 {56 + y} L50 {76 + y} L12 {58 + y} Z", part)
    pen.shape("M50 62 L86 42 L66 34 C58 42 52 52 50 62 Z", "cloth.lit")
    for i in range(10):
        x, low = t.num(f"x{i}", 22, 60), t.num(f"y{i}", 24, 48)
        pen.line(f"M{x} {low} L{x + t.num(f'dx{i}', -5, 5)} {low + 4}", "cloth.deep", 1.1)
    if rank:
        pen.dot(30, 40, 4, "gem", rim=True)


def surplice(pen: Pen, t: Traits, rank: int) -> None:
    """A wide white garment on its peg."""
    pen.line("M48 2 C54 4 52 10 48 12", "metal.lit", 2.6)
    pen.whole("M48 14 L38 14 L20 22 L6 58 L22 64 L26 50 L20 90 C30 94 40 90 48 92", "cream")
    pen.whole("M48 14 L40 14 C41 24 45 28 48 30", "void")
    pen.line("M30 36 C30 56 28 74 30 90 M40 34 C40 54 38 74 40 90", "cream.deep", 1.3, twin=True)
    pen.line("M8 57 L22 62 M20 86 C30 90 66 90 76 86", "cloth.lit", 2, twin=False)


def beam(pen: Pen, t: Traits, rank: int) -> None:
    """One squared timber, end on."""
    with pen.group(f'transform="rotate({t.num("turn", -8, 8):.0f} 48 48)"'):
        pen.shape("M6 52 L58 18 L90 26 L40 64 Z", "wood.lit")
        pen.shape("M40 64 L90 26 L90 50 L40 90 Z", "wood.dark")
        pen.shape("M6 52 L40 64 L40 90 L6 76 Z", "crust")
        pen.line("M12 58 C24 62 34 68 34 84 M12 66 C20 68 26 74 27 82 M14 74 L20 78", "wood.deep", 1.4)
        pen.line("M22 52 L66 23 M34 56 L78 27 M50 70 L84 44 M48 80 L86 50", "wood.deep", 1.2, 0.8)


def sprouting(pen: Pen, t: Traits, rank: int) -> None:
    """A prop that has put out leaves."""
    beam(pen, t, rank)
    for x, y, turn in ((62, 20, -10), (80, 26, 30), (44, 34, -40)):
        with pen.group(f'transform="rotate({turn + t.num(f"leaf{x}", -8, 8):.0f} {x} {y})"'):
            pen.shape(
                f"M{x} {y} C{x - 9} {y - 7} {x - 8} {y - 17} {x} {y - 22} C{x + 8} {y - 17} {x + 9} {y - 7} {x} {y} Z", "leaf"
            )
            pen.line(f"M{x} {y - 2} L{x} {y - 17}", "leaf.deep", 1.1)


def splinters(pen: Pen, t: Traits, rank: int) -> None:
    for i, (x, turn) in enumerate(((24, -34), (38, 16), (52, -10), (66, 30), (46, 58))):
        with pen.group(f'transform="rotate({turn + t.num(f"turn{i}", -7, 7):.0f} {x} 52)"'):
            w, top = t.num(f"w{i}", 4, 6.5), t.num(f"top{i}", 8, 20)
            pen.shape(
                f"M{x} {top} L{x + w} {top + 16} L{x + w - 1} 80 L{x + 1} 92 L{x - w + 1} 78 L{x - w} {top + 22} Z", "wood"
            )
            pen.line(f"M{x} {top + 10} L{x - 1} 80", "wood.lit", 1.4)


def parquet(pen: Pen, t: Traits, rank: int) -> None:
    """A square of floor in herringbone."""
    pen.shape("M10 10 L86 10 L86 86 L10 86 Z", "wood.deep")
    for row in range(3):
        for column in range(3):
            x, y = 11 + column * 25, 11 + row * 25
            across = (row + column) % 2
            for i in range(3):
                part = ("crust", "wood.lit", "crust.dark")[(i + row + t.whole("shift", 0, 2)) % 3]
                a, b = x + (0 if across else i * 8.2), y + (i * 8.2 if across else 0)
                w, h = (24.4, 7.6) if across else (7.6, 24.4)
                pen.shape(f"M{a} {b} L{a + w} {b} L{a + w} {b + h} L{a} {b + h} Z", part, rim=False)
    pen.line("M10 10 L86 10 L86 86 L10 86 Z", "rim", 1, 0.6)


def table(pen: Pen, t: Traits, rank: int) -> None:
    """Two legs, and a top that ends in splinters."""
    pen.shape("M22 50 L30 50 L28 92 L22 92 Z M48 46 L55 45 L53 82 L48 82 Z", "wood.dark")
    pen.shape(f"M6 44 L40 28 L78 30 L70 36 L80 40 L68 44 L74 {50 + t.num('a', -2, 2)} L60 50 L50 56 L12 54 Z", "wood")
    pen.shape("M6 44 L12 54 L50 56 L60 50 L60 56 L50 62 L12 60 Z", "wood.deep")
    pen.line("M18 44 L62 36 M20 50 L64 43", "wood.deep", 1.3)
    pen.shape("M34 38 L44 34 L48 40 L38 44 Z", "cream")


def cabochon(pen: Pen, t: Traits, rank: int) -> None:
    """A round stone without facets, light moving inside it."""
    w = t.num("breadth", 0, 5)
    pen.whole(f"M48 18 C{28 - w} 18 {16 - w} 34 {16 - w} 50 C{16 - w} 68 {28 - w} 82 48 82", "gem")
    pen.shape("M30 58 C36 40 52 66 68 44 C70 60 60 74 48 74 C38 74 32 68 30 58 Z", "glow", rim=False, opacity=0.5)
    pen.shape("M26 46 C30 32 44 26 54 28 C42 34 34 40 32 54 C28 54 26 50 26 46 Z", "white", rim=False, opacity=0.6)
    pen.whole("M48 78 C34 78 22 74 14 64 C14 80 30 90 48 90", "stone")


def flint(pen: Pen, t: Traits, rank: int) -> None:
    """A knapped stone with a white rind, weeping."""
    a, b = t.num("a", -4, 4), t.num("b", -4, 4)
    pen.shape(f"M{30 + a} 14 L62 {10 + b} L84 34 L80 66 L58 86 L{28 + b} 80 L10 52 L14 30 Z", "cream.dark")
    pen.shape(f"M{36 + a} 22 L58 {20 + b} L74 38 L70 62 L54 76 L32 70 L20 50 L24 34 Z", "stone.dark")
    pen.line(f"M{36 + a} 22 L48 46 L20 50 M48 46 L74 38 M48 46 L54 76 M48 46 L32 70", "stone.lit", 1.3)
    pen.shape("M62 62 C58 70 58 76 62 78 C66 76 66 70 62 62 Z M36 76 C32 84 32 90 36 92 C40 90 40 84 36 76 Z", "glass")


def ripple(pen: Pen, t: Traits, rank: int) -> None:
    """A ring of water that stands still."""
    tilt = t.num("tilt", -6, 6)
    for rx, ry, part, width in ((40, 26, "gem.dark", 7), (28, 17, "gem.mid", 6), (16, 9, "gem.lit", 5)):
        pen.ring(48, 54, rx, ry, "ink", width + 2.4, tilt)
        pen.ring(48, 54, rx, ry, part, width, tilt)
    pen.shape("M48 14 C42 28 40 34 40 40 C40 50 56 50 56 40 C56 34 54 28 48 14 Z", "gem")
    pen.line("M45 32 C43 36 43 39 44 42", "white", 2, 0.8)
    pen.line("M14 48 C18 40 24 35 32 32 M26 68 C32 72 40 74 48 74", "white", 1.8, 0.7)
