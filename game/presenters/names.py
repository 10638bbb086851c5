"""Names of catalogue entries for pages, with the address of an entry's page in the wiki."""

from game.content import catalogue
from game.content.names import class_name, item_name, monster_name, place_name
from game.content.registry import FOLDERS

__all__ = ["class_name", "entry_name", "item_name", "monster_name", "place_name", "wiki_path"]


def entry_name(kind: str, slug: str) -> str | None:
    """kind: item, monster or place. None for an entry that left the catalogue, and its wiki page with it."""
    entry = catalogue().entries(kind).get(slug)
    return entry.name if entry else None


def wiki_path(kind: str, slug: str) -> str:
    """The path of an entry's page in the wiki. kind: item, monster or place."""
    return f"/wiki/{FOLDERS[kind]}/{slug}/"
