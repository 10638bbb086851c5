"""The day's missions, and taking their rewards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from game.actions import missions as actions
from game.presenters.missions import mission_views, seconds_left
from game.queries.missions import day_of
from game.rules import mission as rules
from game.rules import tuning
from game.views.player import actor_of, player, show


@require_safe
@player
def missions(request: HttpRequest) -> HttpResponse:
    p = request.player
    today = day_of(p.now)
    dealt, left = actions.deal_and_left(p.character, p.now)
    streak = p.character.streak_days if p.character.streak_day >= today - 1 else 0
    return show(request, "game/missions.html", {
        "missions": mission_views(dealt, p.character),
        "left": mission_views(left, p.character),
        "streak": streak,
        "claimed_today": p.character.streak_day == today,
        "streak_most": tuning.STREAK_DAYS_MAX,
        "bonus": rules.with_streak(100, streak + (p.character.streak_day != today)) - 100,
        "day_ends_in": seconds_left(p.now),
    })  # fmt: skip


@require_POST
@player
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    won = actions.claim(actor_of(request), task=pk)
    words = f"{won.gold:,} gold and {won.xp:,} experience are yours." if won.xp else f"{won.gold:,} gold is yours."
    messages.success(request, words + (f" You are level {won.level} now!" if won.level_up else ""))
    return redirect("game:missions")
