"""The pictures for shared links (Open Graph): cards rendered as PNG. The same content gives the same bytes on every machine."""

from game.content.registry import Catalogue
from game.emblems.png import png
from seo_pages.cards import card


def picture(kind: str, slug: str, content: Catalogue) -> bytes:
    """The PNG of 1200 x 630 for an item, a monster or a place. KeyError for an unknown kind or slug."""
    return png(card(kind, content.entries(kind)[slug], content))
