"""The windows of scheduled raids: one opens every six hours, and the bosses take turns."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from game.rules import tuning

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_EVERY = timedelta(hours=tuning.RAID_EVERY_HOURS)


class Window(Struct, frozen=True):
    """A scheduled raid. number: counts the windows, and so names the boss."""

    number: int
    opens_at: datetime
    starts_at: datetime
    ends_at: datetime


def window_at(moment: datetime) -> Window:
    """The window in which the moment lies: the one that opened last."""
    return window_numbered((moment - _EPOCH) // _EVERY)


def window_numbered(number: int) -> Window:
    opens = _EPOCH + number * _EVERY
    starts = opens + timedelta(seconds=tuning.RAID_GATHER_SECONDS)
    return Window(number, opens, starts, starts + timedelta(seconds=tuning.RAID_FIGHT_SECONDS))


def windows_after(moment: datetime, count: int) -> list[Window]:
    """The next windows that have not opened yet."""
    number = window_at(moment).number
    return [window_numbered(number + step) for step in range(1, count + 1)]


def may_open(window: Window, now: datetime) -> bool:
    """Whether the window's raid can still be opened. After the gathering it is missed, and the next window is the next raid."""
    return window.opens_at <= now < window.starts_at


def boss_of(window: Window, bosses: Sequence[str]) -> str:
    """The boss of a window: they take turns in the order of the content."""
    return bosses[window.number % len(bosses)]
