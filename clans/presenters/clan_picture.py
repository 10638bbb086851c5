"""The picture of a clan for shared links. It names no member, because it is cached longer than names may stay."""

import hashlib

from clans.queries.card import ClanCard
from game import emblems
from game.content.names import people_of
from game.emblems import lettering
from game.emblems.card import LEFT, RIGHT, drawn_card
from game.emblems.palette import FACTION_HUES
from game.emblems.png import png

CARD_VERSION = 1
"""Part of the picture's tag: raise it when the drawing changes."""
SMALLEST = 44
"""The size in pixels at which a word of a name that still fits on no line is cut in two."""


def picture_version(card: ClanCard) -> str:
    """What the drawing depends on, in 12 characters; in the address of the picture, and its ETag."""
    ended = card.disbanded_at is not None
    shown = (
        CARD_VERSION,
        card.name,
        card.picture,
        card.faction,
        card.level,
        card.size,
        card.room,
        f"{card.founded_at:%Y}",
        ended,
    )
    return hashlib.blake2b(repr(shown).encode(), digest_size=6).hexdigest()


def picture_path(card: ClanCard) -> str:
    return f"/clans/{card.tag}/card.png?v={picture_version(card)}"


def clan_picture(card: ClanCard) -> bytes:
    """The PNG of 1200 x 630."""
    return png(picture_svg(card))


def picture_svg(card: ClanCard) -> str:
    hue, chroma = FACTION_HUES[card.faction]
    crest = emblems.clan_crest(card.tag, card.crest.charge, card.crest.colours)
    if card.disbanded_at is not None:
        return drawn_card(f"clan/{card.tag}", hue, 0.02, crest, _in_lines(card.name), f"[{card.tag}] · disbanded", [])
    figures = [("Level", f"{card.level}"), ("Members", f"{card.size} of {card.room}"), ("Since", f"{card.founded_at:%Y}")]
    return drawn_card(
        f"clan/{card.tag}",
        hue,
        chroma,
        crest,
        _in_lines(card.name),
        f"[{card.tag}] · A clan of {people_of(card.faction)}",
        figures,
    )


def _in_lines(name: str) -> str:
    """The name as words: underscores are spaces, and a word that fits on no line is cut in two."""
    words = []
    for word in name.replace("_", " ").split():
        half = -(-len(word) // 2)
        words += [word] if lettering.width(word, SMALLEST) <= RIGHT - LEFT else [word[:half], word[half:]]
    return " ".join(words) or name
