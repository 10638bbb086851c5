"""The pictures for shared links (Open Graph): cards rendered as PNG. The same content gives the same bytes on every machine."""

from functools import cache

from resvg import render, usvg

from game.content.registry import Catalogue
from seo_pages.cards import card, lettering

_IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def picture(kind: str, slug: str, content: Catalogue) -> bytes:
    """The PNG of 1200 x 630 for an item, a monster or a place. KeyError for an unknown kind or slug."""
    return png(card(kind, content.entries(kind)[slug], content))


def png(svg: str) -> bytes:
    """An SVG as PNG, in its own size. ValueError if it is not SVG."""
    return bytes(render(usvg.Tree.from_str(svg, _options()), _IDENTITY))


@cache
def _options() -> usvg.Options:
    """Cached, because loading the fonts takes longer than drawing a card."""
    options = usvg.Options.default()
    for file in lettering.FONTS.values():
        options.load_font_file(str(file))
    options.font_family = lettering.FACE
    return options
