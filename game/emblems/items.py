"""The emblem of an item: its drawing, and its size, position and angle on the plate."""

from collections.abc import Callable
from functools import partial

from game.content.schema import Item
from game.content.vocabulary import RARITIES
from game.emblems import (
    amulets,
    armour,
    blades,
    charms,
    drawn,
    essences,
    hafted,
    jewels,
    provisions,
    runestones,
    stuffs,
    talons,
)
from game.emblems.extent import fit
from game.emblems.frame import Warp, plate
from game.emblems.motif_words import motif_of_name
from game.emblems.motifs import MOTIFS
from game.emblems.palette import item_paints
from game.emblems.pen import Pen
from game.emblems.tints import stated_tint
from game.emblems.traits import Traits, uid

DRAW = {
    ("weapon", "sabre"): blades.sabre,
    ("weapon", "dagger"): blades.dagger,
    ("weapon", "axe"): hafted.axe,
    ("weapon", "mace"): hafted.mace,
    ("weapon", "spear"): hafted.spear,
    ("weapon", "staff"): hafted.staff,
    ("weapon", "bow"): drawn.bow,
    ("weapon", "claws"): talons.claws,
    **{("armour", part): getattr(armour, part) for part in ("head", "body", "hands", "legs", "feet")},
    ("accessory", "ring"): jewels.ring,
    ("accessory", "amulet"): amulets.amulet,
    ("accessory", "charm"): charms.charm,
    **{("consumable", part): getattr(provisions, part) for part in ("draught", "salve", "tonic", "scroll")},
    ("consumable", "food"): provisions.food,
    **{("material", part): getattr(stuffs, part) for part in ("ore", "hide", "bone", "herb", "cloth", "wood", "gem")},
    ("material", "essence"): essences.essence,
    ("material", "relic"): essences.relic,
}

POSITION = {
    "ring": (1.14, -6.7, -4),
    "amulet": (1.08, -3.8, -1.5),
    "feet": (1, 0, -1),
    "ore": (1.02, -1, -6),
    "claws": (0.96, 2, 1),
}
"""Size and offset on the plate, for families whose drawing would be too small."""


SLANT = {
    "ring": 20,
    "charm": 9,
    "head": 8,
    "body": 4,
    "hands": 9,
    "legs": 4,
    "scroll": 8,
    "bone": 12,
    "herb": 8,
    "gem": 10,
    "wood": 9,
    "relic": 8,
}
"""The largest angle, in degrees, of items other than weapons."""


def item_emblem(item: Item) -> str:
    """One item's emblem as SVG. Raises KeyError for a kind and family that the schema does not know."""
    family = f"{item.kind}/{item.family}"
    motif = motif_of_name(family, item.name)
    t = Traits(f"item/{item.slug}", motif)
    rank = RARITIES.index(item.rarity)
    pen = Pen(uid("item", item.slug), item_paints(t, item.rarity, item.faction) | stated_tint(family, item.name))
    plate(pen, t, item.rarity, item.level)
    if item.kind == "rune":
        _fitted(pen, "", partial(runestones.rune, pen, t, rank, item.family))
        return pen.svg()
    draw = MOTIFS.get((item.kind, item.family), {}).get(motif or "") or DRAW[item.kind, item.family]
    pen.warp = Warp(t, 0.1, 0.06, 0.14)
    if item.kind == "weapon" and item.family != "claws":
        pen.span, pen.light = 13, (34, 30, 62, 58)
        turn = t.num("turn", 36, 50) * t.pick("hand", (1, 1, -1))
        if t.chance("hung", 12):
            turn += 180
        size = 1.2 if item.family == "dagger" else 1.1
        lift = 48 - 48 * size
        _fitted(pen, f"translate({lift:.1f} {lift:.1f}) scale({size}) rotate({turn:.0f} 48 48)", partial(draw, pen, t, rank))
    else:
        size, x, y = POSITION.get(item.family, (0.91, 4.3, 4.3))
        most = SLANT.get(item.family, 0)
        slant = t.num("slant", -most, most)
        _fitted(pen, f"translate({x} {y}) scale({size}) rotate({slant:.0f} 48 50)", partial(draw, pen, t, rank))
    return pen.svg()


def _fitted(pen: Pen, transform: str, draw: Callable[[], None]) -> None:
    """Draw in a group that stays inside the plate."""
    at, pen.measured = len(pen.out), True
    with pen.group(f'transform="{transform}"'):
        draw()
    kept = f"{fit(pen.marks)}{transform}"
    pen.out[at] = f'<g transform="{kept}">' if kept else "<g>"
