"""The address of each page. Lists and entries share folders, so plan.py checks that no two pages have the same address."""

from game.content import wiki_urls
from seo_pages import nouns, words


def item(slug: str) -> str:
    return f"{wiki_urls.ITEMS}{slug}/"


def monster(slug: str) -> str:
    return f"{wiki_urls.MONSTERS}{slug}/"


def place(slug: str) -> str:
    return f"{wiki_urls.LOCATIONS}{slug}/"


def region(slug: str) -> str:
    return f"{wiki_urls.REGIONS}{slug}/"


def shop(slug: str) -> str:
    """slug: of the shop's region."""
    return f"{wiki_urls.REGIONS}{slug}/shop/"


def dungeon(slug: str) -> str:
    return f"{wiki_urls.DUNGEONS}{slug}/"


def family(kind: str, name: str) -> str:
    """The list of a family of items. Families of materials share names with runes and monsters, so the kind is appended:
    bone-materials."""
    return f"{wiki_urls.ITEMS}{f'{name}-materials' if kind == 'material' else _slug(nouns.families(kind, name))}/"


def breed(name: str) -> str:
    """The list of a family of monsters."""
    return f"{wiki_urls.MONSTERS}{_slug(nouns.heading(name))}/"


def region_monsters(slug: str) -> str:
    """The list of a region's monsters. slug: of the region."""
    return f"{wiki_urls.MONSTERS}{slug}/"


def class_page(slug: str) -> str:
    return f"{wiki_urls.CLASSES}{slug}/"


def letter(name: str) -> str:
    return f"{wiki_urls.LETTERS}{name}/"


def place_kind(name: str) -> str:
    return f"{wiki_urls.LOCATIONS}{_slug(nouns.heading(name))}/"


def kind(name: str) -> str:
    return f"{wiki_urls.ITEMS}{_slug(words.KINDS[name])}/"


def rarity(name: str) -> str:
    return f"{wiki_urls.ITEMS}{name}/"


def band(section: str, low: int, high: int) -> str:
    """The list of a span of levels. section: items or monsters."""
    return f"{wiki_urls.WIKI}{section}/levels-{low}-{high}/"


def emblem(kind: str, slug: str) -> str:
    """kind: item, monster or place."""
    return f"{wiki_urls.EMBLEMS}{kind}/{slug}.svg"


def picture(kind: str, slug: str) -> str:
    """The sharing picture, 1200 x 630."""
    return f"{wiki_urls.PICTURES}{kind}/{slug}.png"


ANY_PICTURE = f"{wiki_urls.PICTURES}any.png".removeprefix("/")
"""The file that stands in for a sharing picture that is not drawn yet."""


def paged(address: str, number: int) -> str:
    return address if number == 1 else f"{address}page-{number}/"


def file_path(address: str) -> str:
    """The file of an address, as a path in the build: "/wiki/items/" -> "wiki/items/index.html"."""
    path = address.removeprefix("/")
    return f"{path}index.html" if path.endswith("/") else path


GUIDES = {
    "forge": f"{wiki_urls.RECIPES}forge/", "alchemy": f"{wiki_urls.RECIPES}alchemy/", "set": wiki_urls.SETS, "dungeon": wiki_urls.DUNGEONS,
    "mission": wiki_urls.MISSIONS, "achievement": wiki_urls.ACHIEVEMENTS, "skill": wiki_urls.SKILLS,
}  # fmt: skip


def _slug(heading: str) -> str:
    """The heading of a list as the end of its address: "Body armour" -> "body-armour". Renaming a list changes its address."""
    return heading.lower().replace(" ", "-")
