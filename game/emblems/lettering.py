"""The font of the cards: its files, the width of a text, and line breaks that fit a width.

The font files come from a Python package, so that a picture has the same bytes on every machine.
"""

from functools import cache, lru_cache
from itertools import combinations, pairwise
from pathlib import Path

import font_source_serif_pro
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

FACE = "Source Serif Pro"
_FILES = Path(font_source_serif_pro.__file__).parent / "files"
FONTS = {700: _FILES / "SourceSerifPro-Bold.ttf", 400: _FILES / "SourceSerifPro-Regular.ttf"}
"""By weight."""


@cache
def _advances(weight: int) -> tuple[dict[int, int], int]:
    """The advance width of each character by code point, and the units per em that the widths are measured in."""
    with TTFont(FONTS[weight], lazy=True) as font:
        widths = font["hmtx"]
        return {point: widths[glyph][0] for point, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: int = 700) -> float:
    """The width of a line in pixels, without kerning. KeyError for a character that the font does not have."""
    advances, em = _advances(weight)
    return sum(advances[ord(sign)] for sign in text) * size / em


@lru_cache(maxsize=1024)
def outline(text: str, x: float, y: float, size: float, weight: int = 700) -> str:
    """The letters of a line as the data of one SVG path, from (x, y) on the base line. KeyError as in width."""
    advances, em = _advances(weight)
    with TTFont(FONTS[weight], lazy=True) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
        for sign in text:
            glyphs[names[ord(sign)]].draw(TransformPen(pen, (size / em, 0, 0, -size / em, x, y)))
            x += advances[ord(sign)] * size / em
    commands: str = pen.getCommands()
    return commands


def fit(text: str, max_width: float, sizes: range, max_lines: int) -> tuple[list[str], int]:
    """The lines and their size in pixels: the first of `sizes` (descending) at which the text fits.

    It uses as few lines as possible, and of all line breaks those whose longest line is shortest. Lines break at plain spaces
    only. ValueError if the text does not fit at the smallest size.
    """
    words = text.split(" ")
    for size in sizes:
        for count in range(1, min(max_lines, len(words)) + 1):
            candidates = [_broken(words, cuts) for cuts in combinations(range(1, len(words)), count - 1)]
            longest, lines = min((max(width(line, size) for line in lines), lines) for lines in candidates)
            if longest <= max_width:
                return lines, size
    raise ValueError(f"“{text}” does not fit into {max_width} pixels at {sizes[-1]}")


def _broken(words: list[str], cuts: tuple[int, ...]) -> list[str]:
    ends = (0, *cuts, len(words))
    return [" ".join(words[a:b]) for a, b in pairwise(ends)]
