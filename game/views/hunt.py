"""The hunt page, and hunting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from msgspec import structs

from game.actions import hunt as actions
from game.actions.hunt_series import MOST, hunt_series
from game.presenters.hunt import hunt_in_words, hunt_page, hunt_result
from game.presenters.hunt_series import hunt_report
from game.presenters.odds import hunter_now
from game.presenters.skill_choice import SkillChoice, skill_choice
from game.queries.access import CHOSEN, access_character
from game.queries.battle import recent_battles
from game.queries.hunt_series import battles_between
from game.rules.loadout import NewSkill
from game.views.actor import actor_of
from game.views.drink import WEAK_PERCENT, drink_for, is_below
from game.views.forms import text_line, whole_number
from game.views.player import Player, PlayerRequest
from game.views.player_page import player_page, render_player_page

RECENT_BATTLES = 10
"""So many say how a hunter does at a place."""


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def hunt(request: PlayerRequest) -> HttpResponse:
    if request.method == "POST":
        return _hunt(request)
    player = request.player
    recent = recent_battles(player.character.pk, RECENT_BATTLES)
    page = hunt_page(player.character, player.worn, player.stats, recent, request.GET.get("region", ""), player.now)
    return render_player_page(request, "game/hunt.html", page, drink=drink_for(player.character, player.hud))


def _hunt(request: PlayerRequest) -> HttpResponse:
    """With htmx the result and the changed parts of the status strip; otherwise a redirect to the battle."""
    place = text_line(request.POST, "location")
    if "times" in request.POST:
        return _hunt_series(request, place)
    answer = actions.hunt(actor_of(request), place=place)
    if not request.htmx:
        if request.repeat.at:
            messages.success(request, hunt_in_words(answer))
        return redirect("game:battle", pk=answer.battle_id)
    result = hunt_result(answer, place, request.player.now)
    context = structs.asdict(result) | {
        "answer": answer,
        "needs_repair": answer.wear,
        "weak": is_below(answer, WEAK_PERCENT),
        "drink": drink_for(request.player.character, answer, WEAK_PERCENT),
        "choice": _choice(_player_after(request)) if _needs_choice(answer.new_skills) else None,
    }
    return render(request, "game/hunted.html", context)


def _hunt_series(request: PlayerRequest, place: str) -> HttpResponse:
    times = whole_number(request.POST, "times", low=1, high=MOST)
    answer = hunt_series(actor_of(request), place=place, times=times)
    report = reverse("game:hunt_report", args=[answer.hunts[0].battle_id, answer.hunts[-1].battle_id])
    return redirect(f"{report}?stopped={answer.stopped_by}")


@require_safe
@player_page
def report(request: PlayerRequest, first: int, last: int) -> HttpResponse:
    player = request.player
    battles = battles_between(player.character, first, last)
    page = hunt_report(player.character, battles, request.GET.get("stopped", ""), player.now)
    return render_player_page(
        request, "game/hunt_report.html", page, choice=_choice(player) if _needs_choice(page.new_skills) else None
    )


def _needs_choice(learnt: list[NewSkill]) -> bool:
    """Whether a skill found no free slot."""
    return not all(skill.slotted for skill in learnt)


def _player_after(request: PlayerRequest) -> Player:
    """The player as the hunt left it, read again: request.player is as it was before."""
    return Player(access_character(request.user, request.session.get(CHOSEN)) or request.player.character)


def _choice(player: Player) -> SkillChoice | None:
    return skill_choice(player.character, hunter_now(player.character, player.stats, player.now))
