"""The sitemaps of pages that the game makes; the sitemap index of the wiki names them."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from game.presenters.sitemap import sitemap_xml
from game.queries.event import public_events
from game.queries.hall import ended_seasons
from game.queries.news import public_news
from game.queries.raid_sitemap import settled_raids
from vvw_site.foundation.read_through import stale_while_revalidate

SITEMAP_SECONDS = 300


@require_safe
def raid_sitemap(request: HttpRequest) -> HttpResponse:
    """The ended raids, newest first."""
    return sitemap_response("/raids/", settled_raids, has_list=False)


@require_safe
def event_sitemap(request: HttpRequest) -> HttpResponse:
    """The list and each event."""
    return sitemap_response("/events/", public_events)


@require_safe
def hall_sitemap(request: HttpRequest) -> HttpResponse:
    """The hall of fame and the ended seasons, newest first."""
    return sitemap_response("/hall/", ended_seasons)


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """The news and each entry that is not hidden, newest first."""
    return sitemap_response("/news/", public_news)


def sitemap_response(
    folder: str, pages: Callable[[], Iterable[tuple[int | str, datetime]]], *, has_list: bool = True
) -> HttpResponse:
    """The sitemap of the pages below a folder, kept for SITEMAP_SECONDS. pages: (last part of the address, when it changed)."""
    xml = stale_while_revalidate(
        f"sitemap {folder}", str, SITEMAP_SECONDS, lambda: sitemap_xml(folder, pages(), settings.SITE_URL, has_list=has_list)
    )
    response = HttpResponse(xml, content_type="text/xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={SITEMAP_SECONDS}"
    return response
