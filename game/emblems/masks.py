"""Twenty-four emblems for players to choose from: six masks, six moons, six beasts, six blades."""

from game.emblems import beasts, blades, drawn, hafted, scaled, talons, winged
from game.emblems.frame import rays
from game.emblems.orders import paints
from game.emblems.palette import oklch, tone
from game.emblems.pen import Pen
from game.emblems.traits import Traits, uid

COUNT = 24
HEX = "M48 2 L9 24 L9 72 L48 94"
HUES = (20, 165, 265, 75, 310, 205)


def _mask(pen: Pen, n: int) -> None:
    if n == 0:  # long-nosed
        pen.whole("M48 18 C32 18 24 30 26 44 C30 52 38 54 43 54 L45 70 L48 86", "bone")
        pen.dot(37, 40, 7, "ink", rim=True, twin=True)
        pen.dot(37, 40, 3, "glow", twin=True)
        pen.whole("M48 4 L34 6 L32 18 L16 22 C24 28 38 28 48 28", "hide")
    elif n == 1:  # wolf's
        pen.whole("M48 34 L38 30 L24 14 L22 40 C24 54 34 60 42 60 L48 74", "silver")
        pen.pair("M44 48 C38 40 30 40 27 44 C30 52 38 54 44 51 Z", "ink", rim=False)
        pen.dot(36, 47, 2, "glow", twin=True)
        pen.line("M28 22 L36 34 M48 40 L48 66", "silver.deep", 1.4, twin=True)
        pen.pair("M24 46 C16 60 20 74 12 84 C24 80 28 68 28 54 Z", "cloth")
    elif n == 2:  # half face
        pen.whole("M48 12 C28 14 22 34 26 52 C30 68 40 78 48 84", "bone")
        pen.shape("M48 12 C68 14 74 34 70 52 C66 68 56 78 48 84 L52 64 L46 52 L52 38 L46 26 Z", "void")
        pen.shape("M44 44 C38 37 30 38 29 44 C33 50 41 50 44 47 Z", "ink", rim=False)
        pen.shape("M54 46 C58 40 65 40 67 45 C64 50 57 50 54 48 Z", "glow", rim=False)
        pen.line("M38 66 C42 68 45 68 48 67", "ink", 1.8)
        pen.shape("M36 52 C33 58 33 62 36 63 C39 62 39 58 36 52 Z", "red")
    elif n == 3:  # domino with fangs
        pen.whole("M48 40 C40 26 20 22 12 34 C14 52 28 60 40 54 L48 48", "main")
        pen.pair("M42 44 C36 34 24 34 20 40 C26 50 36 50 42 46 Z", "ink", rim=False)
        pen.dot(31, 42, 2.6, "glow", twin=True)
        pen.pair("M14 30 L8 14 L22 26 Z M30 28 L30 12 L38 32 Z", "gold")
        pen.whole("M48 66 C40 64 34 66 30 68 C36 76 42 78 48 78", "blood")
        pen.pair("M36 68 L41 68 L39 80 Z", "white", rim=False)
    elif n == 4:  # iron
        pen.whole("M48 10 C30 10 24 24 24 40 L26 70 L36 84 L48 88", "steel")
        pen.pair("M44 44 L28 40 L28 46 L44 50 Z", "ink", rim=False)
        pen.dot(36, 45, 1.8, "glow", twin=True)
        pen.line("M38 60 L38 80 M43 60 L43 83 M48 60 L48 84", "ink", 2, twin=True)
        pen.whole("M48 8 L44 10 L45 54 L48 56", "gold")
    else:  # moon-faced
        pen.dot(48, 48, 31, "silver", rim=True)
        pen.shape("M52 17 C84 20 86 74 52 79 C62 70 60 60 54 54 C60 48 56 44 52 40 C58 34 58 24 52 17 Z", "hide")
        pen.shape("M42 44 C37 38 30 39 28 43 C32 48 39 48 42 46 Z", "ink", rim=False)
        pen.line("M34 62 C40 66 46 66 50 63", "ink", 1.8)
        pen.shape("M62 42 L64 47 L69 48 L64 50 L62 55 L60 50 L55 48 L60 47 Z", "glow", rim=False)


def _moon(pen: Pen, n: int) -> None:
    if n == 0:  # crescent with star
        pen.shape("M60 14 C18 14 10 78 56 82 C68 82 74 76 78 70 C44 78 32 36 60 14 Z", "silver")
        pen.shape("M62 34 L65 44 L75 47 L65 50 L62 60 L59 50 L49 47 L59 44 Z", "glow")
    elif n == 1:  # red and full, clawed
        pen.dot(48, 46, 32, "red", rim=True)
        for x in (38, 50, 62):
            pen.shape(f"M{x + 6} 18 C{x + 3} 40 {x - 6} 62 {x - 16} 78 C{x - 2} 64 {x + 9} 42 {x + 6} 18 Z", "ink")
    elif n == 2:  # eclipse
        rays(pen, 18, 28, 44, "gold.mid", 0.8)
        pen.dot(48, 48, 30, "gold", rim=True)
        pen.dot(48, 48, 26, "ink")
        pen.dot(66, 30, 4, "white")
    elif n == 3:  # half, over water
        pen.shape("M48 12 C14 12 14 64 48 64 Z", "silver")
        pen.shape("M48 12 C82 12 82 64 48 64 Z", "void")
        pen.line("M22 72 L74 72 M30 78 L66 78 M38 84 L58 84", "silver.lit", 2)
    elif n == 4:  # two moons
        pen.dot(38, 40, 23, "silver", rim=True)
        pen.dot(32, 34, 4, "silver.dark", opacity=0.6)
        pen.dot(62, 58, 19, "red", rim=True)
        pen.dot(67, 62, 3, "red.deep", opacity=0.7)
    else:  # bitten by branches
        pen.dot(48, 42, 29, "silver", rim=True)
        pen.shape(
            "M44 92 C46 76 40 68 34 58 L18 46 L34 52 L30 34 L40 54 L48 62 L58 44 L56 28 L62 42 L76 34 L62 50 L54 66 C50 74 52 84 56 92 Z",
            "ink",
        )
        pen.dot(42, 32, 4, "silver.dark", opacity=0.6)


def character_emblem(number: int) -> str:
    """One of the emblems a player can wear, as SVG; number 0 to 23, IndexError otherwise."""
    if not 0 <= number < COUNT:
        raise IndexError(f"Character emblems go from 0 to {COUNT - 1}, not {number}.")
    kind, n = divmod(number, 6)
    hue = HUES[(n + kind) % 6]
    colours = paints(None) | {
        "aura": tone(hue, 0.11, 0.6), "back": oklch(0.31, 0.075, hue), "void": oklch(0.14, 0.03, hue), "main": tone(hue, 0.13, 0.5),
        "hide": tone(hue, 0.05, 0.44), "cloth": tone(hue, 0.1, 0.38), "trim": tone(82, 0.1, 0.7), "leather": tone(40, 0.06, 0.4),
        "wood": tone(55, 0.06, 0.46), "gem": tone(hue, 0.16, 0.58), "fur": tone(hue, 0.04, 0.58), "skin": tone(hue, 0.04, 0.68),
    }  # fmt: skip
    pen = Pen(uid("face", str(number)), colours)
    pen.whole(HEX, pen.radial("b", "back", "void"))
    pen.line(HEX, "ink", 3.6, twin=True)
    pen.line(HEX, "aura.mid", 2, twin=True)
    t = Traits(f"face/{number}")
    if kind < 2:
        with pen.group('transform="translate(5.8 5) scale(.88)"'):
            (_mask, _moon)[kind](pen, n)
    elif kind == 2:
        pen.dot(48, 40, 26, "silver.mid" if n % 2 else "red.mid", opacity=0.8)
        with pen.group('transform="translate(8.6 8) scale(.82)"'):
            (beasts.wolf, winged.bat, winged.bird, beasts.cat, scaled.serpent, beasts.bear)[n](pen, t, "common")
    else:
        tool = (blades.sabre, blades.dagger, hafted.axe, talons.claws, drawn.bow, hafted.staff)[n]
        for turn in (-42, 42) if n in (0, 2) else (0,) if n == 3 else (38,):
            with pen.group(f'transform="translate(9.6 9.6) scale(.8) rotate({turn} 48 48)"'):
                pen.span, pen.light = (30, (24, 10, 70, 78)) if n == 3 else (13, (34, 30, 62, 58))
                tool(pen, t, 2)
    return pen.svg()
