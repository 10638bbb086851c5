"""Medals for achievements: the grade gives the metal, the rim and the rays, the group gives the figures and the colour of the ribbon.

A dim medal without a figure stands for an achievement that nobody is told about.
"""

import math

from game.content.achievements import GROUPS
from game.content.vocabulary import RARITIES
from game.emblems import charges
from game.emblems.frame import rays
from game.emblems.palette import Tone, oklch, tone
from game.emblems.pen import Pen
from game.emblems.traits import Traits, uid

HIDDEN = "unknown"
"""The address of the medal that says nothing."""
METALS = ((58, 0.07, 0.55), (240, 0.018, 0.72), (190, 0.05, 0.68), (305, 0.09, 0.64), (84, 0.13, 0.74))
"""Hue, strength and lightness by grade: copper, silver, verdigris, violet steel, gold."""
RIBBONS = {
    "kills": (22, 0.16), "families": (140, 0.09), "regions": (250, 0.1), "hunts": (300, 0.11), "fortune": (78, 0.12),
    "days": (200, 0.08), "company": (350, 0.1), "renown": (40, 0.15),
}  # fmt: skip
FIGURES = {
    "kills": (charges.skull, charges.sabres, charges.fangs), "families": (charges.claw,),
    "regions": (charges.tower, charges.key, charges.moon), "hunts": (charges.eye, charges.moon, charges.sabres),
    "fortune": (charges.chalice, charges.key, charges.crown), "days": (charges.flame, charges.moon, charges.drop),
    "company": (charges.feather, charges.chalice), "renown": (charges.crown, charges.flame, charges.tower),
}  # fmt: skip
PREY = {
    "bat": charges.bat, "wolf": charges.wolf, "hound": charges.wolf, "skeleton": charges.skull, "corpse": charges.skull,
    "plant": charges.thorn, "slime": charges.drop, "bird": charges.feather, "demon": charges.flame, "ghost": charges.moon,
    "witch": charges.eye, "human": charges.sabres, "construct": charges.key, "ogre": charges.fangs, "serpent": charges.fangs,
    "hydra": charges.fangs, "cat": charges.eye,
}  # fmt: skip
"""The figure of a family of monsters; all others have the claw."""
MIDDLE = 58.0
"""The height of the medal's middle."""


def medal(slug: str, group: str, grade: str, family: str | None = None) -> str:
    """The medal of an achievement as SVG. group: a key of GROUPS; grade: a rarity; family: of its prey. KeyError for an unknown group."""
    GROUPS[group]
    t, rank = Traits(f"medal/{slug}"), RARITIES.index(grade)
    pen = _pen(slug, group, rank)
    _ribbon(pen, t)
    _disc(pen, t, rank)
    figure = PREY.get(family or "") or t.pick("figure", FIGURES[group])
    with pen.group('transform="translate(21.6 32) scale(.55)"'):
        figure(pen)
    return pen.svg()


def unknown_medal() -> str:
    """For what is hidden."""
    pen = _pen(HIDDEN, "days", 1)
    _ribbon(pen, Traits(f"medal/{HIDDEN}"))
    pen.dot(48, MIDDLE, 30, pen.radial("b", "back", "void", y=50, r=34), rim=True)
    pen.ring(48, MIDDLE, 25, 25, "metal.dark", 1.2, beams=24, opacity=0.9)
    pen.line("M39 51 C39 43 57 43 57 52 C57 59 48 58 48 66", "metal.mid", 4.6)
    pen.dot(48, 74, 2.9, "metal.mid")
    return pen.svg()


def _pen(slug: str, group: str, rank: int) -> Pen:
    metal, (hue, strength) = METALS[rank], RIBBONS[group]
    paints: dict[str, Tone | str] = {
        "metal": tone(*metal), "charge": tone(metal[0], metal[1] * 0.6, min(0.86, metal[2] + 0.16)),
        "field": oklch(0.2, 0.03, metal[0]), "ribbon": tone(hue, strength, 0.46), "stripe": tone(hue, strength * 0.5, 0.8),
        "back": oklch(0.34, metal[1] * 0.6, metal[0]), "void": oklch(0.15, 0.02, metal[0]),
        "rim": oklch(0.95, 0.03, metal[0]), "ink": oklch(0.12, 0.02, 280),
    }  # fmt: skip
    return Pen(uid("medal", slug), paints)


def _ribbon(pen: Pen, t: Traits) -> None:
    """Two bands that cross above the disc, with stripes of their own for each medal."""
    pen.pair("M26 2 L44 2 L60 40 L42 40 Z", "ribbon")
    for i in range(t.whole("stripes", 1, 3)):
        x, wide = t.num(f"x{i}", 28, 40), t.num(f"w{i}", 1.2, 3.2)
        pen.pair(f"M{x:.1f} 2 L{x + wide:.1f} 2 L{x + wide + 16:.1f} 40 L{x + 16:.1f} 40 Z", "stripe", rim=False, opacity=0.75)
    pen.dot(48, 28, 4.2, "metal", rim=True)


def _disc(pen: Pen, t: Traits, rank: int) -> None:
    if rank == 4:
        _rays(pen, t.whole("rays", 10, 14) * 2, 34, 38)
    if rank >= 2:
        _petals(pen, t.whole("petals", 9, 15) + rank, 32.5 + rank * 0.6)
    pen.dot(48, MIDDLE, 31, "metal", rim=True)
    pen.dot(48, MIDDLE, 25.5, pen.radial("b", "back", "void", y=52, r=30), rim=True)
    form = t.pick("edge", ("beads", "dashes", "line"))
    if form == "beads":
        count = t.whole("beads", 18, 30)
        for i in range(count):
            a = 2 * math.pi * i / count
            pen.dot(48 + 28.3 * math.cos(a), MIDDLE + 28.3 * math.sin(a), 1.1, "metal.lit")
    elif form == "dashes":
        pen.ring(48, MIDDLE, 28.3, 28.3, "metal.deep", 2.2, t.num("turn", 0, 20), t.whole("beads", 16, 30), 0.8)
    else:
        pen.ring(48, MIDDLE, 28.3, 28.3, "metal.deep", 1.1, opacity=0.8)
    if rank >= 3:
        pen.whole("M48 25 L42 24 L36 17 L39 29 L48 32", "metal")
        pen.dot(48, 22.5, 2.2, "ribbon", rim=True)


def _petals(pen: Pen, count: int, radius: float) -> None:
    for i in range(count):
        a = 2 * math.pi * (i + 0.5) / count
        pen.dot(48 + radius * math.cos(a), MIDDLE + radius * math.sin(a), 3.4, "metal.dark", rim=True)


def _rays(pen: Pen, count: int, inner: float, outer: float) -> None:
    """Beams about the middle of the disc."""
    with pen.group(f'transform="translate(0 {MIDDLE - 48:.0f})"'):
        rays(pen, count, inner, outer, "metal.lit", 0.9)
