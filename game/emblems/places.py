"""The emblem of a place: a window on it by night."""

from game.content.schema import Place
from game.emblems import hallows, streets, wilds, works
from game.emblems.palette import HOURS, place_paints
from game.emblems.pen import Pen
from game.emblems.scene import CLIP, arch, front, ground, mist, ridge, sky
from game.emblems.traits import Traits, uid

SIZE_MAX = 4900
"""In characters, before shared attributes are grouped. A larger scene gets no mist and no foreground."""

KINDS_OF = {
    streets: ("alley", "gate", "hall", "library", "market", "square", "tavern", "theatre", "tower"),
    hallows: ("chapel", "crypt", "garden", "graveyard", "ruin", "well"),
    wilds: ("camp", "cave", "field", "glade", "moor", "swamp", "wood"),
    works: ("bridge", "dock", "forge", "lighthouse", "mill", "mine", "quarry", "shore"),
}
DRAW = {kind: getattr(module, kind) for module, kinds in KINDS_OF.items() for kind in kinds} | {"house": streets.dwelling}


def place_emblem(place: Place, hue: int) -> str:
    """One place's emblem as SVG. hue: its region's, in degrees. Raises KeyError for a kind that the schema does not know."""
    t = Traits(f"place/{place.slug}")
    hour = t.pick("hour", tuple(HOURS))
    pen = Pen(uid("place", place.slug), place_paints(t, hue, hour))
    pen.light, pen.flat = (10, 20, 84, 92), True
    clip = pen.define("c", "clipPath", CLIP)
    with pen.group(f'clip-path="{clip}"'):
        sky(pen, t)
        ridge(pen, t)
        ground(pen, t, t.num("ground", 73, 79))
        size, shift = t.num("size", 0.92, 1.06), t.num("shift", -3, 3)
        flip = -1 if t.chance("mirror", 50) else 1
        x = 48 - 48 * size * flip + shift
        with pen.group(f'transform="matrix({size * flip:.3f} 0 0 {size:.3f} {x:.1f} {86 - 86 * size:.1f})"'):
            DRAW[place.kind](pen, t)
        left = SIZE_MAX - sum(map(len, pen.out)) - sum(map(len, pen.defs.values()))
        if left > 0:
            mist(pen, t)
        if left > 700:
            front(pen, t)
    arch(pen, t)
    return pen.svg()
