"""The hall of fame: all seasons, one season, and its sitemap."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from game.presenters.hall import hall_page, season_board_page
from game.presenters.hall_sitemap import hall_sitemap_xml
from game.queries.hall import ended_seasons, hall_seasons, season_page
from game.views.forms import whole_number
from game.views.player import current_player
from game.views.player_page import render_public_page
from game.views.refusals import refusals_as_pages
from vvw_site.foundation.read_through import stale_while_revalidate

SITEMAP_SECONDS = 300


@require_safe
@never_cache
@refusals_as_pages
def hall(request: HttpRequest) -> HttpResponse:
    viewer, before = current_player(request), whole_number(request.GET, "before", default=0) or None
    page = hall_page(hall_seasons(before), before, viewer.character.id if viewer else None)
    return render_public_page(request, "game/hall.html", page)


@require_safe
@never_cache
@refusals_as_pages
def season(request: HttpRequest, number: int) -> HttpResponse:
    viewer, board = current_player(request), request.GET.get("board")
    own = viewer.character.id if viewer else None
    return render_public_page(request, "game/hall_season.html", season_board_page(season_page(number, board, own), board, own))


@require_safe
def hall_sitemap(request: HttpRequest) -> HttpResponse:
    """The ended seasons, newest first; the sitemap index of the wiki names it."""
    xml = stale_while_revalidate(
        "hall sitemap", str, SITEMAP_SECONDS, lambda: hall_sitemap_xml(ended_seasons(), settings.SITE_URL)
    )
    response = HttpResponse(xml, content_type="text/xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={SITEMAP_SECONDS}"
    return response
