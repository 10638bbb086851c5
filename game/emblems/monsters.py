"""From a monster to its emblem."""

from game.content.schema import Monster
from game.emblems import beasts, crawlers, folk, scaled, undead, winged
from game.emblems.frame import Warp, medallion
from game.emblems.palette import monster_paints
from game.emblems.pen import Pen
from game.emblems.traits import Traits, uid

ROOMS = {
    beasts: ("bear", "cat", "hound", "rat", "wolf"),
    winged: ("bat", "bird", "insect"),
    crawlers: ("beetle", "plant", "slime", "spider", "toad"),
    scaled: ("fish", "hydra", "reptile", "serpent"),
    undead: ("corpse", "ghost", "skeleton"),
    folk: ("construct", "demon", "human", "ogre", "witch"),
}
DRAW = {family: getattr(module, family) for module, families in ROOMS.items() for family in families}


def monster_emblem(monster: Monster, hue: int) -> str:
    """One monster's emblem as SVG. hue: its region's, in degrees. Raises KeyError for a family that the schema does not know."""
    t = Traits(f"monster/{monster.slug}")
    pen = Pen(uid("monster", monster.slug), monster_paints(t, hue, monster.rank))
    medallion(pen, t, monster.rank, monster.level)
    pen.warp = Warp(t, 0.08, 0.03, 0.1)
    size = {"common": 0.87, "elite": 0.85, "boss": 0.88}[monster.rank]
    clip = pen.define("c", "clipPath", '<path d="M-9 -9H105V48H93.5A45.5 45.5 0 0 1 2.5 48H-9Z"/>')
    lift = 48 - 48 * size
    with (
        pen.group(f'clip-path="url(#{clip[5:-1]})"'),
        pen.group(f'transform="translate({lift:.1f} {lift - 1:.1f}) scale({size})"'),
    ):
        DRAW[monster.family](pen, t, monster.rank)
    return pen.svg()
