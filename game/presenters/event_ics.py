"""Events of the world as a file for calendar programs (RFC 5545): all that are on or come, or one."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from game.presenters.event import effect_words, monsters_in_words
from game.presenters.raid_ics import CalendarFile, escaped, folded, utc
from game.queries.event import EventRow

NAME = "Events of Veyrholt"
REMIND = "-PT1H"


def events_file(rows: Sequence[EventRow], site: str) -> CalendarFile:
    """The same rows give the same file, whenever it is asked for. site: the site's address."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vampires vs Werewolves//Events//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"NAME:{NAME}", f"X-WR-CALNAME:{NAME}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    for row in rows:
        lines += _event(row, site.rstrip("/"))
    lines.append("END:VCALENDAR")
    content = b"".join(folded(line) for line in lines)
    return CalendarFile(content, f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"')


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
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(f'{row.title} begins in an hour')}"
        yield f"TRIGGER:{REMIND}"
        yield "END:VALARM"
    yield "END:VEVENT"
