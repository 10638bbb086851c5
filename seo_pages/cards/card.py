"""The card of an entry or of a list, as SVG: emblem on the left, name, line and figures on the right, the game at the foot."""

from functools import cache
from xml.sax.saxutils import escape

from game import emblems
from game.content.registry import Catalogue, Entry
from game.content.schema import Item, Monster
from game.emblems.palette import RARITY_HUES, oklch, wheel
from seo_pages.cards import background, lettering
from seo_pages.cards.wording import Figures, figures, line

GAME = "Vampires vs Werewolves"
LEFT, RIGHT = 628, 1140
"""Where words begin and the furthest that they reach."""
BLOOD = (24, 0.16)
PAPER, MUTED, GOLD = oklch(0.95, 0.015, 90), oklch(0.82, 0.02, 270), oklch(0.83, 0.11, 85)


def card(kind: str, entry: Entry, content: Catalogue) -> str:
    """A whole `<svg>` of 1200 x 630. kind: "item", "monster" or "place"; KeyError for another."""
    home = content.hue_of(entry)
    emblem, (hue, chroma) = emblems.entry_emblem(kind, entry, home), _tint(entry, home)
    seed = f"{kind}/{entry.slug}"
    return _sheet(seed, hue, chroma, _nest(emblem, 56, 51, 528), entry.name, line(entry, content), figures(entry, content))


def _tint(entry: Entry, home: int) -> tuple[float, float]:
    """Hue and chroma of the night behind it. home: hue of its region."""
    if isinstance(entry, Item):
        hue, chroma = RARITY_HUES[entry.rarity]
        return hue, max(chroma, 0.04)
    return BLOOD if isinstance(entry, Monster) and entry.rank == "boss" else (wheel(home), 0.1)


def _sheet(seed: str, hue: float, chroma: float, picture: str, name: str, told: str, numbers: Figures) -> str:
    lines, size = name_lines(name)
    under, small = _under(told)
    step = round(size * 1.06)
    tall = step * len(lines) + 14 + 40 * len(under) + (122 if numbers else 0)
    top = 272 - tall / 2
    parts = [background.night(seed, hue, chroma), picture, _edge(hue, chroma)]
    parts += [_text(LEFT, top + size * 0.8 + i * step, text, size, PAPER) for i, text in enumerate(lines)]
    y = top + step * len(lines) + 34
    tint = oklch(0.84, max(0.05, chroma * 0.7), hue)
    parts += [_text(LEFT, y + i * 40, text, small, tint, 400) for i, text in enumerate(under)]
    parts += [_numbers(numbers, y + 40 * len(under)), _foot()]
    shape = f'width="{background.WIDE}" height="{background.TALL}" viewBox="0 0 {background.WIDE} {background.TALL}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {shape} font-family="{lettering.FACE}">{"".join(parts)}</svg>'


def name_lines(name: str) -> tuple[list[str], int]:
    """Two lines when they can be large, otherwise three. ValueError when no size of ours does."""
    try:
        return lettering.fit(name, RIGHT - LEFT, range(92, 63, -4), 2)
    except ValueError:
        return lettering.fit(name, RIGHT - LEFT, range(76, 43, -4), 3)


def _under(told: str) -> tuple[list[str], int]:
    """The line under the name, broken between its parts alone, and its size."""
    kept = told.replace(" ", "\u00a0").replace("·\u00a0", "· ")
    lines, size = lettering.fit(kept, RIGHT - LEFT, range(32, 25, -1), 2)
    return [line.removesuffix("\u00a0·") for line in lines], size


def _numbers(numbers: Figures, y: float) -> str:
    """Value above label, a thin rule between neighbours."""
    out, x = [], float(LEFT)
    room = (RIGHT - LEFT) / 3
    for i, (label, value) in enumerate(numbers):
        size = lettering.fit(value, room - 26, range(50, 23, -1), 1)[1]
        if i:
            out.append(f'<path d="M{x - 14:.0f} {y + 6:.0f}v72" stroke="{MUTED}" stroke-width="1.5" stroke-opacity=".35"/>')
        out += [_text(x, y + 42, value, size, GOLD), _text(x, y + 78, label, 26, MUTED, 400)]
        x += room
    return "".join(out)


def _edge(hue: float, chroma: float) -> str:
    colour = oklch(0.6, chroma, hue)
    return f'<path d="M14 14H1186V616H14Z" fill="none" stroke="{colour}" stroke-width="3" stroke-opacity=".75"/>'


@cache
def _foot() -> str:
    at = RIGHT - lettering.width(GAME, 32)
    crests = _nest(emblems.crest("vampire"), at - 116, 548, 52) + _nest(emblems.crest("werewolf"), at - 64, 548, 52)
    return crests + _text(at, 584, GAME, 32, PAPER)


def _nest(svg: str, x: float, y: float, size: float) -> str:
    return svg.replace("<svg ", f'<svg x="{x:.0f}" y="{y:.0f}" width="{size:.0f}" height="{size:.0f}" ', 1)


def _text(x: float, y: float, text: str, size: float, colour: str, weight: int = 700) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size:.0f}" font-weight="{weight}" fill="{colour}">{escape(text)}</text>'
