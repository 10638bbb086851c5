"""Colours: tones of four steps in OKLCH (even lightness over all hues), chosen by rarity, faction and region."""

import math
from functools import lru_cache

from game.content.vocabulary import RARITIES
from game.emblems.traits import Traits

Tone = tuple[str, str, str, str]
"""lit, mid, dark, deep"""

RARITY_HUES = {"common": (255, 0.02), "uncommon": (155, 0.1), "rare": (248, 0.12), "epic": (310, 0.15), "legendary": (82, 0.14)}
FACTION_HUES = {"vampire": (20, 0.17), "werewolf": (165, 0.05)}
METALS = (
    (250, 0.02, 0.66),
    (265, 0.035, 0.55),
    (70, 0.07, 0.62),
    (200, 0.03, 0.68),
    (45, 0.06, 0.55),
    (90, 0.03, 0.72),
    (290, 0.03, 0.5),
)
LEATHERS = (
    (50, 0.06, 0.42),
    (25, 0.1, 0.38),
    (150, 0.05, 0.38),
    (260, 0.06, 0.38),
    (310, 0.06, 0.38),
    (75, 0.05, 0.5),
    (40, 0.03, 0.3),
)


@lru_cache(maxsize=8192)
def oklch(light: float, chroma: float, hue: float) -> str:
    """#rrggbb; light 0 to 1, chroma 0 to 0.3, hue in degrees of OKLCH; colours outside sRGB are clipped."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, part)))):02x}" for part in linear)


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


@lru_cache(maxsize=512)
def wheel(hue: int) -> float:
    """The OKLCH hue of a hue of the common (HSL) colour wheel, both in degrees."""
    turn = [abs((hue / 60 + shift) % 6 - 3) - 1 for shift in (0, 4, 2)]
    r, g, b = (((max(0.0, min(1.0, part)) + 0.055) / 1.055) ** 2.4 for part in turn)
    long, medium, short = (
        (x * r + y * g + z * b) ** (1 / 3)
        for x, y, z in (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        )
    )
    green_red = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blue_yellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return math.degrees(math.atan2(blue_yellow, green_red)) % 360


def tone(hue: float, chroma: float, light: float) -> Tone:
    """Four steps from the lit side to the deep shadow; shadows turn towards the blue of the night."""
    return (
        oklch(round(min(0.97, light + 0.17), 3), round(chroma * 0.8, 3), hue),
        oklch(round(light, 3), chroma, hue),
        oklch(round(light - 0.13, 3), round(chroma * 0.95, 3), (hue - 6) % 360),
        oklch(round(max(0.1, light - 0.24), 3), round(chroma * 0.8, 3), (hue - 12) % 360),
    )


def item_paints(t: Traits, rarity: str, faction: str | None) -> dict[str, Tone | str]:
    """Metal, leather, gem and cloth of an item: the materials are random, the glow follows the rarity."""
    hue, chroma = RARITY_HUES[rarity]
    rank = RARITIES.index(rarity)
    metal = (
        t.pick("noble", ((82, 0.11, 0.72), (82, 0.11, 0.72), (90, 0.02, 0.8), (25, 0.09, 0.5)))
        if rank == 4
        else t.pick("metal", METALS)
    )
    leather = t.pick("leather", LEATHERS)
    own = FACTION_HUES[faction][0] if faction else t.pick("gem", (22, 60, 140, 195, 245, 305, 345))
    gem = own if rank < 2 or faction else t.pick("gem-hue", (hue, hue + 20, hue - 20, own))
    drift = t.num("metal-drift", -0.05, 0.05)
    return {
        "metal": tone(metal[0], metal[1], metal[2] + drift),
        "trim": tone(82, 0.1, 0.7) if rank in (2, 3) else tone(hue, 0.03 + chroma / 3, 0.62),
        "leather": tone(leather[0], leather[1], leather[2] + drift / 2 + 0.06),
        "gem": tone(gem, 0.17, 0.6),
        "cloth": tone(own, 0.09 + 0.01 * rank, 0.46 + drift),
        "bone": tone(88, 0.035, 0.76),
        "stone": tone(t.pick("stone", (255, 230, 60, 300)), 0.018, 0.5 + drift),
        "wood": tone(t.pick("wood", (55, 65, 40, 75)), 0.06, 0.46 + drift),
        "leaf": tone(t.pick("leaf", (135, 150, 165, 120, 110)), 0.1, 0.52 + drift),
        "crust": tone(t.num("crust", 62, 74), 0.1, 0.6 + drift),
        "cream": tone(88, 0.05, 0.82),
        "meat": tone(t.num("meat", 18, 34), 0.13, 0.52 + drift / 2),
        "flame": tone(t.num("flame", 62, 78), 0.16, 0.72),
        "broth": tone(t.num("broth", 50, 90), 0.11, 0.58),
        "wine": tone(12, 0.15, 0.4),
        "fish": tone(t.num("fish", 190, 240), 0.035, 0.5 + drift),
        "glass": tone(t.num("glass", 190, 230), 0.04, 0.72),
        "plum": tone(335, 0.13, 0.48),
        "plume": tone(own, 0.13, 0.56),
        "chestnut": tone(38, 0.09, 0.38),
        "skin": tone(60, 0.05, 0.7),
        "aura": tone(hue, chroma, 0.62),
        "back": oklch(0.3, round(0.012 + chroma * 0.45, 3), hue),
        "void": oklch(0.15, round(0.015 + chroma * 0.12, 3), hue if rank else 270),
        "glow": oklch(0.88, 0.12, gem % 360),
        "rim": oklch(0.95, 0.03, 230 if rank < 4 else 90),
        "ink": oklch(0.13, 0.02, 270),
        "white": oklch(0.95, 0.015, 95),
    }


def monster_paints(t: Traits, hue: int, rank: str) -> dict[str, Tone | str]:
    """Hide and horn near the region's hue, eyes in contrast. The moon is pale, silver for an elite, red for a boss."""
    own = wheel(hue % 360)
    body = (own + t.pick("body-hue", (0, 0, 25, -25, 50, -50, 180))) % 360
    eye = t.pick("eye-hue", (95, 60, 25, 145, 200)) if rank != "boss" else t.pick("eye-hue", (30, 60, 95))
    light = t.num("body-light", 0.36, 0.52)
    moon = {"common": (0.5, 0.05, own), "elite": (0.82, 0.05, own), "boss": (0.56, 0.2, 24)}[rank]
    return {
        "hide": tone(body, t.num("body-chroma", 0.025, 0.09), light),
        "fur": tone(body, 0.04, light + 0.12),
        "skin": tone((body + t.num("skin-hue", -30, 30)) % 360, 0.05, light + 0.2),
        "cloth": tone((own + t.pick("cloth-hue", (0, 180, 30, -40))) % 360, 0.07, 0.36),
        "bone": tone(88, 0.03, 0.78),
        "horn": tone(t.pick("horn-hue", (60, 80, 290)), 0.03, 0.5),
        "metal": tone(t.pick("metal-hue", (250, 70, 45)), 0.04, 0.56),
        "blood": tone(22, 0.16, 0.45),
        "eye": tone(eye, 0.17, 0.76),
        "moon": (oklch(moon[0] + 0.12, moon[1], moon[2]), oklch(*moon), oklch(moon[0] - 0.14, moon[1], moon[2]), "#000"),
        "aura": tone(24, 0.17, 0.52) if rank == "boss" else tone(own, 0.1 if rank == "elite" else 0.04, 0.6),
        "back": oklch(0.3, 0.06, own),
        "void": oklch(0.14, 0.025, own),
        "glow": oklch(0.92, 0.15, eye),
        "rim": oklch(0.94, 0.05, 50 if rank == "boss" else own),
        "ink": oklch(0.12, 0.02, own),
        "white": oklch(0.95, 0.02, 95),
    }


HOURS = {
    "dusk": (0.44, 0.11, 35, 0.24),
    "night": (0.3, 0.07, 0, 0.15),
    "moonlit": (0.4, 0.08, 0, 0.2),
    "late": (0.24, 0.05, 270, 0.12),
    "dawn": (0.42, 0.06, 300, 0.22),
}
"""How light the sky is at the horizon, how coloured, how far off the region's hue (or, for a hue of its own, that), how light above."""


def place_paints(t: Traits, hue: int, hour: str) -> dict[str, Tone | str]:
    """Sky, stone, roofs and leaves in the light of an hour of the night, tinted by the region's hue."""
    own = wheel(hue % 360)
    light, chroma, other, above = HOURS[hour]
    sky = {"dusk": own, "late": 270 + (own - 270) * 0.3, "dawn": own + 30}.get(hour, own)
    lift = 0.04 if hour in ("moonlit", "dusk", "dawn") else 0.0
    return {
        "sky": (
            oklch(above, chroma * 0.7, sky),
            oklch(light, chroma, sky + (20 if hour == "dusk" else 0)),
            oklch(light + 0.1, chroma, other or sky),
            oklch(0.16, 0.03, own),
        ),
        "far": tone(sky, 0.05, 0.3 + lift),
        "ground": tone(own + t.num("ground-hue", -20, 20), 0.035, 0.27 + lift),
        "wall": tone(
            own + t.pick("wall-hue", (0, 30, -30, 180)),
            t.num("wall-chroma", 0.012, 0.04),
            t.num("wall-light", 0.38, 0.48) + lift,
        ),
        "roof": tone(t.pick("roof-hue", (25, 280, own, 200, 45)), 0.05, t.num("roof-light", 0.26, 0.36) + lift),
        "wood": tone(55, 0.05, t.num("wood-light", 0.32, 0.4) + lift),
        "leaf": tone(t.pick("leaf-hue", (150, 130, own, own, 175)), 0.06, t.num("leaf-light", 0.28, 0.38) + lift),
        "water": tone(own + t.num("water-hue", -30, 30), 0.06, 0.36 + lift),
        "stone": tone(own, 0.015, 0.46 + lift),
        "cloth": tone(t.pick("cloth-hue", (22, 150, 270, 70, own)), 0.11, 0.46),
        "bone": tone(88, 0.03, 0.7),
        "metal": tone(250, 0.02, 0.48),
        "moon": (oklch(0.96, 0.03, 95), oklch(0.9, 0.04, own), oklch(0.78, 0.05, own), oklch(0.5, 0.05, own)),
        "fire": tone(t.pick("fire-hue", (65, 75, 55)), 0.16, 0.72),
        "glow": oklch(0.88, 0.13, t.pick("window-hue", (85, 80, 75, 95))),
        "aura": tone(own, 0.07, 0.56),
        "rim": oklch(0.78 + lift, 0.05, own),
        "ink": oklch(0.12, 0.025, own),
        "void": oklch(0.13, 0.025, own),
        "white": oklch(0.95, 0.02, 95),
    }
