"""Small things that somebody made, as charms and pendants: drawn about the middle (48, 60), some 56 high."""

from game.emblems.jewels import stone
from game.emblems.pen import Draw, Pen
from game.emblems.traits import Traits

MINTS = ("moon", "skull", "lozenge", "fang")


def bottle(pen: Pen, t: Traits, rank: int) -> None:
    w = t.num("belly", 12, 20)
    pen.whole(f"M48 36 L42 36 L42 48 C{46 - w} 52 {46 - w} 86 40 88 L48 88", "stone", opacity=0.8)
    pen.whole(f"M48 62 L{50 - w} 62 C{50 - w} 74 {50 - w} 84 42 85 L48 85", "gem", rim=False)
    pen.whole("M48 30 L43 30 L43 38 L48 38", "wood")
    pen.line(f"M{52 - w} 60 L{53 - w} 76", "white", 1.6, 0.8)


def jar(pen: Pen, t: Traits, rank: int) -> None:
    """Wide-mouthed under a tied cloth; something lies at the bottom."""
    pen.whole("M48 42 L30 42 L28 50 L28 84 C30 90 40 90 48 90", "stone", opacity=0.7)
    y = t.num("level", 64, 74)
    pen.shape(f"M31 {y + 3} C38 {y - 4} 54 {y - 5} 65 {y} L65 82 C62 87 34 87 31 82 Z", "gem", rim=False)
    for i in range(4):
        pen.dot(t.num(f"x{i}", 35, 61), t.num(f"y{i}", 52, 62), 1.3, "glow", opacity=0.8)
    pen.whole("M48 31 C38 31 30 33 28 38 L24 46 L32 44 L38 48 L44 45 L48 48", "cloth")
    pen.line("M29 41 C38 44 58 44 67 41", "trim.lit", 2)
    pen.line("M33 54 L33 78", "white", 1.8, 0.7)


def candle(pen: Pen, t: Traits, rank: int) -> None:
    top, lean = t.num("burnt", 50, 62), t.num("lean", -3, 3)
    pen.whole(f"M48 {top} L38 {top + 2} L38 86 L48 88", "cream")
    pen.shape(f"M38 {top} L35 {top + 14} L39 {top + 10} L40 {top + 22} L44 {top + 4} Z", "cream.lit")
    pen.shape(f"M48 {top} C39 {top - 8} 45 {top - 14} {48 + lean} {top - 26} C53 {top - 14} 57 {top - 8} 48 {top} Z", "flame")
    pen.dot(48, top - 7, 2.8, "white")
    pen.whole("M48 84 C38 84 28 84 26 88 C30 94 40 94 48 94", "metal")


def card(pen: Pen, t: Traits, rank: int) -> None:
    with pen.group(f'transform="rotate({t.num("lean", -12, 12):.0f} 48 32)"'):
        pen.shape("M30 36 L66 36 L66 86 L30 86 Z", "bone|")
        pen.line("M35 44 L61 44 M35 74 L61 74 M35 80 L54 80", "bone.deep", 1.6)
        stone(pen, t.pick("mint", MINTS), 48, 59, 9)


def place_card(pen: Pen, t: Traits, rank: int) -> None:
    """Folded to stand, with a gilt edge and no name."""
    pen.shape("M20 50 L68 44 L76 78 L28 84 Z", "bone.dark")
    pen.shape("M20 50 L68 44 L70 72 L22 80 Z", "bone|")
    pen.line("M24 54 L65 49 L67 69 L26 76 Z", "trim.mid", 1.4)
    pen.line("M32 66 L58 62", "bone.deep", 1.2, dash="2 2")


def nail(pen: Pen, t: Traits, rank: int) -> None:
    lean = t.num("lean", -3, 3)
    pen.shape("M34 34 L62 34 L64 42 L32 42 Z", "metal")
    pen.shape(f"M42 42 L54 42 L{51 + lean * 2} 72 L{47 + lean * 5} 94 L{44 + lean * 2} 72 Z", "metal")
    pen.line(f"M46 44 L{47 + lean * 3} 80", "metal.lit", 1.5)
    pen.line("M40 50 L56 54 M40 56 L56 60", "cloth.lit", 3)


def rivet(pen: Pen, t: Traits, rank: int) -> None:
    """Two plates held by it, seen from above: one bright head, hammered."""
    pen.shape("M22 40 L58 36 L62 84 L26 88 Z", "metal.dark")
    pen.shape("M36 34 L76 44 L68 90 L30 82 Z", "metal")
    pen.dot(50, 62, 16, "fish", rim=True)
    pen.dot(48, 59, 10, "fish.lit")
    pen.line("M42 58 L47 54 M46 64 L54 60 M54 68 L58 64", "fish.deep", 1.6)
    pen.dot(68, 50, 2.4, "ink")
    pen.dot(36, 78, 2.4, "ink")


def cross(pen: Pen, t: Traits, rank: int) -> None:
    """Two twigs bound with thread."""
    a, lean = t.num("arm", 50, 62), t.num("lean", -3, 3)
    pen.shape(f"M44 32 L51 32 L{53 + lean} 92 L{46 + lean} 92 Z", "wood")
    pen.shape(f"M22 {a - 4} L74 {a - 7} L75 {a} L21 {a + 4} Z", "wood")
    pen.line(f"M41 {a - 9} L56 {a + 7} M56 {a - 9} L41 {a + 7} M40 {a - 2} L57 {a - 2}", "cloth.lit", 2.6)
    pen.shape(f"M74 {a - 5} C84 {a - 14} 90 {a - 8} 90 {a} C84 {a + 2} 78 {a} 74 {a - 5} Z", "leaf")


def doll(pen: Pen, t: Traits, rank: int) -> None:
    """Of plaited straw, with a sash."""
    pen.dot(48, 40, 10, "crust", rim=True)
    pen.whole("M48 48 L42 50 L24 56 L25 63 L41 60 L30 90 L48 93", "crust")
    pen.line("M48 62 L48 92 M42 66 L37 90 M45 64 L43 91", "crust.deep", 1.4, twin=True)
    pen.whole("M48 57 L41 56 L40 63 L48 64", "cloth")
    pen.line("M42 38 L46 42 M46 38 L42 42 M50 38 L54 42 M54 38 L50 42", "ink", 1.6)
    pen.line(f"M60 {50 + t.num('pin', -3, 3)} L44 58", "metal.lit", 1.4)


def bell(pen: Pen, t: Traits, rank: int) -> None:
    pen.dot(48, 81, 5.4, "metal", rim=True)
    pen.whole("M48 34 C38 36 34 50 32 62 L25 71 L25 76 L48 78", "trim")
    pen.line("M33 62 C40 65 56 65 63 62", "trim.deep", 1.6)
    pen.line("M40 44 C38 50 37 56 37 60", "trim.lit", 2)


def clapper(pen: Pen, t: Traits, rank: int) -> None:
    """The tongue of a bell, without the bell."""
    pen.ring(48, 36, 5, 5, "metal.mid", 3)
    pen.whole("M48 40 L45 40 L43 66 L48 66", "metal")
    pen.dot(48, 73, 12.5, "metal", rim=True)
    pen.whole("M48 84 L44.5 84 L45 93 L48 94", "metal")
    pen.line("M41 70 C42 66 45 64 48 64", "white", 2, 0.75)


def eye(pen: Pen, t: Traits, rank: int) -> None:
    pen.whole("M48 34 C34 38 24 50 20 58 C28 70 38 78 48 80", "bone")
    pen.dot(48, 57, 12, "gem", rim=True)
    pen.shape("M48 46 C43 54 43 60 48 68 C53 60 53 54 48 46 Z", "ink", rim=False)
    pen.dot(43, 52, 2.2, "white")


def coin(pen: Pen, t: Traits, rank: int) -> None:
    pen.dot(48, 58, 22, "trim", rim=True)
    pen.dot(48, 58, 17, "trim.dark", rim=True)
    stone(pen, t.pick("mint", MINTS), 48, 58, 10)


def thumb(pen: Pen, t: Traits, rank: int) -> None:
    """In wax or in iron, nail to the front."""
    stuff = t.pick("stuff", ("skin", "skin", "metal"))
    pen.shape("M34 88 L34 60 C33 42 40 32 49 32 C58 32 63 42 62 60 L62 88 Z", stuff)
    pen.shape("M41 38 C45 34 53 34 57 38 L57 52 C53 57 45 57 41 52 Z", f"{stuff}.lit")
    pen.line("M38 64 C44 67 52 67 58 64 M39 70 C44 72 52 72 57 70", f"{stuff}.deep", 1.4)
    pen.shape("M30 80 L66 80 L66 90 L30 90 Z", "trim")


def knot(pen: Pen, t: Traits, rank: int) -> None:
    loops = "M28 50 C26 34 70 34 68 50 C66 64 30 62 28 76 C28 92 70 92 68 76 C66 62 30 64 28 50"
    for path in (loops, "M22 62 C34 54 62 54 74 62 C62 72 34 72 22 62"):
        pen.line(path, "ink", 8.5)
        pen.line(path, "cloth.lit", 6)
        pen.line(path, "cloth.dark", 1.6, dash="2 3")


def die(pen: Pen, t: Traits, rank: int) -> None:
    pen.shape("M48 32 L74 45 L48 59 L22 45 Z", "bone.lit")
    pen.shape("M22 45 L48 59 L48 90 L22 76 Z", "bone.mid")
    pen.shape("M74 45 L48 59 L48 90 L74 76 Z", "bone.dark")
    for x, y in ((48, 45), (30, 58), (40, 77), (35, 67), (67, 58), (55, 77)):
        pen.dot(x, y, 3, "ink")


def heart(pen: Pen, t: Traits, rank: int) -> None:
    """Woven, with a tie across."""
    stuff = t.pick("stuff", ("crust", "cloth", "cream"))
    pen.whole("M48 46 C44 34 23 34 23 54 C23 70 40 82 48 92", stuff)
    pen.line("M30 44 L62 76 M26 54 L55 84 M40 42 L68 68 M66 44 L34 76 M70 54 L41 84 M56 42 L28 68", f"{stuff}.deep", 1.4, 0.8)
    pen.line("M28 50 C30 44 34 42 38 42", "white", 2, 0.6)


def purse(pen: Pen, t: Traits, rank: int) -> None:
    pen.whole("M48 44 L42 42 L34 34 L38 50 C24 56 18 74 24 86 C30 93 42 92 48 92", "leather")
    pen.line("M37 49 C43 52 53 52 59 49", "trim.lit", 3)
    pen.line("M57 50 L64 58 M56 51 L58 61", "trim.lit", 1.6)
    pen.line("M40 56 C36 66 35 76 37 86 M56 56 C60 66 61 76 59 86", "leather.deep", 1.4)
    pen.dot(48, 73, 7, "trim", rim=True)


def bob(pen: Pen, t: Traits, rank: int) -> None:
    """A plumb of lead on its line."""
    pen.line("M48 26 L48 40", "bone.lit", 1.6)
    pen.whole("M48 38 L42 38 L42 44 L48 44", "trim")
    pen.whole("M48 44 C36 44 32 52 34 62 L46 92 L48 95", "metal")
    pen.line("M39 52 C39 60 42 70 45 80", "metal.lit", 2.2)
    pen.line("M35 64 C42 67 54 67 61 64", "metal.deep", 1.4)


def marble(pen: Pen, t: Traits, rank: int) -> None:
    pen.dot(48, 60, 25, "gem", rim=True)
    pen.line("M28 50 C44 40 48 80 68 70 M26 62 C42 52 50 88 62 80 M36 40 C52 38 54 64 72 58", "glow", 3, 0.85)
    pen.shape("M68 46 L74 56 L64 54 Z", "void")
    pen.line("M32 50 C34 44 38 41 43 39", "white", 3, 0.85)


def mirror(pen: Pen, t: Traits, rank: int) -> None:
    pen.whole("M48 72 L44 73 L42 92 L48 96", "trim")
    pen.dot(48, 54, 23, "trim", rim=True)
    pen.dot(48, 54, 17.5, "glass", rim=True)
    pen.line("M38 56 L50 42 M44 62 L58 45", "white", 2.4, 0.8)
    pen.dot(48, 30, 3, "trim", rim=True)


def arrow(pen: Pen, t: Traits, rank: int) -> None:
    """Off a weathervane: head, tail and the stump of its post."""
    pen.shape("M46 58 L50 58 L50 92 L46 92 Z", "metal")
    with pen.group(f'transform="rotate({t.num("lean", -10, 10):.0f} 48 56)"'):
        pen.shape("M18 54 L68 54 L68 58 L18 58 Z", "trim")
        pen.shape("M64 44 L86 56 L64 68 L69 56 Z", "trim")
        pen.shape("M12 44 L30 44 L36 56 L30 68 L12 68 L20 56 Z", "trim")
    pen.dot(48, 56, 5, "trim", rim=True)


def sandwich(pen: Pen, t: Traits, rank: int) -> None:
    pen.shape("M22 52 L34 38 L78 42 L74 54 Z", "cream.lit")
    pen.shape("M20 52 L74 54 L74 62 L20 60 Z", "crust")
    pen.line("M20 63 R28 67 36 63 44 68 52 64 60 68 68 64 75 67", "leaf.lit", 4.4)
    pen.shape("M20 68 L75 70 L74 75 L21 73 Z", "meat")
    pen.shape("M20 74 L74 76 L74 86 L20 84 Z", "crust")
    pen.line("M48 26 L48 50", "wood.lit", 2)
    pen.dot(48, 28, 3.6, "meat", rim=True)


def blotter(pen: Pen, t: Traits, rank: int) -> None:
    """A rocker with a knob, ink on its paper."""
    pen.shape("M18 60 L78 60 C74 80 60 90 48 90 C36 90 22 80 18 60 Z", "bone")
    pen.line("M28 72 C34 76 38 70 44 78 M52 74 C58 80 62 70 68 72 M40 84 L52 86", "cloth.dark", 2.4)
    pen.shape("M16 53 L80 53 L80 61 L16 61 Z", "wood")
    pen.whole("M48 32 C40 32 38 40 43 44 L42 53 L48 53", "trim")


def watch(pen: Pen, t: Traits, rank: int) -> None:
    pen.ring(48, 32, 5, 5, "trim.lit", 2.6)
    pen.dot(48, 62, 28, "trim", rim=True)
    pen.dot(48, 62, 22.5, "cream", rim=True)
    pen.ring(48, 62, 19, 19, "ink", 3, 0, 12)
    with pen.group(f'transform="rotate({t.whole("hour", 0, 11) * 30} 48 62)"'):
        pen.line("M48 64 L48 52", "ink", 3)
    with pen.group(f'transform="rotate({t.whole("minute", 0, 59) * 6} 48 62)"'):
        pen.line("M48 66 L48 45", "ink", 1.8)
    pen.dot(48, 62, 2.6, "trim")


def shard(pen: Pen, t: Traits, rank: int) -> None:
    """One piece, which fits nothing."""
    a = t.num("a", -5, 5)
    pen.shape(f"M{50 + a} 30 L66 48 L60 62 L70 76 L{48 - a} 94 L40 78 L28 70 L36 54 L30 44 Z", "bone")
    pen.shape(f"M{50 + a} 30 L48 56 L36 54 L30 44 Z", "white", rim=False, opacity=0.7)
    pen.shape(f"M48 56 L60 62 L70 76 L{48 - a} 94 Z", "bone.dark", rim=False)
    pen.line(f"M48 56 L36 54 M48 56 L60 62 M48 56 L{48 - a} 94 M48 56 L{50 + a} 30", "glow", 1.2)


def fist(pen: Pen, t: Traits, rank: int) -> None:
    pen.shape("M34 70 L64 70 L62 94 L36 94 Z", "cloth")
    pen.shape("M26 48 C26 38 36 36 40 38 C46 34 52 34 56 37 C62 34 72 38 71 48 L70 66 C68 76 32 76 28 66 Z", "skin")
    pen.line("M38 40 L38 54 M48 37 L48 54 M59 38 L59 54", "skin.deep", 1.6)
    pen.shape("M28 56 C36 52 52 54 58 60 C58 68 50 70 44 67 C36 66 28 66 28 56 Z", "skin.lit")


def tumbler(pen: Pen, t: Traits, rank: int) -> None:
    pen.whole("M48 36 L26 36 L32 90 L48 92", "glass", opacity=0.8)
    pen.whole("M48 62 C40 60 36 60 30 62 L33 86 L48 88", "gem", rim=False, opacity=0.85)
    pen.shape("M26 36 C34 30 62 30 70 36 C62 42 34 42 26 36 Z", "glass.lit", opacity=0.7)
    pen.line("M32 46 L36 82", "white", 2.6, 0.8)


def besom(pen: Pen, t: Traits, rank: int) -> None:
    """A small broom, bound twice."""
    pen.whole("M48 32 L45 32 L44 56 L48 56", "wood")
    pen.whole("M48 54 L40 56 L30 88 L36 94 L42 89 L48 95", "crust")
    pen.line("M44 60 L38 90 M48 60 L48 92 M46 60 L43 88", "crust.deep", 1.3, twin=True)
    pen.line("M40 59 L56 59 M38 65 L58 65", "cloth.lit", 2.6)


TRINKETS: dict[str, Draw] = {
    "bottle": bottle, "jar": jar, "candle": candle, "card": card, "place card": place_card, "nail": nail, "rivet": rivet,
    "cross": cross, "doll": doll, "bell": bell, "clapper": clapper, "eye": eye, "coin": coin, "thumb": thumb, "knot": knot,
    "die": die, "heart": heart, "purse": purse, "bob": bob, "marble": marble, "mirror": mirror, "arrow": arrow,
    "sandwich": sandwich, "blotter": blotter, "watch": watch, "shard": shard, "fist": fist, "tumbler": tumbler, "besom": besom,
}  # fmt: skip
