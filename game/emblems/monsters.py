"""The emblem of a monster."""

from game.content.schema import Monster
from game.emblems import beasts, crawlers, folk, scaled, undead, winged
from game.emblems.backdrops import backdrop
from game.emblems.features import worn
from game.emblems.frame import Warp, medallion
from game.emblems.palette import monster_paints
from game.emblems.pen import Pen
from game.emblems.traits import Traits, uid

FAMILIES_OF = {
    beasts: ("bear", "cat", "hound", "rat", "wolf"),
    winged: ("bat", "bird", "insect"),
    crawlers: ("beetle", "plant", "slime", "spider", "toad"),
    scaled: ("fish", "hydra", "reptile", "serpent"),
    undead: ("corpse", "ghost", "skeleton"),
    folk: ("construct", "demon", "human", "ogre", "witch"),
}
HEADS = ("bear", "cat", "hound", "rat", "wolf", "corpse", "ghost", "skeleton", "construct", "demon", "human", "ogre", "witch")
"""Families drawn as head and shoulders, at a random slant."""
NECKS = {"bear": 90, "cat": 88, "rat": 88, "wolf": 88}
"""Families that may wear something about the neck, and its height."""
HANG = ("bat", "spider")
"""Families of which some hang head down."""
DRAW = {family: getattr(module, family) for module, families in FAMILIES_OF.items() for family in families}


SIZE_MAX = 5000
"""In bytes. A larger drawing gets neither backdrop nor warp."""


def monster_emblem(monster: Monster, hue: int) -> str:
    """One monster's emblem as SVG. hue: its region's, in degrees. Raises KeyError for a family that the schema does not know."""
    svg = _drawn(monster, hue, True)
    return svg if len(svg) <= SIZE_MAX else _drawn(monster, hue, False)


def _drawn(monster: Monster, hue: int, scene: bool) -> str:
    t = Traits(f"monster/{monster.slug}")
    pen = Pen(uid("monster", monster.slug), monster_paints(t, hue, monster.rank))
    medallion(pen, t, monster.rank, monster.level)
    pen.warp = Warp(t, 0.12, 0.06, 0.16) if scene else None
    size = {"common": 0.87, "elite": 0.85, "boss": 0.88}[monster.rank]
    clip = pen.define("c", "clipPath", '<path d="M1 1H95V48H93.5A45.5 45.5 0 0 1 2.5 48H1Z"/>')
    lift = 48 - 48 * size
    slant = t.num("slant", -10, 10) if monster.family in HEADS else t.num("slant", -4, 4)
    if monster.family in HANG and t.chance("hang", 30):
        slant += 180
    with pen.group(f'clip-path="url(#{clip[5:-1]})"'):
        if scene:
            backdrop(pen, t, monster.region)
        with pen.group(
            f'transform="translate({lift:.1f} {lift - 1:.1f}) scale({size}) rotate({slant:.0f} 48 {48 if monster.family in HANG else 64})"'
        ):
            DRAW[monster.family](pen, t, monster.rank)
            if monster.family in NECKS:
                worn(pen, t, NECKS[monster.family])
    return pen.svg()
