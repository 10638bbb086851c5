"""The line under the status strip that says that an event of the world is on."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from game.presenters.event import effect_words, emblem_of, monsters_in_words, time_left
from game.queries.event_now import EventNow


class EventStrip(Struct, frozen=True):
    """words: to be read after the title. seconds: until it ends. others: how many more are on."""

    id: int
    kind: str
    emblem: str
    title: str
    words: str
    seconds: int
    left: str
    others: int


def event_strip(events: Sequence[EventNow], path: str, now: datetime) -> EventStrip | None:
    """The one that ends first. None without one, and on the pages of events, which say it larger. path: of the page."""
    on = sorted((event for event in events if event.ends_at > now), key=lambda event: event.ends_at)
    if not on or path.startswith("/events/"):
        return None
    first = on[0]
    words = effect_words(first.xp, first.gold, first.drop)
    if first.marked:
        words += f" for {monsters_in_words(first.marked[:2])}{' and others' if len(first.marked) > 2 else ''}"
    seconds = max(1, int((first.ends_at - now).total_seconds()))
    return EventStrip(
        first.id, first.kind, emblem_of(first.kind), first.title, words, seconds, time_left(seconds), len(on) - 1
    )  # fmt: skip
