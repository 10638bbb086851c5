"""Names of catalogue entries for pages, with the address of an entry's page in the wiki."""

from game.content import catalogue, wiki_urls
from game.content.names import class_name, item_name, mission_name, monster_name, place_name, skill_name
from game.models.transfer import GOLD, amount_in_words

__all__ = [
    "amount_in_words", "asset_name", "class_name", "entry_name", "item_name", "mission_name", "monster_name", "place_name", "skill_name", "wiki_path",
]  # fmt: skip


def asset_name(asset: str) -> str:
    """asset: of a ledger movement: gold or an item's slug."""
    return "gold" if asset == GOLD else item_name(asset)


def entry_name(kind: str, slug: str) -> str | None:
    """kind: item, monster or place. None for an entry that left the catalogue, and its wiki page with it."""
    entry = catalogue().entries(kind).get(slug)
    return entry.name if entry else None


def wiki_path(kind: str, slug: str) -> str:
    """The path of an entry's page in the wiki. kind: item, monster or place."""
    return wiki_urls.entry_page(kind, slug)
