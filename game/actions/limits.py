"""Pauses between actions of one kind. The moment of the last one is in the character's row, so that no second store has to
agree with it, and two at once cannot both be the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings

from game.rules.errors import GameError

_unpaced: ContextVar[bool] = ContextVar("unpaced", default=False)


@contextmanager
def unpaced() -> Iterator[None]:
    """A context without limits, for what the site does by itself, such as filling a demo world."""
    token = _unpaced.set(True)
    try:
        yield
    finally:
        _unpaced.reset(token)


def is_paced() -> bool:
    """Whether limits are enforced here and now."""
    return settings.LIMITS_ENFORCED and not _unpaced.get()


def pause(last: datetime | None, now: datetime, milliseconds: int) -> None:
    """GameError too_fast when the last action was less than that ago. The bench settings do not enforce it."""
    if last is not None:
        pause_since((now - last).total_seconds(), milliseconds)


def pause_since(seconds: float, milliseconds: int) -> None:
    """The same for an action whose last one was that many seconds ago. A negative number: the clock was set back, or is that of
    another machine. Up to the pause it counts as too soon, further back as long ago, so that nobody waits until a clock catches up."""
    if abs(seconds) < milliseconds / 1000 and is_paced():
        raise GameError("too_fast", "One at a time: wait a moment and try again.", retry_after=-(-milliseconds // 1000))
