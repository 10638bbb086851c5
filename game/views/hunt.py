"""Choosing a place, and hunting there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from game.actions import hunt as actions
from game.actions.hunt_answer import HuntAnswer
from game.content import catalogue
from game.presenters.battle_lines import battle_lines
from game.presenters.places import regions_for
from game.queries.battle import recent_battles
from game.rules import tuning
from game.views.forms import line
from game.views.player import Player, actor_of, player, show


@require_http_methods(["GET", "HEAD", "POST"])
@player
def hunt(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _hunted(request)
    character = request.player.character
    return show(request, "game/hunt.html", {
        "regions": regions_for(character, request.GET.get("region", "")),
        "last": catalogue().places.get(character.place),
        "recent": battle_lines(recent_battles(character.pk, 6)),
        "wear": request.player.wear,
        "hunt_energy": tuning.HUNT_ENERGY,
    })  # fmt: skip


def _hunted(request: HttpRequest) -> HttpResponse:
    """Without htmx: a redirect to the battle's page. With it: what the hunt gave, and the new parts of the status strip."""
    place = line(request.POST, "location")
    answer = actions.hunt(actor_of(request), place=place)
    if not request.htmx:
        if request.repeat.at:
            messages.success(request, _told(answer))
        return redirect("game:battle", pk=answer.battle_id)
    return render(request, "game/hunted.html", {
        "answer": answer,
        "loot": [(catalogue().items[loot.item], loot.quantity) for loot in answer.loot],
        "monster": catalogue().monsters[answer.monster.slug],
        "place": catalogue().places[place],
        "hunt_energy": tuning.HUNT_ENERGY,
        "wear": answer.wear,
        "recent": [_line(request.player, answer, place)],
    })  # fmt: skip


def _told(answer: HuntAnswer) -> str:
    """A hunt in one line, for who has sent its form twice."""
    name = answer.monster.name
    return f"You beat {name}: {answer.xp:,} XP and {answer.gold:,} gold." if answer.won else f"{name} beat you."


def _line(player: Player, answer: HuntAnswer, place: str) -> dict[str, object]:
    """The hunt as the newest line of the latest fights."""
    return {
        "id": answer.battle_id, "monster": answer.monster.slug, "name": answer.monster.name, "at": player.now,
        "place": place, "won": answer.won, "xp": answer.xp, "gold": answer.gold,
    }  # fmt: skip
