"""Relics in a form of their own: a watch, a bell, a notched stick, a sundial, a halter, a peg."""

from game.emblems import trinkets
from game.emblems.pen import Draw, Pen
from game.emblems.traits import Traits


def large(draw: Draw, size: float = 1.4) -> Draw:
    """A small thing about (48, 60), drawn as large as the plate allows."""

    def drawn(pen: Pen, t: Traits, rank: int) -> None:
        with pen.group(f'transform="translate({48 - 48 * size:.1f} {49 - 61 * size:.1f}) scale({size})"'):
            draw(pen, t, rank)

    return drawn


def tally(pen: Pen, t: Traits, rank: int) -> None:
    """A stick with notches and one deep cut."""
    with pen.group(f'transform="rotate({t.num("turn", 24, 44):.0f} 48 48)"'):
        pen.shape("M38 2 L58 4 L57 94 L39 92 Z", "wood")
        pen.shape("M38 2 L46 3 L46 93 L39 92 Z", "wood.lit", rim=False, opacity=0.6)
        for i in range(7):
            y = 12 + i * 8
            deep = 10 if i == t.whole("deep", 3, 6) else 6
            pen.shape(f"M59 {y} L{58 - deep} {y + 2.5} L59 {y + 5} Z", "ink", rim=False)
        pen.line("M41 70 L49 78 M49 70 L41 78 M41 82 L49 88", "ink", 1.8)
        pen.dot(48, 8, 2.4, "void", rim=True)
    pen.line("M70 22 C84 26 86 40 78 48", "cloth.lit", 2)


def dial(pen: Pen, t: Traits, rank: int) -> None:
    """A pocket sundial; its pin throws two shadows."""
    pen.shape("M8 62 C8 44 88 44 88 62 L88 70 C88 90 8 90 8 70 Z", "bone.dark")
    pen.shape("M8 62 C8 42 88 42 88 62 C88 82 8 82 8 62 Z", "bone")
    for x, y in ((14, 62), (22, 71), (36, 76), (60, 76), (74, 71), (82, 62)):
        pen.line(f"M{x} {y} L{48 + (x - 48) * 0.82} {62 + (y - 62) * 0.82}", "ink", 1.8)
    pen.shape(f"M48 62 L{70 + t.num('shadow', -4, 4)} 72 L{64} 75 Z", "ink", rim=False, opacity=0.8)
    pen.shape(f"M48 62 L{26 + t.num('second', -4, 4)} 72 L33 75 Z", "meat.dark", rim=False)
    pen.shape("M46 64 L46 8 L76 62 Z", "trim")
    pen.line("M50 24 L50 58 L68 58", "trim.deep", 1.6)


def halter(pen: Pen, t: Traits, rank: int) -> None:
    """Straps for a head, the rope hanging."""
    for path, width in (
        ("M26 30 C30 10 62 8 72 26", 7),
        ("M26 30 C22 44 24 56 30 66 C40 74 58 72 66 62 C72 52 74 40 72 26", 7),
        ("M24 44 C38 50 60 48 73 40", 6),
    ):
        pen.line(path, "ink", width + 2.6)
        pen.line(path, "leather.mid", width)
        pen.line(path, "leather.lit", 1.4, 0.9, dash="2 3")
    rope = f"M44 71 C36 82 {52 + t.num('rope', -4, 4)} 84 56 78 C66 70 84 78 80 94"
    pen.line(rope, "ink", 6)
    pen.line(rope, "crust.mid", 4)
    pen.line(rope, "crust.deep", 4, dash="1 3")
    for x, y in ((26, 33), (72, 30), (46, 70)):
        pen.ring(x, y, 5, 5, "ink", 5)
        pen.ring(x, y, 5, 5, "metal.lit", 3)


def peg(pen: Pen, t: Traits, rank: int) -> None:
    """Two feet of oak with a number burnt in, driven."""
    with pen.group(f'transform="rotate({t.num("turn", -16, 16):.0f} 48 80)"'):
        pen.shape("M36 10 L60 8 L58 64 L48 92 L38 64 Z", "wood")
        pen.shape("M33 6 C38 2 58 0 63 5 L62 14 L35 16 Z", "wood.lit")
        pen.line(
            t.pick(
                "number", ("M44 26 L44 40 M50 26 L50 40 M54 26 L54 40", "M43 26 L48 40 L53 26", "M43 26 L53 40 M53 26 L43 40")
            ),
            "ink",
            2.4,
        )
        pen.line("M40 50 L56 48", "metal.lit", 3)
    pen.shape("M10 84 C26 72 38 80 44 78 C56 76 70 74 88 86 C70 94 26 94 10 84 Z", "stone")


RELICS: dict[str, Draw] = {
    "watch": large(trinkets.watch), "bell": large(trinkets.bell), "tally": tally, "dial": dial, "halter": halter, "peg": peg,
}  # fmt: skip
