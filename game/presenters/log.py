"""A page of a character's log: movements of gold and items."""

from msgspec import Struct

from game.models import Transfer
from game.models.holder import of
from game.models.ids import CharacterId


class LogPage(Struct, frozen=True):
    """lines: (movement, whether the character received it), newest first. next: id before which the next page begins."""

    lines: list[tuple[Transfer, bool]]
    next: int | None


def log_page(movements: list[Transfer], character: CharacterId, size: int) -> LogPage:
    """movements: up to `size` and one more, which says that there is another page."""
    shown = movements[:size]
    holder = of(character)
    return LogPage([(m, m.destination == holder) for m in shown], shown[-1].pk if len(movements) > size else None)
