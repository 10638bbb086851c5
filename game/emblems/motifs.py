"""The drawings of motifs that are not a form of their family's own drawing: family, motif, function."""

from game.emblems import baked, courses, headgear, papers, raw, relics, trinkets, vessels
from game.emblems.growths import GROWTHS
from game.emblems.implements import IMPLEMENTS
from game.emblems.pen import Draw

FOOD: dict[str, Draw] = {
    **{name: getattr(baked, name) for name in ("loaf", "bannock", "pie", "pasty", "cake", "pudding", "roll", "dumplings")},
    **{name: getattr(courses, name) for name in ("egg", "potatoes", "hare", "duck", "bowl", "cauldron", "platter", "cheese")},
    **{name: getattr(courses, name) for name in ("fish", "eel", "crayfish", "bacon", "haunch", "sausage", "apple")},
}
MOTIFS: dict[tuple[str, str], dict[str, Draw]] = {
    **IMPLEMENTS,
    ("armour", "head"): headgear.HEADGEAR,
    ("consumable", "food"): FOOD,
    ("consumable", "draught"): {name: getattr(vessels, name) for name in ("wine", "tankard", "cup", "carboy")},
    ("consumable", "tonic"): {
        "goblet": vessels.goblet, "coffee pot": vessels.coffee_pot, "snuffbox": vessels.snuffbox, "jug": vessels.jug, "salts": vessels.salts,
    },
    ("consumable", "salve"): {"plaster": vessels.plaster, "poultice": vessels.poultice},
    ("consumable", "scroll"): {name: getattr(papers, name) for name in ("certificate", "menu", "prescription", "letter", "blank")},
    ("material", "ore"): {name: getattr(raw, name) for name in ("sand", "swarf", "scale")},
    ("material", "hide"): {"strip": raw.strip, "scaled": raw.scaled_skin},
    ("material", "bone"): {"long": raw.long_bone, "knuckle": raw.knuckle},
    ("material", "herb"): GROWTHS,
    ("material", "cloth"): {name: getattr(raw, name) for name in ("scrap", "sheet", "surplice")},
    ("material", "wood"): {name: getattr(raw, name) for name in ("beam", "sprouting", "splinters", "parquet", "table")},
    ("material", "gem"): {name: getattr(raw, name) for name in ("cabochon", "flint", "ripple")},
    ("material", "essence"): {
        "lamp": vessels.lamp, "tallow": vessels.tallow, "light jar": vessels.light_jar, "goblet": vessels.goblet, "flask": vessels.flask,
        "mirror": relics.large(trinkets.mirror), "watch": relics.large(trinkets.watch, 1.25),
    },
    ("material", "relic"): {
        **relics.RELICS, "ticket": papers.ticket, "invitation": papers.invitation, "leaf": papers.leaf, "half sheet": papers.half_sheet,
        "letter": papers.letter,
    },
}  # fmt: skip
