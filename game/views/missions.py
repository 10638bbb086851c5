"""The day's missions, and claiming their rewards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from game.actions import missions as actions
from game.presenters.missions import missions_page
from game.presenters.new_skills import new_skills_in_words
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import back_or


@require_safe
@player_page
def missions(request: PlayerRequest) -> HttpResponse:
    character, now = request.player.character, request.player.now
    today, left = actions.deal_and_left(character, now)
    return render_player_page(request, "game/missions.html", missions_page(character, today, left, now))


@require_POST
@player_page
def claim(request: PlayerRequest, pk: int) -> HttpResponse:
    reward = actions.claim(actor_of(request), task=pk)
    words = f"{reward.gold:,} gold and {reward.xp:,} experience are yours." if reward.xp else f"{reward.gold:,} gold is yours."
    messages.success(
        request,
        words + (f" You are level {reward.level} now!" if reward.level_up else "") + new_skills_in_words(reward.new_skills),
    )
    return redirect(back_or(request, [reverse("game:hunt")], "game:missions"))
