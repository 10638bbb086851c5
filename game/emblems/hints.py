"""The form that an item's name suggests: a cap is drawn as a hat, a ham as a ham. Otherwise the form is random."""

import re
from functools import cache

FORM_WORDS = {
    "weapon/sabre": {"falchion": "falchion cleaver chopper machete", "hooked": "sickle scythe hook reaper", "broken": "broken snapped half stub", "notched": "notched saw toothed"},
    "weapon/axe": {"single": "hatchet", "double": "double", "spike": "pick pickaxe mattock poleaxe", "moon": "crescent moon bardiche", "hammer": "adze maul"},
    "weapon/mace": {"block": "maul hammer mallet gavel sledge", "skull": "skull head", "ball": "star flail morningstar ball", "cone": "pestle club cudgel"},
    "weapon/spear": {"trident": "trident fork pitchfork tines leister", "glaive": "glaive halberd bill scythe partisan", "barbed": "harpoon gaff boathook", "winged": "boar winged"},
    "weapon/dagger": {"kris": "kris wave", "stiletto": "stiletto needle bodkin awl nail pin skewer spike", "saw": "saw bread", "twin": "shears scissors pair twin", "wedge": "cleaver chisel wedge", "leaf": "trowel leaf"},
    "weapon/bow": {"crossbow": "crossbow arbalest", "long": "longbow flatbow", "horn": "horn hornbow"},
    "weapon/claws": {"sickle": "sickle rake hooks tines scythes", "katar": "punch push fist katar", "talons": "fingerstalls thimbles talons fingers nails feet"},
    "weapon/staff": {"skull": "skull", "lantern": "lantern lamp candle taper", "coil": "crook crozier shepherd", "moon": "moon crescent", "antlers": "antler branch"},
    "armour/head": {"hood": "hood cowl", "circlet": "circlet crown coronet tiara wreath", "horned": "horned antler horns", "great": "helm bucket kettle pot", "hat": "hat cap bonnet tricorn topper brim", "mask": "mask beak visor veil blindfold"},
    "armour/body": {"cuirass": "cuirass breastplate boilerplate plate", "coat": "coat greatcoat tailcoat waistcoat jacket pelisse cloak", "robe": "robe gown shroud cassock apron smock shift", "mail": "mail hauberk chain chainmail", "ribs": "rib ribs carapace cage"},
    "armour/hands": {"mitten": "mitten mitt muff", "laced": "glove gloves", "fist": "fist fists gauntlets gauntlet knuckles", "bracer": "cuff cuffs bracer bracers vambraces sleeves wraps wristlets", "clawed": "claws talons"},
    "armour/legs": {"greaves": "greaves cuisses", "breeches": "breeches trousers hose", "kilt": "kilt skirt skirts", "bound": "wraps bindings puttees leggings", "chaps": "chaps waders gaiters", "tassets": "tassets faulds plates"},
    "armour/feet": {"plated": "sabatons sabaton", "shoe": "shoe shoes slippers clogs overshoes moccasins pumps sandals", "rider": "boots waders"},
    "accessory/amulet": {"key": "key", "shield": "badge shield plate", "star": "star cross", "wings": "wing moth bat", "cage": "cage locket phial"},
    "accessory/charm": {"paw": "paw foot", "feather": "feather quill plume", "horn": "horn tooth fang tusk claw", "doll": "doll poppet manikin", "bell": "bell", "eye": "eye", "coin": "coin penny token seal tally button medal", "bottle": "bottle phial jar", "moth": "moth midge butterfly wasp", "candle": "candle taper wick", "card": "card ticket letter page leaf", "pebble": "stone pebble amber resin", "nail": "nail pin needle arrow hook", "cross": "cross twig thorn"},
    "consumable/draught": {},
    "consumable/tonic": {},
    "consumable/salve": {"tin": "tin", "shell": "shell", "pot": "pot poultice", "jar": "jar"},
    "consumable/food": {"loaf": "loaf bread bun roll heel crust toast", "pie": "pie pasty tart pudding cake", "haunch": "haunch ham bacon mutton chop joint leg", "cheese": "cheese", "fish": "fish eel eels herring pike salmon carp", "bowl": "bowl soup stew broth porridge gruel", "sausage": "sausage sausages pudding", "apple": "apple pear plum quince"},
    "consumable/scroll": {"book": "book ledger hymnal almanac", "torn": "torn page half", "rolled": "writ charter warrant"},
    "material/ore": {"bars": "bar bars ingot pig iron steel lead", "heap": "ore slag clinker rock salt"},
    "material/hide": {"rolled": "roll bolt", "tail": "fur pelt fleece"},
    "material/bone": {"skull": "skull", "fang": "fang fangs tooth teeth tusk", "rib": "rib ribs", "jaw": "jaw jawbone", "crossed": "bone marrowbone knuckle shin"},
    "material/herb": {"flower": "flower poppy rose bloom lily", "mushroom": "mushroom cap toadstool puffball", "berry": "berry berries sloe hip", "root": "root mandrake", "thorn": "thorn bramble briar sedge", "leaves": "leaf leaves parsley dock sprig"},
    "material/cloth": {"skein": "yarn thread skein twine wool", "bolt": "bolt sailcloth velvet silk", "fold": "sacking sheet linen napkin"},
    "material/wood": {"plank": "plank board oak", "branch": "branch stave twig cane wand root", "bark": "bark", "logs": "log"},
    "material/gem": {"geode": "geode agate", "cluster": "crystal crystals salt", "shard": "shard glass cullet", "drop": "drop tear amber pearl", "cut": "diamond ruby carat"},
    "material/essence": {"flame": "flame fire breath heat", "drop": "water tear drop dew blood", "smoke": "smoke fog mist breath draught", "star": "light spark moonlight", "orb": "echo shadow"},
    "material/relic": {"key": "key", "mask": "mask face", "candle": "candle lamp wick", "heart": "heart", "crown": "crown", "chalice": "cup chalice basin", "hourglass": "hour glass clock", "letter": "card letter ticket leaf page writ deed invitation", "seal": "seal tally stamp medal"},
}  # fmt: skip
"""family -> form -> words in a name that suggest it."""


@cache
def _forms(family: str) -> dict[str, str]:
    return {word: form for form, words in FORM_WORDS.get(family, {}).items() for word in words.split()}


def form_of_name(family: str, name: str) -> str | None:
    """The form that the name suggests, by its last word that suggests one. Words after "with" or "of" do not count."""
    known = _forms(family)
    words = re.findall(r"[a-z]+", name.lower().replace("'s", "").split(" with ")[0].split(" of ")[0])
    for word in reversed(words):
        form = known.get(word) or known.get(word.removesuffix("s")) or next((known[w] for w in known if len(w) > 4 and word.endswith(w)), None)  # fmt: skip
        if form:
            return form
    return None
