"""A player's own statistics: as they were computed last, and asking for them. Reading never writes."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from game.actions.stats import ask_for_stats
from game.presenters.stats import stats_page
from game.queries.stats import stats_of
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_safe
@player_page
def stats(request: PlayerRequest) -> HttpResponse:
    return render_player_page(request, "game/stats.html", stats_page(stats_of(request.player.character.id)))


@require_POST
@player_page
def ask(request: PlayerRequest) -> HttpResponse:
    ask_for_stats(actor_of(request))
    return redirect("game:stats")
