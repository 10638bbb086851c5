"""What an item's name shows: words of names, and the motif that is drawn for them. A cap is drawn as a hat, a ham as a ham.

A test holds every item to this table. All consumables, materials, charms and amulets have a word in it; where no other name has one, the
form is random.
"""

import re
from functools import cache

MOTIF_WORDS: dict[str, dict[str, str]] = {
    "weapon/sabre": {"falchion": "falchion cleaver chopper machete", "hooked": "sickle scythe hook reaper", "broken": "broken snapped half stub", "notched": "notched saw toothed"},
    "weapon/axe": {"single": "hatchet", "double": "double", "spike": "pick pickaxe mattock poleaxe", "moon": "crescent moon bardiche bill", "hammer": "adze maul"},
    "weapon/mace": {"block": "maul hammer mallet gavel sledge rammer", "skull": "skull head", "ball": "star flail morningstar ball", "pan": "pan", "cone": "pestle club cudgel stopper"},
    "weapon/spear": {"trident": "trident fork pitchfork tine leister", "glaive": "glaive halberd bill scythe partisan", "barbed": "harpoon gaff boathook hook", "winged": "boar winged"},
    "weapon/dagger": {"kris": "kris wave", "stiletto": "stiletto needle bodkin awl nail pin skewer spike hatpin lancet", "saw": "saw bread", "knife": "knife penknife", "fork": "fork", "twin": "shears scissors pair twin trimmer extractor", "wedge": "cleaver chisel wedge", "leaf": "trowel leaf"},
    "weapon/bow": {"crossbow": "crossbow arbalest", "long": "longbow flatbow", "horn": "horn hornbow", "recurve": "recurve"},
    "weapon/claws": {"sickle": "sickle rake hook tine scythe", "katar": "punch push fist katar", "talons": "fingerstall thimble talon finger nail feet"},
    "weapon/staff": {"skull": "skull", "lantern": "lantern lamp candle candlestick taper", "coil": "crook crozier shepherd", "moon": "moon crescent", "antlers": "antler branch", "rod": "rod pole pointer cane wand dipstick", "almanac": "almanac"},
    "armour/head": {
        "hood": "hood cowl pinhole", "circlet": "circlet crown coronet tiara wreath", "horned": "horned antlered horns", "great": "~helm",
        "hat": "~hat cap bonnet tricorn topper brim felt billycock sou'wester hackle", "mask": "mask beak visor veil blindfold muzzle cheekpiece diagnosis", "lamp": "lamp", "bucket": "bucket kettle basin",
        "sallet": "~sallet bascinet", "skull": "skull", "wig": "wig", "wrap": "kerchief turban coif bandage", "nightcap": "nightcap", "muffs": "muff", "candle hat": "candle",
    },
    "armour/body": {
        "cuirass": "cuirass breastplate ~boilerplate plate corselet corslet brigandine", "coat": "coat greatcoat tailcoat waistcoat jacket pelisse cloak jerkin doublet vest surtout duster banyan jack",
        "robe": "robe gown shroud cassock apron smock shift frock tabard surcoat pinafore cape", "mail": "mail hauberk chain chainmail", "ribs": "rib carapace cage",
    },
    "armour/hands": {"mitten": "mitten mitt muff", "laced": "glove palm grip cot", "fist": "fist gauntlet knuckle", "bracer": "cuff bracer vambrace sleeve wrap wristlet", "clawed": "claw talon paw"},
    "armour/legs": {"greaves": "greave cuisse chausse", "breeches": "breeches trouser hose breeks leathers moleskin stocking", "kilt": "kilt skirt cassock", "bound": "wrap binding puttee legging", "chaps": "chap wader gaiter", "tassets": "tasset fauld plate"},
    "armour/feet": {"plated": "sabaton", "shoe": "shoe slipper clog overshoe moccasin pump sandal patten sabot brogue plimsoll felt", "rider": "boot wader galosh"},
    "accessory/amulet": {
        "key": "key", "disc": "medal penny plate token", "star": "star cross", "wings": "wing moth bat", "cage": "~locket cage", "clapper": "clapper", "saint": "saint mother", "seal": "seal", "heart": "heart",
        "whistle": "whistle", "link": "link", "jar": "jar", "pouch": "bag pouch", "torc": "torc", "orange": "orange pomander", "bob": "plumb bob", "collar": "chain", "cup": "cup", "tassel": "aiguillette tassel",
        "fan": "fan", "shoe": "shoe horseshoe", "lens": "pendant lens", "window": "window", "hourglass": "hourglass", "thurible": "thurible censer", "besom": "besom broom", "bottle": "phial vial bottle",
        "spoon": "spoon", "tourniquet": "tourniquet", "stop": "stop",
    },
    "accessory/charm": {
        "paw": "paw foot", "feather": "feather quill plume", "horn": "horn tusk claw", "tooth": "tooth molar", "doll": "doll dolly poppet manikin", "bell": "bell", "eye": "eye", "coin": "coin penny farthing button medal",
        "bottle": "bottle vial phial ~drop", "jar": "jar", "moth": "moth butterfly", "candle": "candle taper wick", "card": "ticket letter page", "place card": "card", "pebble": "stone pebble", "nail": "nail pin needle hook",
        "rivet": "rivet", "cross": "twig cross thorn", "amber": "amber resin", "chestnut": "chestnut conker", "wishbone": "wishbone", "wired": "wired", "seeds": "seed", "turnip": "turnip", "flea": "flea",
        "bird": "bird kingfisher ortolan canary wren", "leaf": "leaf", "thumb": "thumb", "knot": "knot", "die": "die dice", "heart": "heart", "purse": "purse", "bob": "plumb bob", "marble": "taw marble", "mirror": "mirror",
        "arrow": "arrow", "sandwich": "sandwich", "blotter": "blotter", "watch": "minute watch", "shard": "promise shard", "fist": "blow fist", "tumbler": "~dropped tumbler",
    },
    "consumable/draught": {
        "bottle": "draught cordial water gin brandy bitters measure", "wine": "wine claret port red bottling", "tankard": "ale beer stout porter half black", "cup": "cup", "carboy": "carboy",
    },
    "consumable/tonic": {"phial": "quicksap bottled vinegar ~water", "goblet": "ratafia", "coffee pot": "pot coffee", "snuffbox": "snuff", "jug": "switchel", "salts": "salt"},
    "consumable/salve": {"tin": "balm ointment brandy", "shell": "shell", "pot": "grease lard", "jar": "salve", "plaster": "plaster", "poultice": "poultice"},
    "consumable/food": {
        "loaf": "loaf bread bun heel crust toast", "bannock": "bannock", "egg": "egg", "dumplings": "dumpling", "pie": "pie tart", "pasty": "pasty", "cake": "cake", "pudding": "pudding", "roll": "roll",
        "potatoes": "potato", "hare": "hare", "duck": "duck", "crayfish": "crayfish", "bacon": "bacon", "haunch": "haunch ham mutton chop joint leg", "cheese": "cheese", "eel": "eel", "fish": "fish anchovy herring pike salmon carp",
        "bowl": "bowl soup stew broth porridge gruel", "cauldron": "thirty", "platter": "~supper ploughman collation", "sausage": "sausage", "apple": "apple pear plum quince",
    },
    "consumable/scroll": {"book": "book ledger hymnal almanac", "certificate": "certificate bill absolution", "rolled": "writ charter warrant pardon", "menu": "menu", "prescription": "prescription", "letter": "letter", "blank": "rest"},
    "material/ore": {"bars": "bar ingot ~iron steel lead bronze brass silver blacksilver tin copper", "heap": "ore slag clinker rock moon rushbed", "sand": "sand", "swarf": "swarf", "scale": "scale"},
    "material/hide": {"flat": "hide bearhide wolfskin", "rolled": "roll leather", "tail": "fur pelt fleece plush", "strip": "strip eelskin", "scaled": "skin"},
    "material/bone": {"skull": "skull", "fang": "fang tooth tusk", "rib": "rib", "jaw": "jaw jawbone", "crossed": "bones", "long": "bone marrowbone femur shank shin", "knuckle": "knuckle wristbone"},
    "material/herb": {
        "flower": "flower poppy rose bloom lily", "mushroom": "mushroom toadstool puffball", "berry": "berry sloe hip", "root": "root mandrake", "thorn": "thorn bramble briar sedge", "leaves": "leaf parsley dock mint mudmint",
        "fern": "fern", "umbel": "yarrow", "spike": "rosebay", "jointed": "glasswort", "cress": "cress", "thyme": "thyme", "rue": "rue", "woolly": "lintwort", "weed": "weed wickweed",
    },
    "material/cloth": {"skein": "yarn thread skein twine wool", "bolt": "bolt sailcloth velvet silk canvas cloth", "fold": "sacking linen napkin", "sheet": "felt", "scrap": "offcut lining", "surplice": "surplice"},
    "material/wood": {"plank": "plank board pearwood", "branch": "branch stave twig cane wand", "bark": "bark", "logs": "log elm ash", "beam": "baulk", "sprouting": "prop", "splinters": "splinter", "parquet": "parquet", "table": "table"},
    "material/gem": {"geode": "geode agate", "cluster": "crystal beryl", "shard": "shard glass cullet", "drop": "tear amber pearl", "cut": "diamond ruby emerald garnet carat", "cabochon": "opal jet", "flint": "flint", "ripple": "ripple"},
    "material/essence": {
        "flame": "flame fire heat", "drop": "water drop dew blood", "smoke": "smoke fog mist breath sneeze", "star": "spark moonlight", "orb": "echo shadow", "lamp": "lamp", "tallow": "tallow", "light jar": "light spray",
        "goblet": "toast", "mirror": "reflection", "flask": "lye", "watch": "second",
    },
    "material/relic": {
        "key": "key", "mask": "mask face", "candle": "candle wick", "heart": "heart", "crown": "crown", "chalice": "chalice cup basin", "hourglass": "hourglass", "seal": "seal stamp medal", "watch": "watch clock",
        "bell": "bell", "tally": "tally", "dial": "dial", "halter": "halter", "peg": "peg", "ticket": "ticket", "invitation": "card invitation", "leaf": "leaf page", "half sheet": "verdict deed", "letter": "letter",
    },
}  # fmt: skip
"""family -> motif -> words, in the singular. A word with ~ counts only if the name has no other. A word of more than four letters also counts
as the end of a longer one."""


@cache
def _words(family: str) -> dict[str, tuple[bool, str]]:
    """word -> (it is not a weak one, motif)."""
    found = MOTIF_WORDS.get(family, {})
    return {
        word.removeprefix("~"): (not word.startswith("~"), motif) for motif, words in found.items() for word in words.split()
    }


def motif_of_name(family: str, name: str) -> str | None:
    """The motif that a name shows, by its last word that has one; words before "of", "with", "for", "in", "from" and "on" come first.

    family: "kind/family"."""
    parts = re.split(r" (?:of|with|for|in|from|on) ", name.lower())
    for strong in (True, False):
        for part in parts:
            for word in reversed(re.findall(r"[a-z]+(?:'(?!s)[a-z]+)?", part)):
                found = _motif_of_word(family, word)
                if found and (found[0] or not strong):
                    return found[1]
    return None


def _motif_of_word(family: str, word: str) -> tuple[bool, str] | None:
    known = _words(family)
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if form in known:
            return known[form]
        for end in known:
            if len(end) > 4 and form.endswith(end):
                return known[end]
    return None
