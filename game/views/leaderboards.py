"""The leaderboards."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from game.presenters.leaderboards import leaderboard_page
from game.queries.board import board, board_and_rank
from game.views.player import current_player
from game.views.player_page import render_public_page
from game.views.refusals import refusals_as_pages


@require_safe
@never_cache
@refusals_as_pages
def leaderboard(request: HttpRequest, category: str) -> HttpResponse:
    viewer = current_player(request)
    shown, rank = board_and_rank(category, viewer.character) if viewer else (board(category), None)
    return render_public_page(request, "game/leaderboard.html", leaderboard_page(shown, category, rank))
