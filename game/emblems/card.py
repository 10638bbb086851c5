"""A card of 1200 x 630, the picture that other sites show beside a shared link: an emblem on the left; a name, a subtitle and figures
on the right; the game's name at the bottom. png.py makes a picture of it."""

from functools import cache
from xml.sax.saxutils import escape

from game import emblems
from game.emblems import lettering, night
from game.emblems.palette import oklch

GAME = "Vampires vs Werewolves"
LEFT, RIGHT = 628, 1140
"""The left and right edge of the text, in pixels."""
PAPER, MUTED, GOLD = oklch(0.95, 0.015, 90), oklch(0.82, 0.02, 270), oklch(0.83, 0.11, 85)
Figures = list[tuple[str, str]]
"""(label, value), at most three."""


def drawn_card(
    seed: str, hue: float, chroma: float, emblem: str, name: str, subtitle: str, numbers: Figures, backdrop: str = ""
) -> str:
    """An `<svg>`. hue, chroma: of the background (night.py). emblem: an `<svg>`. backdrop: elements between sky and emblem."""
    lines, size = name_lines(name)
    subtitle_lines, subtitle_size = _subtitle_lines(subtitle)
    step = round(size * 1.06)
    tall = step * len(lines) + 14 + 40 * len(subtitle_lines) + (122 if numbers else 0)
    top = 272 - tall / 2
    parts = [night.night(seed, hue, chroma), backdrop, _nested(emblem, 56, 51, 528), _border(hue, chroma)]
    parts += [_text(LEFT, top + size * 0.8 + i * step, text, size, PAPER) for i, text in enumerate(lines)]
    y = top + step * len(lines) + 34
    tint = oklch(0.84, max(0.05, chroma * 0.7), hue)
    parts += [_text(LEFT, y + i * 40, text, subtitle_size, tint, 400) for i, text in enumerate(subtitle_lines)]
    parts += [_numbers(numbers, y + 40 * len(subtitle_lines)), _footer()]
    shape = f'width="{night.WIDE}" height="{night.TALL}" viewBox="0 0 {night.WIDE} {night.TALL}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {shape} font-family="{lettering.FACE}">{"".join(parts)}</svg>'


def name_lines(name: str) -> tuple[list[str], int]:
    """The lines of the name and their size in pixels: two lines if they can be large, otherwise three. ValueError if it fits in no
    size."""
    try:
        return lettering.fit(name, RIGHT - LEFT, range(92, 63, -4), 2)
    except ValueError:
        return lettering.fit(name, RIGHT - LEFT, range(76, 43, -4), 3)


def _subtitle_lines(subtitle: str) -> tuple[list[str], int]:
    """The lines of the subtitle, broken only between its parts, and their size in pixels."""
    unbroken = subtitle.replace(" ", "\u00a0").replace("·\u00a0", "· ")
    lines, size = lettering.fit(unbroken, RIGHT - LEFT, range(32, 25, -1), 2)
    return [line.removesuffix("\u00a0·") for line in lines], size


def _numbers(numbers: Figures, y: float) -> str:
    """Up to three columns, each with a value above its label, and thin lines between them."""
    out, x = [], float(LEFT)
    column = (RIGHT - LEFT) / 3
    for i, (label, value) in enumerate(numbers):
        size = lettering.fit(value, column - 26, range(50, 23, -1), 1)[1]
        if i:
            out.append(f'<path d="M{x - 14:.0f} {y + 6:.0f}v72" stroke="{MUTED}" stroke-width="1.5" stroke-opacity=".35"/>')
        out += [_text(x, y + 42, value, size, GOLD), _text(x, y + 78, label, 26, MUTED, 400)]
        x += column
    return "".join(out)


def _border(hue: float, chroma: float) -> str:
    colour = oklch(0.6, chroma, hue)
    return f'<path d="M14 14H1186V616H14Z" fill="none" stroke="{colour}" stroke-width="3" stroke-opacity=".75"/>'


@cache
def _footer() -> str:
    at = RIGHT - lettering.width(GAME, 32)
    crests = _nested(emblems.crest("vampire"), at - 116, 548, 52) + _nested(emblems.crest("werewolf"), at - 64, 548, 52)
    return crests + _text(at, 584, GAME, 32, PAPER)


def _nested(svg: str, x: float, y: float, size: float) -> str:
    return svg.replace("<svg ", f'<svg x="{x:.0f}" y="{y:.0f}" width="{size:.0f}" height="{size:.0f}" ', 1)


def _text(x: float, y: float, text: str, size: float, colour: str, weight: int = 700) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:.0f}" font-weight="{weight}" fill="{colour}">{escape(text)}</text>'
