"""The news of the city: pages, one entry, and the feed. Visitors get them from caches for a short time."""

import hashlib

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, get_conditional_response, patch_vary_headers
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

PUBLIC = "public, max-age=30"


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
    return _public(request, HttpResponse(feed, content_type="application/atom+xml; charset=utf-8"))


def _cached(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Pages of players carry their status strip, so only those of visitors are public."""
    patch_vary_headers(response, ["Cookie"])
    if request.user.is_authenticated or len(get_messages(request)):
        add_never_cache_headers(response)
        return response
    return _public(request, response)


def _public(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 if the client has this content."""
    etag = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    response["ETag"], response["Cache-Control"] = etag, PUBLIC
    return get_conditional_response(request, etag=etag, response=response) or response
