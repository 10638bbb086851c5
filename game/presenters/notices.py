"""A page of a character's notices."""

from msgspec import Struct

from game.models import Notice


class NoticesPage(Struct, frozen=True):
    """lines: newest first. unread: those of them that were not read. next: id before which the next page begins."""

    lines: list[Notice]
    unread: list[Notice]
    next: int | None


def notices_page(notices: list[Notice], size: int) -> NoticesPage:
    """notices: up to `size` and one more, which says that there is another page."""
    shown = notices[:size]
    return NoticesPage(shown, [n for n in shown if n.read_at is None], shown[-1].pk if len(notices) > size else None)
