"""Where each page lies. The hubs' own words are joined in plan.py to those of the entries, which must never collide."""

from game.content import wiki_urls
from seo_pages import words


def item(slug: str) -> str:
    return f"{wiki_urls.ITEMS}{slug}/"


def monster(slug: str) -> str:
    return f"{wiki_urls.MONSTERS}{slug}/"


def location(slug: str) -> str:
    return f"{wiki_urls.LOCATIONS}{slug}/"


def region(slug: str) -> str:
    return f"{wiki_urls.REGIONS}{slug}/"


def shop(slug: str) -> str:
    """slug: of the region whose shop it is."""
    return f"{wiki_urls.REGIONS}{slug}/shop/"


def dungeon(slug: str) -> str:
    return f"{wiki_urls.DUNGEONS}{slug}/"


def family(kind: str, name: str) -> str:
    """The hub of a family of items. Materials share names with runes and monsters, so the kind stands behind: bone-materials."""
    return f"{wiki_urls.ITEMS}{f'{name}-materials' if kind == 'material' else _slug(words.families(kind, name))}/"


def breed(name: str) -> str:
    """The hub of a family of monsters."""
    return f"{wiki_urls.MONSTERS}{_slug(words.plural(name))}/"


def sort_of_place(name: str) -> str:
    return f"{wiki_urls.LOCATIONS}{_slug(words.plural(name))}/"


def kind(name: str) -> str:
    return f"{wiki_urls.ITEMS}{_slug(words.KINDS[name])}/"


def rarity(name: str) -> str:
    return f"{wiki_urls.ITEMS}{name}/"


def band(section: str, low: int, high: int) -> str:
    """Hub of a span of levels; section: items or monsters."""
    return f"{wiki_urls.WIKI}{section}/levels-{low}-{high}/"


def emblem(kind: str, slug: str) -> str:
    """kind: item, monster or place."""
    return f"{wiki_urls.EMBLEMS}{kind}/{slug}.svg"


def picture(kind: str, slug: str) -> str:
    """The picture for who shares the page, 1200 x 630."""
    return f"{wiki_urls.PICTURES}{kind}/{slug}.png"


def paged(address: str, number: int) -> str:
    return address if number == 1 else f"{address}page-{number}/"


GUIDES = {
    "forge": f"{wiki_urls.RECIPES}forge/", "alchemy": f"{wiki_urls.RECIPES}alchemy/", "set": wiki_urls.SETS, "dungeon": wiki_urls.DUNGEONS,
    "mission": wiki_urls.MISSIONS, "achievement": wiki_urls.ACHIEVEMENTS, "skill": wiki_urls.SKILLS,
}  # fmt: skip


def _slug(heading: str) -> str:
    """The heading of a list as the end of its address: "Body armour" -> "body-armour". Who renames a list moves it."""
    return heading.lower().replace(" ", "-")
