"""Records which catalogue is in force. Each process loads the catalogue itself; the table is its history."""

from msgspec import Struct

from game.content.loading import ContentError, OnProgress, no_progress
from game.content.registry import FIXTURES, load
from game.content.schema import FILES
from game.models import ContentVersion

__all__ = ["ContentError", "Noted", "take_note"]


class Noted(Struct, frozen=True):
    hash: str
    counts: dict[str, int]
    new: bool


def take_note(on_progress: OnProgress = no_progress) -> Noted:
    """Load fixtures/ anew, check them, and keep their hash and counts. ContentError if anything is wrong."""
    content = load(FIXTURES, on_progress)
    counts = {name: len(content.of_file(name)) for name in FILES}
    _, new = ContentVersion.objects.get_or_create(hash=content.hash, defaults={"counts": counts})
    return Noted(content.hash, counts, new)
