"""News prepared for display: by day, with names as links where somebody still has a page, and as plain text for the feed."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from msgspec import Struct

from game.queries.news import NewsRow, NewsSlice
from game.queries.news_kinds import NewsKind, news_kinds

GONE = "somebody who left"
_PERSON = re.compile(r"\{(\d{1,2})\}")


class NewsPart(Struct, frozen=True):
    """A piece of the text. name: of a living character, whose page it links to; None for plain text."""

    text: str
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
    """A place for a person that the entry does not have stays as it was typed."""
    parts, end = [], 0
    for match in _PERSON.finditer(row.text):
        if int(match[1]) >= len(row.names):
            continue
        name = row.names[int(match[1])]
        parts += [NewsPart(row.text[end : match.start()]), NewsPart(name or GONE, name)]
        end = match.end()
    parts = [part for part in (*parts, NewsPart(row.text[end:])) if part.text]
    if parts and parts[0].text == GONE and parts[0].name is None:
        parts[0] = NewsPart(GONE.capitalize())
    text = "".join(part.text for part in parts)
    kind = news_kinds().get(row.kind) or NewsKind(row.kind, row.kind.capitalize(), "news")
    return NewsLine(row.id, kind, row.at, text, parts, row.link, row.changed_at)
