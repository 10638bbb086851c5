"""The hall of fame: all seasons, and one season."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from game.presenters.hall import hall_page, season_board_page
from game.queries.hall import hall_seasons, season_page
from game.views.forms import whole_number
from game.views.player import current_player
from game.views.player_page import render_public_page
from game.views.refusals import refusals_as_pages


@require_safe
@never_cache
@refusals_as_pages
def hall(request: HttpRequest) -> HttpResponse:
    viewer, before = current_player(request), whole_number(request.GET, "before", default=0) or None
    page = hall_page(hall_seasons(before), before, viewer.character.id if viewer else None, timezone.now())
    return render_public_page(request, "game/hall.html", page)


@require_safe
@never_cache
@refusals_as_pages
def season(request: HttpRequest, number: int) -> HttpResponse:
    viewer, board = current_player(request), request.GET.get("board")
    own = viewer.character.id if viewer else None
    page = season_board_page(season_page(number, board, own), board, own, timezone.now())
    return render_public_page(request, "game/hall_season.html", page)
