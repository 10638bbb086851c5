"""Reading the news of the city: pages of them, the latest, one, and the feed. Names come from whom they are of, at most some seconds
old."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from msgspec import Struct

from game.models import NewsEntry
from game.models.ids import NewsId
from game.queries.news_kinds import news_kinds
from game.queries.news_subjects import subject_names
from game.rules.errors import GameError
from vvw_site.foundation import read_through
from vvw_site.foundation.database.statement import Statement
from vvw_site.foundation.read_through import stale_while_revalidate

PAGE = 30
LATEST = 5
FEED = 40
SECONDS = 20
"""How old the cached first pages may be."""


class NewsRow(Struct, frozen=True, array_like=True):
    """text: with {0}, {1} … for the people and the subjects. names: of the people, in the same order; None for somebody who left.
    subjects: the code, and name and path; None for what is gone."""

    id: NewsId
    kind: str
    at: datetime
    text: str
    link: str
    names: list[str | None]
    changed_at: datetime
    subjects: list[tuple[str, tuple[str, str] | None]] = []


class NewsSlice(Struct, frozen=True, array_like=True):
    """more: whether older ones follow."""

    rows: list[NewsRow]
    more: bool


def news(kind: str = "", before: NewsId | None = None, count: int = PAGE) -> NewsSlice:
    """Newest first. kind: only of this kind. before: older than this entry. One statement, and none for a first page that is cached."""
    if before is not None:
        return _slice(kind, before, count)
    return stale_while_revalidate(_key(kind, count), NewsSlice, SECONDS, lambda: _slice(kind, None, count))


def latest() -> list[NewsRow]:
    """For the landing page."""
    return news(count=LATEST).rows


def access_news(news: NewsId) -> NewsRow:
    """One entry that is not hidden. One statement. GameError not_found."""
    found: NewsRow | None = _one().row(news=news)
    if found is None:
        raise GameError("not_found", "There is no such news. What is known stands at /news/.")
    return found


def with_rows(entries: QuerySet[NewsEntry]) -> QuerySet[NewsEntry]:
    """These entries, also hidden ones, each with its NewsRow as JSON under `row`."""
    row = f"(SELECT {_NEWS.format(subjects=subject_names())} FROM game_newsentry n WHERE n.id = game_newsentry.id)"  # noqa: S608
    return entries.annotate(row=RawSQL(row, []))  # noqa: S611 (constants of the code)


def public_news() -> Iterable[tuple[NewsId, datetime]]:
    """(id, when it was changed last), newest first, for the sitemap."""
    return [(NewsId(pk), at) for pk, at in _ALL.rows(limit=SITEMAP_MAX)]


def forget_cached() -> None:
    """The cached first pages are old: something was recorded or hidden."""
    for key in _cached_keys():
        read_through.invalidate(key)


def _slice(kind: str, before: NewsId | None, count: int) -> NewsSlice:
    rows = _rows().rows(kind=kind, before=before, count=count + 1)
    return NewsSlice(rows[:count], len(rows) > count)


def _key(kind: str, count: int) -> str:
    return f"news:{kind}:{count}"


def _cached_keys() -> list[str]:
    return [_key(kind, PAGE) for kind in ("", *news_kinds())] + [_key("", count) for count in (LATEST, FEED)]


SITEMAP_MAX = 2_000
_NEWS = """json_build_array(n.id, n.kind, n.at, n.text, n.link,
    (SELECT coalesce(json_agg(CASE WHEN c.user_id IS NOT NULL AND c.deleted_at IS NULL THEN c.name END ORDER BY p.nth), '[]')
        FROM unnest(n.people) WITH ORDINALITY p(id, nth) LEFT JOIN game_character c ON c.id = p.id), n.changed_at,
    (SELECT coalesce(json_agg(json_build_array(s.code, {subjects}) ORDER BY s.nth), '[]')
        FROM unnest(n.subjects) WITH ORDINALITY s(code, nth)))::text"""


@cache
def _rows() -> Statement:
    """Served by news_shown and news_of_kind."""
    return Statement(
        f"""SELECT {_NEWS.format(subjects=subject_names())} FROM game_newsentry n
WHERE n.hidden_at IS NULL AND (%(kind)s::text = '' OR n.kind = %(kind)s::text)
    AND (%(before)s::bigint IS NULL OR (n.at, n.id) < (SELECT b.at, b.id FROM game_newsentry b WHERE b.id = %(before)s::bigint))
ORDER BY n.at DESC, n.id DESC LIMIT %(count)s::int""",  # noqa: S608 (constants of the code)
        NewsRow,
    )


@cache
def _one() -> Statement:
    news = _NEWS.format(subjects=subject_names())
    return Statement(f"SELECT {news} FROM game_newsentry n WHERE n.id = %(news)s::bigint AND n.hidden_at IS NULL", NewsRow)  # noqa: S608


_ALL = Statement(
    """SELECT json_build_array(id, changed_at)::text FROM game_newsentry WHERE hidden_at IS NULL
    ORDER BY at DESC, id DESC LIMIT %(limit)s::int""",
    tuple[int, datetime],
)
