"""The card of an entry as SVG."""

from game import emblems
from game.content.registry import Catalogue, Entry
from game.content.schema import Item, Monster
from game.emblems.card import drawn_card
from game.emblems.palette import RARITY_HUES, wheel
from seo_pages.cards.wording import figures, subtitle_text

BLOOD = (24, 0.16)


def card(kind: str, entry: Entry, content: Catalogue) -> str:
    """An `<svg>` of 1200 x 630. kind: "item", "monster" or "place"; KeyError for another."""
    home = content.hue_of(entry)
    emblem, (hue, chroma) = emblems.entry_emblem(kind, entry, home), _tint(entry, home)
    seed = f"{kind}/{entry.slug}"
    return drawn_card(seed, hue, chroma, emblem, entry.name, subtitle_text(entry, content), figures(entry, content))


def _tint(entry: Entry, home: int) -> tuple[float, float]:
    """Hue and chroma of the background. home: the hue of the entry's region."""
    if isinstance(entry, Item):
        hue, chroma = RARITY_HUES[entry.rarity]
        return hue, max(chroma, 0.04)
    return BLOOD if isinstance(entry, Monster) and entry.rank == "boss" else (wheel(home), 0.1)
