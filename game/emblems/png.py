"""An SVG as PNG. The same drawing gives the same bytes on every machine."""

from functools import cache

from resvg import render, usvg

from game.emblems import lettering

_IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


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
