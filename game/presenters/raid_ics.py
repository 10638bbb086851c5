"""The calendar of raids as a file for calendar programs (RFC 5545): one event for each window to come."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from urllib.parse import urlsplit

from game.content import catalogue
from game.content.raid_windows import Window, boss_of, window_at, windows_after
from game.presenters.calendar_file import alarm, calendar_of, escaped, utc
from game.presenters.raid_frames import title_of
from game.rules import tuning

REMIND_MINUTES = 10
DAYS = 14
GATHER = "\n\nHunters gather from the start of this event; the fight begins at {:%H:%M} UTC."


def calendar_file(now: datetime, site: str) -> bytes:
    """The windows of the next two weeks. Until the next one opens, the file stays the same. site: the site's address."""
    windows = windows_after(now, DAYS * 24 // tuning.RAID_EVERY_HOURS)
    return as_calendar(windows, made_at=window_at(now).opens_at, site=site)


def as_calendar(windows: Sequence[Window], *, made_at: datetime, site: str) -> bytes:
    """made_at: the time stamp of all events."""
    bosses, base = list(catalogue().raid_bosses), site.rstrip("/")
    lines = chain.from_iterable(_event(window, boss_of(window, bosses), made_at, base) for window in windows)
    return calendar_of("Raids of Veyrholt", lines)


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
    yield from alarm(f"{title}: the hunters gather in {REMIND_MINUTES} minutes", f"PT{REMIND_MINUTES}M")
    yield "END:VEVENT"
