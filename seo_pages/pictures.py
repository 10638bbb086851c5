"""Open Graph pictures: cards made into PNGs. The same content gives the same bytes on every machine."""

from functools import cache

from resvg import render, usvg

from game.content.registry import Catalogue
from seo_pages.cards import card, lettering

_AS_IT_IS = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def picture(kind: str, slug: str, content: Catalogue) -> bytes:
    """The PNG, 1200 x 630, of an item, a monster or a place. KeyError for a kind or slug that is not there."""
    return png(card(kind, content.entries(kind)[slug], content))


def png(svg: str) -> bytes:
    """A drawing as PNG in its own size. ValueError if it is not SVG."""
    return bytes(render(usvg.Tree.from_str(svg, _options()), _AS_IT_IS))


@cache
def _options() -> usvg.Options:
    """Reading the fonts takes longer than drawing a card, so it is done once per process."""
    options = usvg.Options.default()
    for file in lettering.FONTS.values():
        options.load_font_file(str(file))
    options.font_family = lettering.FACE
    return options
