"""The kinds of news. Later features register theirs."""

from msgspec import Struct


class NewsKind(Struct, frozen=True):
    """slug: stored and in addresses; it never changes. title: for people. icon: of static/img/icons.svg."""

    slug: str
    title: str
    icon: str


RAID, FIND, SEASON, RECORD, EVENT, CITY = "raid", "find", "season", "record", "event", "city"
_kinds: dict[str, NewsKind] = {}


def register(kind: NewsKind) -> None:
    """In the order in which pages show them."""
    _kinds[kind.slug] = kind


def news_kinds() -> dict[str, NewsKind]:
    """All kinds by slug."""
    return dict(_kinds)


for _kind in (
    NewsKind(RAID, "Raids", "flame"), NewsKind(FIND, "Finds", "chest"), NewsKind(RECORD, "Records", "trophy"),
    NewsKind(SEASON, "Seasons", "medal"), NewsKind(EVENT, "Events", "moon"), NewsKind(CITY, "From the city", "news"),
):  # fmt: skip
    register(_kind)
