"""The face that cards are set in: where its files lie, how wide its words are, how a name is broken to fit.

The files come with a package, never from the machine, so that a picture has the same bytes wherever it is made.
"""

from functools import cache, lru_cache
from itertools import combinations, pairwise
from pathlib import Path

import font_source_serif_pro
from fontTools.ttLib import TTFont

FACE = "Source Serif Pro"
_FILES = Path(font_source_serif_pro.__file__).parent / "files"
FONTS = {700: _FILES / "SourceSerifPro-Bold.ttf", 400: _FILES / "SourceSerifPro-Regular.ttf"}
"""By weight."""


@cache
def _advances(weight: int) -> tuple[dict[int, int], int]:
    """How far each character moves the pen, by code point, in units of which the em has the second number."""
    with TTFont(FONTS[weight], lazy=True) as font:
        widths = font["hmtx"]
        return {point: widths[glyph][0] for point, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: int = 700) -> float:
    """Pixels that a line takes, kerning left aside. KeyError for a character that the face does not have."""
    advances, em = _advances(weight)
    return sum(advances[ord(sign)] for sign in text) * size / em


def fit(text: str, room: float, sizes: range, most: int) -> tuple[list[str], int]:
    """Lines and their size in pixels: the largest of the sizes (falling) at which the text takes at most so many lines.

    Among the ways to break it the one with the shortest longest line is taken, with no more lines than are needed.
    It is broken at plain spaces only. ValueError when even the smallest size does not do.
    """
    words = text.split(" ")
    for size in sizes:
        for count in range(1, min(most, len(words)) + 1):
            ways = [_broken(words, cuts) for cuts in combinations(range(1, len(words)), count - 1)]
            longest, lines = min((max(width(line, size) for line in lines), lines) for lines in ways)
            if longest <= room:
                return lines, size
    raise ValueError(f"“{text}” does not fit into {room} pixels at {sizes[-1]}")


def _broken(words: list[str], cuts: tuple[int, ...]) -> list[str]:
    ends = (0, *cuts, len(words))
    return [" ".join(words[a:b]) for a, b in pairwise(ends)]
