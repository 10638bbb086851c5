"""Where each page lies. The hubs' own words are joined in plan.py to those of the entries, which must never collide."""


def item(slug: str) -> str:
    return f"/wiki/items/{slug}/"


def monster(slug: str) -> str:
    return f"/wiki/monsters/{slug}/"


def location(slug: str) -> str:
    return f"/wiki/locations/{slug}/"


def region(slug: str) -> str:
    return f"/wiki/regions/{slug}/"


def family(kind: str, name: str) -> str:
    """The hub of a family of items. Runes and materials share names with each other, so the kind stands behind: moon-runes."""
    return f"/wiki/items/{FAMILY_HUBS.get((kind, name), _plural(name) if kind not in ('rune', 'material') else f'{name}-{kind}s')}/"


def breed(name: str) -> str:
    """The hub of a family of monsters."""
    return f"/wiki/monsters/{_plural(name)}/"


def sort_of_place(name: str) -> str:
    return f"/wiki/locations/{_plural(name)}/"


def kind(name: str) -> str:
    return f"/wiki/items/{KIND_HUBS[name]}/"


def rarity(name: str) -> str:
    return f"/wiki/items/{name}/"


def band(section: str, low: int, high: int) -> str:
    """Hub of a span of levels; section: items or monsters."""
    return f"/wiki/{section}/levels-{low}-{high}/"


def emblem(kind: str, slug: str) -> str:
    """kind: item, monster or place."""
    return f"/wiki/emblems/{kind}/{slug}.svg"


def picture(kind: str, slug: str) -> str:
    """The picture for who shares the page, 1200 x 630."""
    return f"/wiki/og/{kind}/{slug}.png"


def paged(address: str, number: int) -> str:
    return address if number == 1 else f"{address}page-{number}/"


GUIDES = {
    "forge": "/wiki/recipes/forge/", "alchemy": "/wiki/recipes/alchemy/", "set": "/wiki/sets/", "dungeon": "/wiki/dungeons/",
    "mission": "/wiki/missions/", "achievement": "/wiki/achievements/", "skill": "/wiki/skills/",
}  # fmt: skip
KIND_HUBS = {
    "weapon": "weapons", "armour": "armour", "accessory": "accessories", "consumable": "consumables", "rune": "runes",
    "material": "materials",
}  # fmt: skip
FAMILY_HUBS = {
    ("armour", "head"): "headgear", ("armour", "body"): "body-armour", ("armour", "hands"): "gloves",
    ("armour", "legs"): "leg-armour", ("armour", "feet"): "footwear", ("weapon", "staff"): "staves",
}  # fmt: skip
_PLURALS = {"wolf": "wolves", "human": "people", "fish": "fish", "library": "libraries", "food": "food", "claws": "claws"}


def _plural(name: str) -> str:
    return _PLURALS.get(name, name + ("es" if name.endswith(("ch", "s")) else "s"))
