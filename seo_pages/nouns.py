"""Nouns of the catalogue with their article and plural: families of items and monsters, kinds of places."""

_FAMILIES = {
    ("armour", "head"): ("headgear", "Headgear"), ("armour", "body"): ("body armour", "Body armour"),
    ("armour", "hands"): ("gloves", "Gloves"), ("armour", "legs"): ("leg armour", "Leg armour"),
    ("armour", "feet"): ("footwear", "Footwear"), ("weapon", "claws"): ("claws", "Claws"), ("weapon", "staff"): ("staff", "Staves"),
    ("consumable", "food"): ("food", "Food"), ("material", "cloth"): ("cloth", "Cloth"), ("material", "wood"): ("wood", "Wood"),
}  # fmt: skip
_MASS = frozenset({
    ("armour", "head"), ("armour", "body"), ("armour", "legs"), ("armour", "feet"), ("consumable", "food"), ("material", "ore"),
    ("material", "cloth"), ("material", "wood"),
})  # fmt: skip
"""Families whose noun takes no "a": one says "rare headgear"."""
_COUNTED = {("armour", "hands"): ("pair", "pairs"), ("weapon", "claws"): ("set", "sets")}
"""Families whose noun is a plural, with what one counts them by: "a rare pair of gloves"."""
IRREGULAR = {"wolf": "wolves", "fish": "fish", "human": "people", "staff": "staves"}
_VOWEL_SOUND = ("hour", "heir", "honest", "honour")
_CONSONANT_SOUND = ("one", "once", "use", "usa", "usu", "uni", "eu", "ewe")
"""Beginnings of words whose sound differs from their letter: "an hour", "a unicorn"."""


def an(words: str) -> str:
    """ "uncommon axe" -> "an uncommon axe"; by sound: "an hour", "a one-eyed cat"."""
    first = words.lower()
    if first.startswith(_CONSONANT_SOUND) and not first.startswith("unin"):
        return f"a {words}"
    return f"an {words}" if first[:1] in ("a", "e", "i", "o", "u") or first.startswith(_VOWEL_SOUND) else f"a {words}"


def plural(noun: str) -> str:
    """ "wolf" -> "wolves", "quarry" -> "quarries", "alley" -> "alleys", "witch" -> "witches"."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u"):
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "s", "x", "z")) else "s")


def heading(noun: str) -> str:
    """The plural as the name of a list: "wolf" -> "Wolves"."""
    return plural(noun).capitalize()


def family(kind: str, name: str) -> str:
    """The noun of a family: ("armour", "head") -> "headgear", ("rune", "moon") -> "moon rune", ("weapon", "axe") -> "axe"."""
    if kind == "rune":
        return f"{name} rune"
    return _FAMILIES.get((kind, name), (name, ""))[0]


def families(kind: str, name: str) -> str:
    """The name of a family as a heading. The address of its list is made from the heading."""
    if kind == "rune":
        return f"{name.capitalize()} runes"
    return _FAMILIES.get((kind, name), ("", heading(name)))[1]


def one(kind: str, name: str, adjective: str) -> str:
    """One item of a family in a sentence: "a rare axe", "an epic pair of gloves", "rare headgear"."""
    noun = family(kind, name)
    if (kind, name) in _MASS:
        return f"{adjective} {noun}"
    return an(f"{adjective} {_unit(kind, name)}{noun}")


def another(kind: str, name: str) -> str:
    """ "Another axe", "Another pair of gloves", "Other headgear"."""
    more = "Other" if (kind, name) in _MASS else "Another"
    return f"{more} {_unit(kind, name)}{family(kind, name)}"


def many(kind: str, name: str) -> str:
    """Several of a family after a number: "axes", "pairs of gloves", "pieces of headgear"."""
    if (kind, name) in _MASS:
        return f"pieces of {family(kind, name)}"
    if counted := _COUNTED.get((kind, name)):
        return f"{counted[1]} of {family(kind, name)}"
    return families(kind, name).lower()


def _unit(kind: str, name: str) -> str:
    counted = _COUNTED.get((kind, name))
    return f"{counted[0]} of " if counted else ""
