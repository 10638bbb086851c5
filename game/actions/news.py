"""Recording news of the city. A happening is told once: by its kind and its key, however often it is recorded."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection
from msgspec import Struct

from game.actions.transaction import EffectContext
from game.models import NewsEntry
from game.models.ids import CharacterId
from game.queries.news import forget_cached
from game.queries.news_kinds import news_kinds


class NewNews(Struct, frozen=True):
    """text: plain text of at most 400 characters with {0}, {1} … where the names of `people`, and behind them those of `subjects`, are to
    stand. Names are never written into it. subjects: codes of queries/news_subjects.py. key: at most 60 characters. link: a path of this
    site; without one, the page of the first subject is linked. at: when it happened; None for now."""

    kind: str
    key: str
    text: str
    link: str = ""
    people: Sequence[CharacterId] = ()
    at: datetime | None = None
    subjects: Sequence[str] = ()


def record(
    kind: str,
    key: str,
    text: str,
    link: str = "",
    people: Iterable[CharacterId] = (),
    at: datetime | None = None,
    subjects: Iterable[str] = (),
) -> bool:
    """Record one happening in the caller's transaction, if there is one. False if it was recorded before. One statement.
    ValueError for a kind that is not registered."""
    return record_all([NewNews(kind, key, text, link, tuple(people), at, tuple(subjects))]) == 1


def record_all(news: Sequence[NewNews]) -> int:
    """Record many in one statement. Returns how many are new."""
    if unknown := {one.kind for one in news} - news_kinds().keys():
        raise ValueError(f"kinds of news that are not registered: {', '.join(sorted(unknown))}")
    if not news:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, {
            "kinds": [one.kind for one in news], "keys": [one.key for one in news],
            "texts": [one.text[: NewsEntry.TEXT_MAX] for one in news], "links": [one.link[:200] for one in news],
            "people": ["{" + ",".join(str(int(person)) for person in one.people) + "}" for one in news],
            "subjects": ["{" + ",".join(one.subjects) + "}" for one in news],
            "moments": [one.at for one in news],
        })  # fmt: skip
        recorded: int = cursor.rowcount
    if recorded:
        EffectContext().after_commit(forget_cached)
    return recorded


# In the order of the keys, so that two that record the same do not wait for each other in a circle.
_RECORD = """INSERT INTO game_newsentry (kind, key, text, link, people, subjects, at)
SELECT kind, key, text, link, people::bigint[], subjects::text[], coalesce(at, statement_timestamp())
FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(texts)s::text[], %(links)s::text[], %(people)s::text[], %(subjects)s::text[],
    %(moments)s::timestamptz[]) AS n(kind, key, text, link, people, subjects, at)
ORDER BY kind, key ON CONFLICT (kind, key) DO NOTHING"""
