"""The dashboard: the character's state and what to do next."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from game.actions.missions import deal
from game.presenters import dashboard as presenter
from game.queries.battle import recent_battles
from game.queries.board import board
from game.queries.dashboard import dashboard_snapshot
from game.views.drink import drink_for
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page

RECENT_BATTLES = 10
"""So many say how a hunter does at a place."""


@require_safe
@player_page
def dashboard(request: PlayerRequest) -> HttpResponse:
    character, now = request.player.character, request.player.now
    snapshot = dashboard_snapshot(character, now)
    shown = presenter.dashboard(character, snapshot, snapshot.today or deal(character, now), board("level").top, now)
    recent = recent_battles(character.pk, RECENT_BATTLES)
    page = presenter.dashboard_page(character, shown, snapshot, recent, now, guest=request.user.is_guest)
    return render_player_page(
        request, "game/dashboard.html", page, hud=shown.character, drink=drink_for(character, shown.character)
    )
