"""The two factions' crests and the nine classes' shields."""

from game.emblems import beasts
from game.emblems.frame import rays, shield
from game.emblems.palette import Tone, oklch, tone
from game.emblems.pen import Pen
from game.emblems.traits import Traits, uid

FACTIONS = {"vampire": 20, "werewolf": 165}
CLASSES: dict[str, str | None] = {
    "courtblade": "vampire", "veilstalker": "vampire", "bloodscribe": "vampire", "tombguard": "vampire",
    "redclaw": "werewolf", "fogrunner": "werewolf", "moonsinger": "werewolf", "stonepelt": "werewolf",
    "duskborn": None,
}  # fmt: skip


def paints(faction: str | None) -> dict[str, Tone | str]:
    """Crimson for vampires, silver-green for werewolves, dusk violet for both."""
    hue, chroma = {"vampire": (20, 0.17), "werewolf": (165, 0.055), None: (305, 0.11)}[faction]
    eye = {"vampire": 60, "werewolf": 150, None: 85}[faction]
    return {
        "aura": tone(hue, chroma, 0.56),
        "back": oklch(0.3, chroma * 0.55, hue),
        "void": oklch(0.14, 0.03, hue),
        "main": tone(hue, chroma, 0.52),
        "charge": tone(hue, chroma * 0.5, 0.74),
        "field": oklch(0.15, 0.03, hue),
        "steel": tone(250, 0.02, 0.7),
        "silver": tone(175, 0.025, 0.78),
        "gold": tone(82, 0.11, 0.7),
        "bone": tone(88, 0.035, 0.78),
        "stone": tone(200, 0.015, 0.5),
        "hide": tone(hue if faction == "werewolf" else 280, 0.035, 0.46),
        "fur": tone(170, 0.03, 0.6),
        "skin": tone(160, 0.03, 0.68),
        "cloth": tone(hue, chroma * 0.7, 0.36),
        "blood": tone(22, 0.19, 0.5),
        "horn": tone(80, 0.03, 0.5),
        "metal": tone(250, 0.02, 0.6),
        "eye": tone(eye, 0.16, 0.76),
        "red": tone(24, 0.2, 0.52),
        "glow": oklch(0.92, 0.14, eye),
        "rim": oklch(0.94, 0.03, hue),
        "ink": oklch(0.12, 0.02, hue),
        "white": oklch(0.95, 0.015, 95),
    }


def crest(faction: str) -> str:
    """A faction's crest: "vampire" or "werewolf"; KeyError otherwise."""
    FACTIONS[faction]
    pen = Pen(uid("crest", faction), paints(faction))
    shield(pen)
    if faction == "vampire":
        pen.dot(48, 42, 25, "red", rim=True)
        rays(pen, 20, 27, 37, "red.mid", 0.5)
        pen.pair(
            "M45 46 C36 30 22 24 10 24 C14 30 14 38 13 47 C18 42 23 44 25 53 C28 48 33 50 35 59 C38 54 42 56 46 64 Z", "cloth"
        )
        pen.line("M41 47 C33 37 23 30 13 27 M41 51 L26 50 M41 55 L36 56", "aura.lit", 1, 0.8, twin=True)
        pen.whole("M48 36 L44.6 35 L39 26 L39 42 C38 50 43 58 48 62", "hide")
        pen.pair("M46.4 47 L41 43 L42 48 Z", "glow", rim=False)
        pen.whole("M48 54 L43 53 C44 58 46 60 48 60", "ink", rim=False)
        pen.pair("M44 54 L47 54 L45.4 66 Z", "white", rim=False)
        pen.whole("M48 8 L44.6 18 L38 11 L36 22 L30 16 L33 29 C38 32 44 33 48 33", "gold")
        pen.dot(48, 26, 2.4, "red", rim=True)
        pen.whole("M48 66 C45 74 41 77 41 82 C41 87 45 89 48 89", "red")
        pen.line("M44 80 C44 84 45 85.6 47 86.4", "white", 1.2, 0.8)
    else:
        pen.dot(48, 36, 27, "silver", rim=True)
        pen.dot(38, 28, 6, "silver.dark", opacity=0.4)
        pen.dot(58, 22, 4, "silver.dark", opacity=0.4)
        with pen.group('transform="translate(8.5 9) scale(.82)"'):
            beasts.wolf(pen, Traits("crest/49"), "common")
        for x in (14, 23):
            pen.pair(f"M{x} {40 + x} L{x + 3} {42 + x} L{x + 6} {64 + x / 2} Z", "silver", rim=False)
    return pen.svg()


def class_emblem(slug: str) -> str:
    """A class's shield. KeyError for a slug that is not in CLASSES."""
    pen = Pen(uid("order", slug), paints(CLASSES[slug]))
    shield(pen)
    DRAW[slug](pen)
    return pen.svg()


def courtblade(pen: Pen) -> None:
    for turn in (-33, 33):
        with pen.group(f'transform="rotate({turn} 48 52)"'):
            pen.whole("M48 6 L45.6 16 L46 62 L48 62", "steel")
            pen.whole("M48 60 C40 60 36 62 34 58 C34 66 42 68 46 67 L46 80 L44 82 L48 86", "gold")
    pen.whole("M48 20 L43 30 L36 24 L37 38 C42 40 46 40 48 40", "gold")
    pen.whole("M48 46 C45 56 38 62 38 70 C38 78 44 82 48 82", "red")
    pen.line("M42 68 C42 74 44 77 46 78", "white", 1.5, 0.8)


def veilstalker(pen: Pen) -> None:
    pen.whole("M48 12 C30 12 22 26 20 44 L14 66 L26 62 L30 72 L38 66 L48 84", "cloth")
    pen.whole("M48 24 C38 24 32 32 32 42 C34 48 42 50 48 50", "bone")
    pen.pair("M45 40 C40 34 35 35 34 40 C37 45 42 45 45 43 Z", "ink", rim=False)
    pen.dot(40, 40.5, 1.7, "glow", twin=True)
    pen.whole("M48 46 C38 46 30 44 26 40 C24 56 34 72 48 82", "main")
    pen.line("M32 52 C38 56 44 57 48 57 M36 62 C40 65 44 66 48 66", "aura.lit", 1, 0.7, twin=True)
    pen.shape("M66 34 L74 28 L72 38 L44 76 L40 72 Z", "steel")
    pen.shape("M38 68 L48 78 L45 81 L35 71 Z M40 75 L34 84 L31 81 L38 73 Z", "gold")


def bloodscribe(pen: Pen) -> None:
    pen.whole("M48 44 C38 36 26 36 14 40 L16 72 C28 68 38 72 48 82", "cloth")
    pen.whole("M48 44 C38 38 28 38 18 41 L20 66 C30 64 40 68 48 76", "bone")
    pen.line("M24 48 C30 47 36 49 42 53 M24 55 C30 54 36 56 42 60", "red.mid", 1.8, twin=True)
    pen.line("M48 44 L48 78", "ink", 1.4)
    pen.shape("M74 8 C56 12 46 26 44 44 L38 62 L41 62 L48 48 C64 44 74 28 74 8 Z", "main")
    pen.line("M70 14 C58 24 50 36 40 60 M62 20 L52 22 M58 28 L48 32", "rim", 1.1, 0.9)
    pen.shape("M39 60 C36 66 36 70 39 71 C42 70 42 66 39 60 Z", "red")


def tombguard(pen: Pen) -> None:
    pen.whole("M48 12 L34 14 L24 32 L32 82 L48 88", "stone")
    pen.whole("M48 18 L37 19 L29 32 L36 77 L48 81", "steel")
    pen.whole("M48 26 C40 26 37 32 38 38 L42 42 L42 47 L48 48", "bone")
    pen.dot(44, 37, 2.4, "ink", twin=True)
    pen.dot(44, 37, 1, "glow", twin=True)
    pen.pair("M46 54 L33 50 L34 55 L45 60 Z M46 62 L36 58 L36 63 L45 68 Z", "stone.deep", rim=False)
    pen.whole("M48 52 L46 53 L46 76 L48 78", "main")
    for y in (26, 44, 62):
        pen.dot(30 + abs(y - 26) * 0.06, y, 1.8, "gold.lit", twin=True)


def redclaw(pen: Pen) -> None:
    for x in (24, 42, 60):
        pen.shape(
            f"M{x + 16} {8 + abs(x - 42) / 6} C{x + 14} 34 {x + 6} 58 {x - 8} {84 - (42 - x) * 0.5} C{x + 12} 66 {x + 26} 38 {x + 16} {8 + abs(x - 42) / 6} Z",
            "red",
        )
    pen.whole("M48 54 C38 54 31 62 32 71 C34 79 42 78 48 75", "hide")
    for x, y in ((28, 54), (40, 43)):
        pen.dot(x, y, 6.4, "hide", rim=True, twin=True)
        pen.pair(
            f"M{x - 4} {y - 3} C{x - 4} {y - 11} {x - 1} {y - 16} {x + 3} {y - 21} C{x + 4} {y - 13} {x + 5} {y - 8} {x + 4} {y - 3} Z",
            "bone",
        )


def fogrunner(pen: Pen) -> None:
    with pen.group('transform="translate(6.2 5) scale(.87)"'):
        _runner(pen)


def _runner(pen: Pen) -> None:
    pen.dot(54, 34, 23, "silver", rim=True)
    pen.dot(46, 28, 4, "silver.dark", opacity=0.5)
    pen.dot(62, 44, 3, "silver.dark", opacity=0.5)
    far = "M58 54 L68 62 L80 60 L82 64 L68 68 L54 60 Z M30 56 L24 68 L12 72 L14 76 L28 73 L37 60 Z"
    pen.shape(far, "hide.deep")
    body = (
        "M88 38 L80 34 L79 27 L74 32 L70 28 L69 34 C62 40 54 42 46 42 C36 42 30 44 24 42 C16 40 12 32 6 28 C7 38 13 48 22 50 "
    )
    legs = "C26 56 24 62 18 68 L10 80 L15 81 L25 71 L36 60 C44 62 52 62 57 60 L66 72 L78 78 L80 74 L71 68 L65 56 C68 52 71 48 74 46 L84 45 Z"
    pen.shape(body + legs, "ink")
    pen.shape("M24 43 C36 45 52 44 68 38 C58 48 36 52 24 43 Z", "hide.dark", rim=False)
    pen.shape("M79 37 L75 35.6 L77 39 Z", "glow", rim=False)
    for x, y, w in ((10, 72, 60), (20, 80, 58), (32, 87, 34)):
        pen.line(f"M{x} {y} C{x + w * 0.3} {y - 6} {x + w * 0.6} {y + 5} {x + w} {y - 1}", "silver.lit", 2.4, 0.75)


def moonsinger(pen: Pen) -> None:
    pen.shape("M54 13 C10 8 4 68 46 72 C58 73 68 68 73 60 C40 68 28 28 54 13 Z", "silver")
    pen.shape(
        "M30 84 C30 66 34 56 44 48 L42 38 L48 42 C54 36 58 28 64 18 L68 22 L66 26 L72 26 C70 32 66 36 64 40 C64 50 62 56 60 62 C60 72 64 78 66 84 L48 90 Z",
        "hide",
    )
    pen.shape("M44 48 C36 56 33 66 33 84 L40 88 C38 70 40 58 50 50 Z", "hide.dark", rim=False)
    pen.dot(56, 37, 1.5, "glow")
    for x, y in ((72, 44), (78, 56), (74, 66)):
        pen.line(f"M{x} {y} C{x + 4} {y + 3} {x + 4} {y + 7} {x} {y + 10}", "eye.lit", 2)


def stonepelt(pen: Pen) -> None:
    with pen.group('transform="translate(8.5 7) scale(.82)"'):
        for paint, other in (("hide", "stone"), ("fur", "steel")):
            pen.paints[paint] = pen.paints[other]
        pen.paints["skin"] = tone(190, 0.02, 0.62)
        beasts.bear(pen, Traits("order/stonepelt"), "common")
        pen.line("M34 24 L38 34 L32 40 L36 50 M66 56 L60 62 L66 70 L62 78 M56 20 L54 30", "ink", 1.6)
        pen.line("M35 50 L33 58 M62 44 L66 40", "glow", 1.4)


def duskborn(pen: Pen) -> None:
    rays(pen, 16, 26, 38, "gold.mid", 0.55)
    pen.dot(48, 44, 25, "red", rim=True)
    pen.shape("M48 19 C81 19 81 69 48 69 Z", "silver.mid")
    pen.shape("M36 30 L46 30 C47 50 44 66 40 82 C36 68 33 48 36 30 Z", "bone")
    pen.shape("M50 30 C60 34 66 46 62 84 C58 66 54 50 49 42 Z", "hide")
    pen.line("M53 36 C58 44 61 56 61 72", "rim", 1.2)
    pen.whole("M48 10 L45 18 L40 14 L41 23 L48 25", "gold")


DRAW = {slug: globals()[slug] for slug in CLASSES}
