"""Where each page lies. The hubs' own words are joined in plan.py to those of the entries, which must never collide."""

from seo_pages import words


def item(slug: str) -> str:
    return f"/wiki/items/{slug}/"


def monster(slug: str) -> str:
    return f"/wiki/monsters/{slug}/"


def location(slug: str) -> str:
    return f"/wiki/locations/{slug}/"


def region(slug: str) -> str:
    return f"/wiki/regions/{slug}/"


def shop(slug: str) -> str:
    """slug: of the region whose shop it is."""
    return f"/wiki/regions/{slug}/shop/"


def dungeon(slug: str) -> str:
    return f"/wiki/dungeons/{slug}/"


def family(kind: str, name: str) -> str:
    """The hub of a family of items. Materials share names with runes and monsters, so the kind stands behind: bone-materials."""
    return f"/wiki/items/{f'{name}-materials' if kind == 'material' else _slug(words.families(kind, name))}/"


def breed(name: str) -> str:
    """The hub of a family of monsters."""
    return f"/wiki/monsters/{_slug(words.plural(name))}/"


def sort_of_place(name: str) -> str:
    return f"/wiki/locations/{_slug(words.plural(name))}/"


def kind(name: str) -> str:
    return f"/wiki/items/{_slug(words.KINDS[name])}/"


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


def _slug(heading: str) -> str:
    """The heading of a list as the end of its address: "Body armour" -> "body-armour". Who renames a list moves it."""
    return heading.lower().replace(" ", "-")
