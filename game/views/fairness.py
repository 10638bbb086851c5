"""How the dice work: the procedure, and a player's seeds."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from game.actions.fairness import reveal_seed
from game.presenters.fairness import fairness_page
from game.queries.fairness import seeds_of
from game.views.actor import actor_of
from game.views.form_draft import render_with_draft
from game.views.forms import text_line
from game.views.player import PlayerRequest, current_player
from game.views.player_page import player_page, render_public_page


@require_safe
@never_cache
def fairness(request: HttpRequest) -> HttpResponse:
    viewer = current_player(request)
    page = fairness_page(seeds_of(viewer.character.pk) if viewer else [])
    return render_with_draft(request, lambda: render_public_page(request, "game/fairness.html", page))


@require_POST
@player_page
def rotate(request: PlayerRequest) -> HttpResponse:
    """Reveals the current seed. client_seed: the player's part of the next one."""
    reveal_seed(actor_of(request), client_seed=text_line(request.POST, "client_seed", longest=64))
    messages.success(request, "Your seed is open, and the next one is in use.")
    return redirect("game:fairness")
