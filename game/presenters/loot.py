"""What fights brought, for pages."""

from collections.abc import Iterable

from game.content import catalogue
from game.content.schema import Item

FoundItem = tuple[Item | None, str, int]
"""An item (None when it left the catalogue), its slug, and how many."""


def found_items(loot: Iterable[tuple[str, int]]) -> list[FoundItem]:
    """loot: slugs and quantities."""
    items = catalogue().items
    return [(items.get(slug), slug, quantity) for slug, quantity in loot]
