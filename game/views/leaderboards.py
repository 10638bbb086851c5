"""The leaderboards."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from game.presenters.leaderboards import leaderboard_page
from game.queries.board import ALL_TIME, find_board
from game.queries.daily_rank import find_rank, rank_history
from game.queries.own_rank import board_page
from game.views.forms import text_line, whole_number
from game.views.player import current_player
from game.views.player_page import render_public_page
from game.views.refusals import refusals_as_pages


@require_safe
@never_cache
@refusals_as_pages
def leaderboard(request: HttpRequest, category: str) -> HttpResponse:
    board = find_board(category, request.GET.get("scope") or ALL_TIME)
    page = whole_number(request.GET, "page", low=1, high=1_000_000, default=1)
    name, viewer = text_line(request.GET, "name", longest=20), current_player(request)
    character = viewer.character if viewer else None
    found = board_page(category, board.scope, page=page, character=character)
    shown = leaderboard_page(
        board, found, page, timezone.now(), viewer=character.name if character else "",
        viewer_clan=character.clan_tag if character else "",
        history=rank_history(board, found.board, character.id) if character and found.own else (),
        searched=name, sought=find_rank(board, found.board, name) if name else None,
    )  # fmt: skip
    return render_public_page(request, "game/leaderboard.html", shown)
