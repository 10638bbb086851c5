"""The emblem of an item: its drawing, and its size, position and angle on the plate."""

from game.content.schema import Item
from game.content.vocabulary import RARITIES
from game.emblems import armour, blades, charms, drawn, essences, hafted, jewels, provisions, runestones, stuffs, talons
from game.emblems.frame import Warp, plate
from game.emblems.hints import form_of_name
from game.emblems.palette import item_paints
from game.emblems.pen import Pen
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
    **{("accessory", part): getattr(jewels, part) for part in ("ring", "amulet")},
    ("accessory", "charm"): charms.charm,
    **{("consumable", part): getattr(provisions, part) for part in ("draught", "food", "salve", "tonic", "scroll")},
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
    t = Traits(f"item/{item.slug}", form_of_name(f"{item.kind}/{item.family}", item.name))
    rank = RARITIES.index(item.rarity)
    pen = Pen(uid("item", item.slug), item_paints(t, item.rarity, item.faction))
    plate(pen, t, item.rarity, item.level)
    if item.kind == "rune":
        runestones.rune(pen, t, rank, item.family)
        return pen.svg()
    draw = DRAW[item.kind, item.family]
    pen.warp = Warp(t, 0.1, 0.06, 0.14)
    if item.kind == "weapon" and item.family != "claws":
        pen.span, pen.light = 13, (34, 30, 62, 58)
        turn = t.num("turn", 36, 50) * t.pick("hand", (1, 1, -1))
        if t.chance("hung", 12):
            turn += 180
        size = 1.2 if item.family == "dagger" else 1.1
        lift = 48 - 48 * size
        with pen.group(f'transform="translate({lift:.1f} {lift:.1f}) scale({size}) rotate({turn:.0f} 48 48)"'):
            draw(pen, t, rank)
    else:
        size, x, y = POSITION.get(item.family, (0.91, 4.3, 4.3))
        most = SLANT.get(item.family, 0)
        slant = t.num("slant", -most, most)
        with pen.group(f'transform="translate({x} {y}) scale({size}) rotate({slant:.0f} 48 50)"'):
            draw(pen, t, rank)
    return pen.svg()
