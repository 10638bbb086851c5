"""What hangs from the chain of an amulet and is no plate with a stone: drawn about the middle (48, 60), some 56 high."""

from game.emblems.finds import orange
from game.emblems.pen import Draw, Pen
from game.emblems.traits import Traits
from game.emblems.trinkets import besom, bob, bottle, clapper, heart, jar


def seal(pen: Pen, t: Traits, rank: int) -> None:
    """A hand stamp, wax below it."""
    pen.whole("M48 32 C38 32 37 42 42 46 L40 60 L48 60", "wood")
    pen.whole("M48 58 L32 58 L28 70 L48 71", "trim")
    pen.whole("M48 76 C36 74 26 76 20 82 C20 92 34 94 48 94", "meat")
    pen.line("M38 84 L58 84 M43 80 L43 88 M53 80 L53 88", "meat.deep", 1.6)


def saint(pen: Pen, t: Traits, rank: int) -> None:
    """A worn figure of lead in a hood, a moon behind the head."""
    stuff = t.pick("stuff", ("metal", "bone", "stone"))
    pen.dot(48, 44, 16, "trim", rim=True)
    pen.dot(48, 44, 12, "void")
    pen.whole("M48 34 C40 34 38 42 40 48 C30 54 28 74 26 94 L48 95", stuff)
    pen.whole("M48 39 C44 39 43 44 44 48 L48 51", "skin", rim=False)
    pen.shape("M34 66 C40 60 56 60 62 66 C60 76 36 76 34 66 Z", f"{stuff}.lit")
    pen.line("M42 76 L40 92 M54 76 L56 92", f"{stuff}.deep", 1.5)


def whistle(pen: Pen, t: Traits, rank: int) -> None:
    stuff = t.pick("stuff", ("bone", "trim", "metal"))
    pen.shape("M18 52 L60 46 C76 44 82 58 78 70 C74 82 56 84 50 74 L46 64 L20 66 Z", stuff)
    pen.shape("M42 49 L54 47 L50 58 Z", "void")
    pen.dot(64, 66, 7, f"{stuff}.deep", rim=True)
    pen.dot(64, 66, 3, "wood.lit")
    pen.line("M22 54 L40 51", f"{stuff}.lit", 1.8)


def link(pen: Pen, t: Traits, rank: int) -> None:
    """One open link, with the dent of a tooth."""
    path = "M56 36 C34 30 26 44 26 60 C26 78 36 90 50 90 C64 90 72 76 70 62 C69 54 66 48 60 44"
    pen.line(path, "ink", 13)
    pen.line(path, "metal.mid", 10)
    pen.line("M52 38 C36 36 30 46 30 60 C30 74 38 86 48 87", "metal.lit", 2.4)
    pen.shape("M60 78 C64 70 72 70 76 74 C72 78 68 82 66 88 Z", "void")


def pouch(pen: Pen, t: Traits, rank: int) -> None:
    pen.whole("M48 46 L42 44 L36 36 L40 50 C26 56 22 74 26 86 C34 93 42 92 48 92", "cloth")
    pen.line("M39 49 C44 52 52 52 57 49", "trim.lit", 3)
    pen.shape("M36 66 L50 62 L54 76 L40 80 Z", "leaf.dark")
    pen.line("M36 66 L54 76 M50 62 L40 80", "cream.lit", 1.2, dash="2 2")


def torc(pen: Pen, t: Traits, rank: int) -> None:
    """A twisted ring of gold, open below."""
    path = "M40 86 C18 78 18 38 48 36 C78 38 78 78 56 86"
    pen.line(path, "ink", 12.5)
    pen.line(path, "trim.mid", 10)
    pen.line(path, "trim.deep", 10, 0.8, dash="1.6 5")
    pen.dot(39, 87, 7.4, "trim", rim=True, twin=True)
    pen.dot(39, 87, 3, "gem", twin=True)


def cup(pen: Pen, t: Traits, rank: int) -> None:
    """A shallow taster with a handle and dimples."""
    pen.line("M70 54 C88 48 90 70 70 70", "trim.mid", 4)
    pen.whole("M48 48 L20 48 C20 72 30 84 48 86", "trim")
    pen.shape("M20 48 C28 40 68 40 76 48 C68 58 28 58 20 48 Z", "trim.lit")
    pen.shape("M26 49 C34 44 62 44 70 49 C62 55 34 55 26 49 Z", "wine", rim=False)
    for x, y in ((32, 64), (42, 70), (54, 70), (64, 64)):
        pen.dot(x, y, 3.4, "trim.dark", rim=True)


def tassel(pen: Pen, t: Traits, rank: int) -> None:
    """Braided cord with metal tips."""
    for x in (36, 60):
        path = f"M48 32 C{x - 10} 44 {x + 10} 54 {x} 66"
        pen.line(path, "ink", 7)
        pen.line(path, "trim.mid", 5)
        pen.line(path, "trim.deep", 5, dash="1.4 3")
        pen.shape(f"M{x - 4.5} 66 L{x + 4.5} 66 L{x + 2.5} 84 L{x} 94 L{x - 2.5} 84 Z", "metal")
    pen.dot(48, 40, 7, "cloth", rim=True)


def fan(pen: Pen, t: Traits, rank: int) -> None:
    for i in range(7):
        with pen.group(f'transform="rotate({-66 + i * 22} 48 86)"'):
            pen.shape("M48 86 L40 40 C42 34 54 34 56 40 Z", "cloth.mid" if i % 2 else "cloth.lit")
            pen.line("M48 84 L48 40", "bone.mid", 1.6)
    pen.dot(48, 86, 4.4, "trim", rim=True)


def shoe(pen: Pen, t: Traits, rank: int) -> None:
    """Half of a horseshoe on a thong."""
    pen.shape("M34 34 C20 46 18 76 34 94 L42 88 C32 76 34 54 46 44 L62 42 L58 32 Z", "metal")
    for x, y in ((40, 40), (29, 52), (27, 66), (31, 80)):
        pen.dot(x, y, 2, "ink", rim=True)
    pen.line("M52 28 L52 44 M46 44 C54 50 64 44 70 52", "leather.lit", 3)


def window(pen: Pen, t: Traits, rank: int) -> None:
    """A casement of four panes in an arch of lead."""
    pen.whole("M48 32 C34 32 26 42 26 54 L26 92 L48 92", "metal")
    pen.whole("M48 37 C37 37 31 45 31 54 L31 87 L48 87", "glass")
    pen.shape("M48 62 L65 62 L65 87 L48 87 Z", "flame.lit", rim=False, opacity=0.85)
    pen.line("M48 36 L48 88 M30 62 L66 62", "metal.dark", 3)
    pen.line("M35 58 L43 46", "white", 1.8, 0.8)


def hourglass(pen: Pen, t: Traits, rank: int) -> None:
    pen.whole("M48 38 L34 38 C34 52 44 56 46 62 C44 68 34 72 34 88 L48 88", "glass", opacity=0.8)
    pen.whole("M48 50 L39 48 C42 54 46 58 48 62", "flame", rim=False)
    pen.whole("M48 76 C42 78 38 82 37 87 L48 87", "flame", rim=False)
    pen.shape("M28 32 L68 32 L68 39 L28 39 Z M28 87 L68 87 L68 94 L28 94 Z", "trim")
    pen.pair("M30 38 L33 38 L33 88 L30 88 Z", "trim")


def thurible(pen: Pen, t: Traits, rank: int) -> None:
    pen.line("M48 30 L30 62 M48 30 L66 62 M48 30 L48 46", "trim.lit", 1.6)
    pen.whole("M48 44 C40 46 30 54 28 64 L48 66", "trim")
    pen.whole("M48 64 L25 64 C25 80 36 86 40 88 L36 94 L48 94", "trim")
    for x in (37, 48, 59):
        pen.shape(f"M{x} 52 L{x + 3} 60 L{x - 3} 60 Z", "void")
    pen.line("M28 70 C38 75 58 75 68 70", "trim.deep", 1.6)


def spoon(pen: Pen, t: Traits, rank: int) -> None:
    pen.whole("M48 32 C44 32 44 38 46 42 L46 66 L48 66", "metal")
    pen.whole("M48 62 C38 64 35 74 37 82 C39 92 44 95 48 95", "metal")
    pen.whole("M48 67 C42 68 40 76 41 82 C42 88 46 90 48 90", "metal.dark", rim=False)
    pen.line("M43 74 C43 70 45 68 48 68", "white", 1.6, 0.8)


def tourniquet(pen: Pen, t: Traits, rank: int) -> None:
    """Strap, stick and a coin to press."""
    pen.ring(48, 64, 25, 24, "ink", 11)
    pen.ring(48, 64, 25, 24, "leather.mid", 8.6)
    pen.ring(48, 64, 25, 24, "cream.lit", 1, opacity=0.7)
    pen.shape("M26 32 L72 42 L70 48 L24 38 Z", "wood")
    pen.line("M42 36 L50 44 M50 34 L42 44", "leather.lit", 3)
    pen.dot(48, 88, 8, "flame", rim=True)


def stop(pen: Pen, t: Traits, rank: int) -> None:
    """A square of type with a round point on it."""
    pen.shape("M30 40 L66 40 L66 90 L30 90 Z", "metal")
    pen.shape("M30 40 L38 34 L74 34 L66 40 Z M66 40 L74 34 L74 84 L66 90 Z", "metal.dark")
    pen.dot(48, 74, 8.5, "ink", rim=True)
    pen.line("M34 46 L62 46", "metal.lit", 1.6)


def lens(pen: Pen, t: Traits, rank: int) -> None:
    """The thick knot from the middle of a spun pane."""
    pen.dot(48, 62, 28, "trim", rim=True)
    pen.dot(48, 62, 24, "glass", rim=True)
    pen.ring(48, 62, 17, 17, "glass.dark", 2.4)
    pen.ring(48, 62, 10, 10, "glass.lit", 2.2)
    pen.dot(48, 62, 5.5, "glass.deep", rim=True)
    pen.line("M32 54 C34 47 39 43 45 42", "white", 2.6, 0.85)


def collar(pen: Pen, t: Traits, rank: int) -> None:
    """Links of office with a badge."""
    path = "M16 42 C20 58 30 68 48 72 C66 68 76 58 80 42"
    pen.line(path, "ink", 5)
    pen.line(path, "trim.lit", 2.4, dash="3 2")
    for i, a in enumerate((-62, -36, 36, 62)):
        with pen.group(f'transform="rotate({a} 48 24)"'):
            pen.shape("M42 58 L54 58 L54 70 L42 70 Z", "trim.mid" if i % 2 else "trim.lit")
    pen.whole("M48 56 L30 62 L32 80 L48 95", "trim")
    pen.whole("M48 62 L36 66 L37 78 L48 88", "cloth")
    pen.line("M40 72 C44 68 46 76 50 72 C52 70 54 72 56 71 M40 78 C44 74 46 82 50 78 C52 76 54 78 56 77", "glass.lit", 1.8)


PENDANTS: dict[str, Draw] = {
    "seal": seal, "saint": saint, "whistle": whistle, "link": link, "pouch": pouch, "torc": torc, "cup": cup, "tassel": tassel,
    "fan": fan, "shoe": shoe, "window": window, "hourglass": hourglass, "thurible": thurible, "spoon": spoon,
    "tourniquet": tourniquet, "stop": stop, "lens": lens, "collar": collar, "heart": heart, "jar": jar, "bottle": bottle,
    "bob": bob, "clapper": clapper, "besom": besom, "orange": orange,
}  # fmt: skip
