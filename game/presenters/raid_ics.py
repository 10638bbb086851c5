"""The calendar of raids as a file for calendar programs (RFC 5545): one event for each window to come."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from msgspec import Struct

from game.content import catalogue
from game.content.raid_windows import Window, boss_of, window_at, windows_after
from game.presenters.raid_frames import title_of
from game.rules import tuning

LINE_OCTETS = 75
REMIND_MINUTES = 10
DAYS = 14
GATHER = "\n\nHunters gather from the start of this event; the fight begins at {:%H:%M} UTC."


class CalendarFile(Struct, frozen=True):
    content: bytes
    etag: str


def calendar_file(now: datetime, site: str) -> CalendarFile:
    """The windows of the next two weeks. Until the next one opens, the file stays the same. site: the site's address."""
    made_at, windows = window_at(now).opens_at, windows_after(now, DAYS * 24 // tuning.RAID_EVERY_HOURS)
    content = as_calendar(windows, made_at=made_at, site=site)
    return CalendarFile(content, f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"')


def as_calendar(windows: Sequence[Window], *, made_at: datetime, site: str) -> bytes:
    """made_at: the time stamp of all events."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vampires vs Werewolves//Raids//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "NAME:Raids of Veyrholt", "X-WR-CALNAME:Raids of Veyrholt", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]  # fmt: skip
    bosses = list(catalogue().raid_bosses)
    for window in windows:
        lines += _event(window, boss_of(window, bosses), made_at, site.rstrip("/"))
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(window: Window, boss: str, made_at: datetime, site: str) -> Iterator[str]:
    raid, title = catalogue().raid_bosses[boss], title_of(boss)
    name = catalogue().monsters[boss].name
    yield "BEGIN:VEVENT"
    yield f"UID:raid-window-{window.number}@{urlsplit(site).hostname or 'vvw'}"
    yield f"DTSTAMP:{utc(made_at)}"
    yield f"DTSTART:{utc(window.opens_at)}"
    yield f"DTEND:{utc(window.ends_at)}"
    yield f"SUMMARY:{escaped(f'{title}: a raid on {name}')}"
    yield f"DESCRIPTION:{escaped(f'{raid.call}{GATHER.format(window.starts_at)} {site}/play/raids/')}"
    yield f"URL:{site}/play/raids/"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(f'{title}: the hunters gather in {REMIND_MINUTES} minutes')}"
    yield f"TRIGGER:-PT{REMIND_MINUTES}M"
    yield "END:VALARM"
    yield "END:VEVENT"


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line break are escaped; other control characters are left out."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(sign for sign in text if sign.isprintable())


def folded(line: str) -> bytes:
    """The line with its end. A line of more than 75 octets goes on in the next one after a space; no character is torn apart."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > LINE_OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
