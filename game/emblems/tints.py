"""Colours that a name states: copper is red, silver pale, claret dark. Everything else takes its random colours."""

import re

from game.emblems.palette import Tone, tone

TINTS: dict[str, tuple[str, dict[str, tuple[float, float, float]]]] = {
    "material/ore": ("metal", {
        "moon": (22, 0.1, 0.42), "rushbed": (40, 0.11, 0.46), "blacksilver": (285, 0.03, 0.36), "silver": (250, 0.012, 0.8),
        "iron": (250, 0.015, 0.48), "steel": (235, 0.02, 0.64), "bronze": (66, 0.09, 0.54), "brass": (90, 0.13, 0.72),
        "silvering": (230, 0.015, 0.74), "copper": (44, 0.12, 0.58), "sand": (36, 0.12, 0.5), "scale": (40, 0.1, 0.42), "swarf": (75, 0.08, 0.62),
    }),
    "material/gem": ("gem", {
        "amber": (68, 0.16, 0.68), "garnet": (16, 0.16, 0.42), "opal": (205, 0.06, 0.8), "agate": (48, 0.1, 0.54), "rose": (8, 0.09, 0.76),
        "beryl": (190, 0.1, 0.7), "emerald": (155, 0.15, 0.52), "tear": (235, 0.05, 0.8), "green": (142, 0.12, 0.54), "ruby": (20, 0.2, 0.5),
        "jet": (290, 0.02, 0.28), "moon": (95, 0.06, 0.84), "ripple": (222, 0.09, 0.62),
    }),
    "material/herb": ("gem", {
        "poppy": (25, 0.2, 0.52), "yarrow": (350, 0.1, 0.72), "rosebay": (340, 0.16, 0.6), "thyme": (315, 0.12, 0.64),
    }),
    "accessory/charm": ("plume", {"canary": (98, 0.16, 0.8), "kingfisher": (232, 0.14, 0.55), "ortolan": (110, 0.06, 0.52)}),
    "consumable/draught": ("gem", {
        "claret": (12, 0.15, 0.38), "red": (22, 0.18, 0.44), "ruby": (12, 0.2, 0.5), "port": (5, 0.13, 0.34), "brandy": (55, 0.13, 0.52),
        "wine": (95, 0.1, 0.62), "bottling": (0, 0.12, 0.36), "water": (225, 0.06, 0.68), "gin": (210, 0.03, 0.8), "bitters": (60, 0.12, 0.42),
        "thornberry": (330, 0.16, 0.44), "cup": (60, 0.08, 0.36), "carboy": (75, 0.1, 0.46),
    }),
}  # fmt: skip
"""kind/family -> the paint, and word -> (hue, chroma, lightness). The first word of the name that is listed counts."""


def stated_tint(family: str, name: str) -> dict[str, Tone | str]:
    """The paint that the name states, or nothing."""
    paint, tints = TINTS.get(family, ("", {}))
    for word in re.findall(r"[a-z]+", name.lower()):
        if word in tints:
            return {paint: tone(*tints[word])}
    return {}
