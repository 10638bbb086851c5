"""How the city's news name clans: as they are called now."""

from game.queries import news_kinds, news_subjects
from game.queries.news_kinds import NewsKind
from game.queries.news_subjects import NewsSubject

KIND, SUBJECT = "clan", "clan"
# Served by the primary key.
_NAMES = """SELECT json_build_array(k.name || ' [' || k.tag || ']', '/clans/' || k.tag || '/') FROM clans_clan k
    WHERE k.id = split_part(s.code, ':', 2)::bigint AND k.disbanded_at IS NULL"""


def register_news() -> None:
    news_kinds.register(NewsKind(KIND, "Clans", "banner"))
    news_subjects.register(NewsSubject(SUBJECT, _NAMES, "a clan that is no more"))


def subject_of(clan: int) -> str:
    """A clan's code in the subjects of news."""
    return f"{SUBJECT}:{clan}"
