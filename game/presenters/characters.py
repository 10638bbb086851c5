"""The characters of an account."""

from msgspec import Struct

from game.models import Character
from game.rules import tuning


class CharactersPage(Struct, frozen=True):
    """gone: deleted characters that can still be restored. playing: id of the one that is played. most: per account."""

    living: list[Character]
    gone: list[Character]
    playing: int | None
    most: int


def characters_page(living: list[Character], gone: list[Character], playing: Character | None) -> CharactersPage:
    return CharactersPage(living, gone, playing.pk if playing else None, tuning.CHARACTERS_PER_ACCOUNT)


def played_of(living: list[Character], chosen: int | None) -> Character | None:
    """The chosen character; without one the character that was played last. None for an account without characters."""
    return next((c for c in living if c.pk == chosen), None) or max(living, key=lambda c: (c.seen_at, -c.pk), default=None)
