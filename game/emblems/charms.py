"""Charms: something small on a knotted cord."""

from game.emblems.jewels import stone
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def _bottle(pen: Pen, t: Traits, lean: float) -> None:
    w = t.num("belly", 12, 20)
    pen.whole(f"M48 36 L42 36 L42 48 C{46 - w} 52 {46 - w} 86 40 88 L48 88", "stone", opacity=0.8)
    pen.whole(f"M48 62 L{50 - w} 62 C{50 - w} 74 {50 - w} 84 42 85 L48 85", "gem", rim=False)
    pen.whole("M48 30 L43 30 L43 38 L48 38", "wood")
    pen.line(f"M{52 - w} 60 L{53 - w} 76", "white", 1.6, 0.8)


def _moth(pen: Pen, t: Traits, lean: float) -> None:
    up = t.num("up", 0, 10)
    pen.pair(
        f"M46 50 C36 {38 - up} 20 {34 - up} 12 {40 - up} C12 56 24 62 34 62 C24 66 22 76 30 84 C40 80 46 70 47 62 Z", "cloth"
    )
    pen.dot(26, 48 - up / 2, 4.6, "gem", rim=True, twin=True)
    pen.whole("M48 40 C44 44 44 66 48 84", "bone")
    pen.line("M47 42 C44 36 40 34 36 34", "rim", 1.3, twin=True)


def _candle(pen: Pen, t: Traits, lean: float) -> None:
    top = t.num("burnt", 44, 62)
    pen.whole(f"M48 {top} L39 {top + 2} L39 88 L48 90", "bone")
    pen.shape(f"M39 {top} L36 {top + 14} L40 {top + 10} L41 {top + 22} L44 {top + 4} Z", "bone.lit")
    pen.shape(f"M48 {top} C40 {top - 8} 46 {top - 14} {48 + lean} {top - 24} C52 {top - 14} 56 {top - 8} 48 {top} Z", "gem")
    pen.dot(48, top - 7, 2.6, "glow")


def _card(pen: Pen, t: Traits, lean: float) -> None:
    with pen.group(f'transform="rotate({lean * 4:.0f} 48 32)"'):
        pen.shape("M30 36 L66 36 L66 86 L30 86 Z", "bone|")
        pen.line("M35 44 L61 44 M35 74 L61 74 M35 80 L54 80", "bone.deep", 1.6)
        stone(pen, t.pick("mint", ("moon", "skull", "lozenge", "fang")), 48, 59, 9)


def _pebble(pen: Pen, t: Traits, lean: float) -> None:
    a, b = t.num("a", -5, 5), t.num("b", -5, 5)
    pen.shape(
        f"M{40 + a} 32 C58 {28 + b} {72 + a} 40 70 {58 + b} C70 {80 + a} 52 {90 + b} 38 84 C{22 + b} 78 22 {60 + a} 26 50 C28 40 32 36 {40 + a} 32 Z",
        "stone",
    )
    pen.dot(48, 44 + b / 2, 6.4, "void", rim=True)
    pen.line(f"M30 60 C40 {66 + a} 54 {66 + b} 66 58 M32 70 C42 76 54 76 64 70", "stone.lit", 1.8)


def _nail(pen: Pen, t: Traits, lean: float) -> None:
    pen.shape("M34 34 L62 34 L64 42 L32 42 Z", "metal")
    pen.shape(f"M42 42 L54 42 L{51 + lean * 2} 72 L{47 + lean * 5} 94 L{44 + lean * 2} 72 Z", "metal")
    pen.line(f"M46 44 L{47 + lean * 3} 80", "metal.lit", 1.5)
    pen.line("M40 50 L56 54 M40 56 L56 60", "cloth.lit", 3)


def _cross(pen: Pen, t: Traits, lean: float) -> None:
    """Two twigs bound with thread."""
    a = t.num("arm", 50, 62)
    pen.shape(f"M44 32 L51 32 L{53 + lean} 92 L{46 + lean} 92 Z", "wood")
    pen.shape(f"M22 {a - 4} L74 {a - 7} L75 {a} L21 {a + 4} Z", "wood")
    pen.line(f"M41 {a - 9} L56 {a + 7} M56 {a - 9} L41 {a + 7} M40 {a - 2} L57 {a - 2}", "cloth.lit", 2.6)
    pen.shape(f"M74 {a - 5} C84 {a - 14} 90 {a - 8} 90 {a} C84 {a + 2} 78 {a} 74 {a - 5} Z", "leaf")


MORE = {"bottle": _bottle, "moth": _moth, "candle": _candle, "card": _card, "pebble": _pebble, "nail": _nail, "cross": _cross}
FORMS = ("paw", "feather", "horn", "doll", "bell", "eye", "coin", *MORE)


def charm(pen: Pen, t: Traits, rank: int) -> None:
    """Something small on a knotted cord, with beads and feathers below."""
    form = t.form("form", FORMS)
    pen.line("M48 28 C36 20 34 4 48 4 C62 4 60 20 48 28", "ink", 4)
    pen.line("M48 28 C36 20 34 4 48 4 C62 4 60 20 48 28", "cloth.lit", 2.2)
    lean = t.num("lean", -3, 3)
    if form == "paw":
        pen.whole("M48 52 C36 52 28 64 30 74 C32 82 42 80 48 78", "leather")
        for x, y in ((28, 52), (40, 42)):
            pen.dot(x + 1, y, 5.6, "leather", rim=True, twin=True)
            pen.pair(f"M{x - 3} {y - 4} L{x - 1} {y - 15} L{x + 4} {y - 4} Z", "bone")
    elif form == "feather":
        for dx, part in ((-13, "cloth"), (13, "cloth"), (0, "bone")):
            low = 86 if dx == 0 else 76
            pen.shape(
                f"M48 32 C{36 + dx} 44 {36 + dx} 66 {48 + dx * 1.4 + lean} {low} C{60 + dx} 66 {60 + dx} 44 48 32 Z", part
            )
            pen.line(f"M48 34 L{48 + dx * 1.4 + lean} {low - 4}", f"{part}.deep", 1.2)
    elif form == "horn":
        pen.shape(f"M34 36 L62 36 C66 56 56 78 {30 + lean} 88 C42 70 36 54 34 36 Z", "bone")
        pen.shape("M33 34 L63 34 L64 44 L34 44 Z", "trim")
        pen.line("M42 52 L60 54 M43 61 L57 65", "bone.deep", 1.4)
    elif form == "doll":
        pen.dot(48, 40, 10, "cloth", rim=True)
        pen.whole("M48 48 L42 50 L27 58 L29 65 L40 60 L36 86 L44 86 L48 72", "cloth")
        pen.line("M42 38 L46 42 M46 38 L42 42 M50 38 L54 42 M54 38 L50 42", "ink", 1.6)
        pen.line("M48 54 L48 66 M45 57 L51 57 M45 62 L51 62", "bone.lit", 1.2)
        pen.line(f"M60 {50 + lean} L44 58", "metal.lit", 1.4)
    elif form == "bell":
        pen.whole("M48 34 C38 36 34 50 32 62 L26 70 L26 75 L48 77", "trim")
        pen.dot(48, 79, 5, "metal", rim=True)
        pen.line("M33 62 C40 65 56 65 63 62", "trim.deep", 1.6)
    elif form == "eye":
        pen.whole("M48 34 C34 38 24 50 20 58 C28 70 38 78 48 80", "bone")
        pen.dot(48, 57, 12, "gem", rim=True)
        pen.shape("M48 46 C43 54 43 60 48 68 C53 60 53 54 48 46 Z", "ink", rim=False)
        pen.dot(43, 52, 2.2, "white")
    elif form in MORE:
        MORE[form](pen, t, lean)
    else:
        pen.dot(48, 58, 22, "trim", rim=True)
        pen.dot(48, 58, 17, "trim.dark", rim=True)
        stone(pen, t.pick("mint", ("moon", "skull", "lozenge", "fang")), 48, 58, 10)
    pen.dot(48, 30, 4.2, "gem" if rank else "wood", rim=True)
    for i in range(t.whole("beads", 1, 2) + rank // 2):
        pen.dot(34 - i * 7, 30 + i * 4, 2.8, ("gem", "bone", "trim")[i % 3], rim=True, twin=True)
