"""Events of the world as a file for calendar programs (RFC 5545): all that are on or come, or one."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from urllib.parse import urlsplit

from game.presenters.calendar_file import alarm, calendar_of, escaped, utc
from game.presenters.event import effect_words, monsters_in_words
from game.queries.event import EventRow


def events_file(rows: Sequence[EventRow], site: str) -> bytes:
    """The same rows give the same file, whenever it is asked for. site: the site's address."""
    base = site.rstrip("/")
    return calendar_of("Events of Veyrholt", chain.from_iterable(_event(row, base) for row in rows))


def _event(row: EventRow, site: str) -> Iterator[str]:
    ends: datetime = row.stopped_at or row.ends_at
    address = f"{site}/events/{row.id}/"
    effect = f"{effect_words(row.xp, row.gold, row.drop)}, for {monsters_in_words(row.marked)}."
    words = "\n\n".join(part for part in (effect, row.text, address) if part)
    yield "BEGIN:VEVENT"
    yield f"UID:event-{row.id}@{urlsplit(site).hostname or 'vvw'}"
    yield f"DTSTAMP:{utc(row.changed_at)}"
    yield f"DTSTART:{utc(row.starts_at)}"
    yield f"DTEND:{utc(max(ends, row.starts_at))}"
    yield f"SUMMARY:{escaped(row.title)}"
    yield f"DESCRIPTION:{escaped(words)}"
    yield f"URL:{address}"
    yield f"STATUS:{'CANCELLED' if row.stopped_at else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    if not row.stopped_at:
        yield from alarm(f"{row.title} begins in an hour", "PT1H")
    yield "END:VEVENT"
