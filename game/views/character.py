"""The character sheet: spend attribute points and choose skills."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from game.actions import character as actions
from game.presenters.character import ATTRIBUTE_MAX, ATTRIBUTES, character_page
from game.presenters.growth import growth_page
from game.presenters.odds import hunter_now
from game.presenters.skill_choice import skill_choice
from game.views.actor import actor_of
from game.views.forms import whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page, render_question


@require_safe
@player_page
def character(request: PlayerRequest) -> HttpResponse:
    player = request.player
    page = character_page(player.character, player.stats, player.worn)
    choice = skill_choice(player.character, hunter_now(player.character, player.stats, player.now))
    return render_player_page(request, "game/character.html", page, choice=choice)


@require_POST
@player_page
def points(request: PlayerRequest) -> HttpResponse:
    """Shows what the points would change. The form of that page sends `sure`, which spends them."""
    wanted = {name: whole_number(request.POST, name, high=ATTRIBUTE_MAX, default=0) for name in ATTRIBUTES}
    if request.POST.get("sure") != "1":
        return render_question(request, "game/growth.html", growth_page(request.player.character, request.player.worn, wanted))
    spent = actions.spend_points(actor_of(request), points=wanted)
    messages.success(request, f"You have grown. {spent.unspent} {'point is' if spent.unspent == 1 else 'points are'} left.")
    return redirect("game:character")


@require_POST
@player_page
def loadout(request: PlayerRequest) -> HttpResponse:
    """Takes the skills in the order of the form; empty fields are left out."""
    chosen = [slug for slug in request.POST.getlist("skill")[:10] if slug]
    actions.choose_loadout(actor_of(request), skills=chosen)
    messages.success(request, "That is how you will fight.")
    return redirect("game:character")
