"""Scrolls that are single sheets, and relics of paper: a bill of fare, a sealed certificate, a letter, tickets and leaves."""

from game.emblems.jewels import stone
from game.emblems.pen import Pen
from game.emblems.traits import Traits


def letter(pen: Pen, t: Traits, rank: int) -> None:
    """An envelope under a seal."""
    w = t.num("breadth", 0, 4)
    with pen.group(f'transform="rotate({t.num("askew", -14, 14):.0f} 48 48)"'):
        pen.shape(f"M12 {24 - w} L84 {24 - w} L84 {74 + w} L12 {74 + w} Z", "bone|")
        pen.shape(f"M12 {24 - w} L48 {50 + w} L84 {24 - w} Z", "bone")
        pen.line(f"M12 {74 + w} L40 46 M84 {74 + w} L56 46", "bone.deep", 1.4)
        pen.dot(48, 52, 10.5, "cloth", rim=True)
    stone(pen, t.pick("cut", ("round", "moon", "drop", "lozenge")), 48, 52, 5.5)


def certificate(pen: Pen, t: Traits, rank: int) -> None:
    """A sheet with a border, lines of script, ribbon and seal."""
    w = t.num("breadth", 0, 4)
    with pen.group(f'transform="rotate({t.num("askew", -7, 7):.0f} 48 48)"'):
        pen.shape(f"M{18 - w} 10 L{78 + w} 10 L{78 + w} 86 L{18 - w} 86 Z", "bone|")
        pen.line(
            f"M{23 - w} 15 L{73 + w} 15 L{73 + w} 81 L{23 - w} 81 Z", t.pick("border", ("trim.mid", "cloth.mid", "leaf.mid")), 2
        )
        pen.line(
            t.pick("head", ("M34 25 L62 25", "M38 26 C42 21 46 29 50 24 C54 20 58 28 60 24", "M42 25 L54 25 M36 30 L60 30")),
            "cloth.dark",
            3,
        )
        for i in range(4):
            pen.line(f"M30 {37 + i * 7} L{t.num(f'line{i}', 54, 67)} {37 + i * 7}", "bone.deep", 1.6)
        x = t.pick("side", (36, 60))
        pen.shape(f"M{x - 7} 68 L{x - 12} 92 L{x - 5} 88 L{x} 94 L{x + 5} 88 L{x + 12} 92 L{x + 7} 68 Z", "cloth")
        pen.dot(x, 69, 9.5, "meat", rim=True)
        pen.dot(x, 69, 5.5, "meat.dark", rim=True)


def menu(pen: Pen, t: Traits, rank: int) -> None:
    """A folded card with a knife and fork above its courses."""
    pen.shape("M14 14 L46 20 L46 92 L14 84 Z", "cream.dark")
    pen.shape("M46 20 L84 12 L84 84 L46 92 Z", "bone|")
    pen.line("M58 28 L58 46 M54 28 L54 34 L62 34 L62 28 M72 26 C76 30 76 36 72 38 L72 44", "cloth.dark", 2)
    for i in range(4):
        pen.line(f"M53 {56 + i * 8} L{t.num(f'line{i}', 64, 76)} {53 + i * 8}", "bone.deep", 1.8)
    pen.line("M20 26 L40 30 L40 80 L20 75 Z", "trim.mid", 1.8)
    pen.dot(30, 53, 6, "cloth", rim=True)


def prescription(pen: Pen, t: Traits, rank: int) -> None:
    """A pane of glass with a recipe etched into it, on its slip of paper."""
    pen.shape("M24 8 L74 12 L70 88 L20 84 Z", "bone|")
    pen.shape("M30 16 L82 22 L78 80 L26 74 Z", "glass", opacity=0.85)
    pen.line("M40 30 L40 54 M40 30 C54 28 54 42 40 42 L56 58 M56 46 L46 58", "white", 2.6)
    pen.line("M36 64 L66 68 M64 34 L72 35 M62 42 L71 43 M63 50 L70 51", "white", 1.6, 0.85)
    pen.line("M76 26 L72 74", "rim", 1.6, 0.7)


def blank(pen: Pen, t: Traits, rank: int) -> None:
    """A sheet with nothing on it yet, a pen across."""
    with pen.group(f'transform="rotate({t.num("askew", -8, 8):.0f} 48 48)"'):
        pen.shape("M18 8 L66 8 L80 22 L80 90 L18 90 Z", "bone|")
        pen.shape("M66 8 L66 22 L80 22 Z", "bone.dark")
        pen.line("M24 14 L60 14 L60 28 L74 28 L74 84 L24 84 Z", "glow", 1.2, 0.8)
    pen.shape("M88 20 C70 24 52 44 44 66 C62 60 82 44 88 20 Z", "cloth")
    pen.line("M86 23 L36 78", "ink", 1.6)


def ticket(pen: Pen, t: Traits, rank: int) -> None:
    """Stub with a perforated edge, punched."""
    with pen.group(f'transform="rotate({t.num("askew", -18, -6):.0f} 48 48)"'):
        pen.shape("M6 28 L90 28 L90 40 C84 42 84 54 90 56 L90 70 L6 70 L6 56 C12 54 12 42 6 40 Z", "cream")
        pen.line("M64 30 L64 68", "cream.deep", 1.8, dash="2.4 2.6")
        pen.line("M20 38 L54 38 M20 60 L46 60", "meat.dark", 2.2)
        stone(pen, t.pick("cut", ("moon", "lozenge", "skull")), 36, 49, 5.5)
        pen.dot(77, 48, 5, "void", rim=True)


def leaf(pen: Pen, t: Traits, rank: int) -> None:
    """One page, torn from its book along the left edge."""
    rows = t.whole("rows", 5, 7)
    with pen.group(f'transform="rotate({t.num("askew", -8, 8):.0f} 48 48)"'):
        pen.shape("M24 6 L82 8 L80 90 L22 92 L26 82 L19 74 L25 64 L18 54 L25 44 L20 34 L26 24 L20 14 Z", "cream")
        for i in range(rows):
            pen.line(f"M34 {24 + i * 9} L{t.num(f'line{i}', 60, 74)} {24 + i * 9}", "cream.deep", 1.7)
        pen.line("M34 14 L58 14", "cloth.dark", 3)
        form = t.pick("figure", ("moon", "stain", "flask"))
        if form == "moon":
            pen.shape("M68 60 C54 60 54 80 68 80 C62 76 62 64 68 60 Z", "cloth.mid")
        elif form == "stain":
            pen.ring(62, 68, 11, 10, "crust.dark", 3, opacity=0.7)
        else:
            pen.line("M60 54 L60 62 L52 76 L72 76 L64 62 L64 54 M56 70 L68 70", "cloth.dark", 1.8)


def half_sheet(pen: Pen, t: Traits, rank: int) -> None:
    """Torn across, the seal torn with it."""
    pen.shape("M16 8 L80 8 L80 46 L72 52 L66 46 L58 56 L50 48 L42 58 L34 50 L26 58 L16 52 Z", "bone|")
    pen.line("M26 18 L70 18 M26 26 L66 26 M26 34 L70 34 M26 42 L50 42", "bone.deep", 1.8)
    pen.shape("M58 56 L66 46 L72 52 L76 49 C78 60 70 66 64 64 C60 63 58 60 58 56 Z", "meat")
    pen.shape("M22 70 L30 64 L38 72 L46 63 L52 70 L50 88 L24 90 Z", "bone.dark", opacity=0.75)
    pen.line("M30 78 L46 77 M30 84 L42 83", "bone.deep", 1.6)


def invitation(pen: Pen, t: Traits, rank: int) -> None:
    """A card with a scalloped gilt edge and a crest."""
    with pen.group(f'transform="rotate({t.num("askew", -10, 10):.0f} 48 48)"'):
        pen.shape("M10 22 L86 22 L86 76 L10 76 Z", "bone|")
        pen.line("M15 27 L81 27 L81 71 L15 71 Z", "trim.mid", 2.2)
        stone(pen, t.pick("crest", ("moon", "skull", "lozenge", "drop")), 48, 40, 7)
        pen.line(t.pick("script", ("M28 56 C34 51 38 60 44 55 C50 51 54 60 60 55 C64 52 66 57 69 55", "M30 55 L66 55", "M26 54 C40 60 56 60 70 54")), "cloth.dark", 2.2)  # fmt: skip
        pen.line("M34 64 L62 64", "bone.deep", 1.6)
