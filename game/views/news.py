"""The news of the city: pages, one entry, and the feed. Visitors get them from caches for a short time."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.views.decorators.http import require_safe

from game.models.ids import NewsId
from game.presenters.news import OneNews, news_line, news_page
from game.presenters.news_atom import atom_feed
from game.queries.news import FEED, access_news
from game.queries.news import news as read_news
from game.queries.news_kinds import news_kinds
from game.views.forms import whole_number
from game.views.player_page import render_public_page
from game.views.refusals import refusals_as_pages
from game.views.tagged import public_response

PUBLIC_SECONDS = 30


@require_safe
@refusals_as_pages
def news(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    kind = kind if kind in news_kinds() else ""
    before = whole_number(request.GET, "before", default=0) or None
    page = news_page(read_news(kind, NewsId(before) if before else None), kind, before)
    return _cached(request, render_public_page(request, "game/news.html", page))


@require_safe
@refusals_as_pages
def news_entry(request: HttpRequest, pk: int) -> HttpResponse:
    page = OneNews(news_line(access_news(NewsId(pk))))
    return _cached(request, render_public_page(request, "game/news_entry.html", page))


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    feed = atom_feed([news_line(row) for row in read_news(count=FEED).rows], settings.SITE_URL)
    response = HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")
    return public_response(request, response, seconds=PUBLIC_SECONDS)


def _cached(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Pages of players carry their status strip, so only those of visitors are public."""
    patch_vary_headers(response, ["Cookie"])
    if request.user.is_authenticated or len(get_messages(request)):
        add_never_cache_headers(response)
        return response
    return public_response(request, response, seconds=PUBLIC_SECONDS)
