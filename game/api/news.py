"""The news of the city, for anybody."""

from datetime import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.api.request_reading import Slug
from game.models.ids import NewsId
from game.presenters.news import news_line
from game.queries.news import news
from game.queries.news_kinds import news_kinds
from game.rules.errors import GameError


class NewsQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """kind: only of this kind: raid, find, record, season, event, city or clan. before: `next` of the page before."""

    kind: Slug | UnsetType = UNSET
    before: Annotated[int, Meta(ge=1, lt=10**18)] | UnsetType = UNSET


class PublishedNews(Struct, frozen=True):
    """people: the names in the text of those who still have a page. link: a path of this site, or empty."""

    id: int
    kind: str
    at: datetime
    text: str
    people: list[str]
    link: str


class NewsList(Struct, frozen=True):
    """next: `before` of the next page; null on the last one."""

    news: list[PublishedNews]
    next: int | None


class NewsEndpoint(Endpoint):
    @endpoint(NewsList, query=NewsQuery, open=True, refuses="invalid")
    def get(self, request: ApiRequest[NewsQuery]) -> NewsList:
        """What happened in the city, the newest first, 30 a page."""
        kind, before = request.query.kind or "", request.query.before or None
        if kind and kind not in news_kinds():
            raise GameError("invalid", f"“kind” is one of {', '.join(news_kinds())}.", field="kind")
        found = news(kind, NewsId(before) if before else None)
        lines = [news_line(row) for row in found.rows]
        entries = [
            PublishedNews(
                line.id, line.kind.slug, line.at, line.text, [part.name for part in line.parts if part.name], line.link
            )
            for line in lines
        ]
        return NewsList(entries, found.rows[-1].id if found.more else None)
