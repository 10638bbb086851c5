"""The player's own achievements, and the title that the character wears."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from game.actions.titles import wear_title
from game.presenters.achievements import achievements_page
from game.queries.achievements import own_achievements
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_safe
@player_page
def achievements(request: PlayerRequest) -> HttpResponse:
    character = request.player.character
    page = achievements_page(own_achievements(character.id), character.title)
    return render_player_page(request, "game/achievements.html", page)


@require_POST
@player_page
def title(request: PlayerRequest) -> HttpResponse:
    worn = wear_title(actor_of(request), title=request.POST.get("title", "")[:60])
    messages.success(request, "You wear it now." if worn.title else "You go by your name alone.")
    return redirect("game:achievements")
