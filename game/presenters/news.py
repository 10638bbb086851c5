"""News prepared for display: by day, with names as links where somebody still has a page, and as plain text for the feed."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from msgspec import Struct

from game.queries.news import NewsRow, NewsSlice
from game.queries.news_kinds import NewsKind, news_kinds
from game.queries.news_subjects import gone_words

GONE = "somebody who left"
_PLACE = re.compile(r"\{(\d{1,2})\}")


class NewsPart(Struct, frozen=True):
    """A piece of the text. url: of the page of whom it names, "" for plain text. name: of a living character; None for anything else."""

    text: str
    url: str = ""
    name: str | None = None


class NewsLine(Struct, frozen=True):
    """text: the whole in words. parts: the same in pieces."""

    id: int
    kind: NewsKind
    at: datetime
    text: str
    parts: list[NewsPart]
    link: str
    changed_at: datetime


class NewsDay(Struct, frozen=True):
    day: date
    lines: list[NewsLine]


class NewsPage(Struct, frozen=True):
    """kind: the one that is shown, None for all. kinds: (address, title, icon, whether it is this one). older: the address of the next
    page, empty on the last one. first: whether it is the first page."""

    kind: NewsKind | None
    kinds: list[tuple[str, str, str, bool]]
    days: list[NewsDay]
    older: str
    first: bool


class OneNews(Struct, frozen=True):
    line: NewsLine


def news_page(found: NewsSlice, kind: str, before: int | None) -> NewsPage:
    """kind: a slug, or "" for all."""
    known = news_kinds()
    kinds = [(address(), "Everything", "news", not kind)]
    kinds += [(address(one.slug), one.title, one.icon, one.slug == kind) for one in known.values()]
    older = address(kind, found.rows[-1].id) if found.more else ""
    return NewsPage(known.get(kind), kinds, by_day([news_line(row) for row in found.rows]), older, before is None)


def address(kind: str = "", before: int | None = None) -> str:
    query = [part for part in (f"kind={kind}" if kind else "", f"before={before}" if before else "") if part]
    return f"/news/{'?' if query else ''}{'&'.join(query)}"


def by_day(lines: Sequence[NewsLine]) -> list[NewsDay]:
    """Days of UTC, in the order of the lines."""
    days: dict[date, list[NewsLine]] = {}
    for line in lines:
        days.setdefault(line.at.astimezone(UTC).date(), []).append(line)
    return [NewsDay(day, found) for day, found in days.items()]


def news_line(row: NewsRow) -> NewsLine:
    """A place for somebody whom the entry does not have stays as it was typed."""
    named, parts, end = _named(row), [], 0
    for match in _PLACE.finditer(row.text):
        if int(match[1]) >= len(named):
            continue
        part = named[int(match[1])]
        if not match.start() and not part.url:
            part = NewsPart(part.text[:1].upper() + part.text[1:])
        parts += [NewsPart(row.text[end : match.start()]), part]
        end = match.end()
    parts = [part for part in (*parts, NewsPart(row.text[end:])) if part.text]
    text = "".join(part.text for part in parts)
    kind = news_kinds().get(row.kind) or NewsKind(row.kind, row.kind.capitalize(), "news")
    link = row.link or next((part.url for part in named[len(row.names) :] if part.url), "")
    return NewsLine(row.id, kind, row.at, text, parts, link, row.changed_at)


def _named(row: NewsRow) -> list[NewsPart]:
    """What stands for {0}, {1} …"""
    people = [NewsPart(name, f"/characters/{name}/", name) if name else NewsPart(GONE) for name in row.names]
    return people + [NewsPart(*found) if found else NewsPart(gone_words(code)) for code, found in row.subjects]
