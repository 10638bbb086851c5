"""Choosing a place, and hunting there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from game.actions import hunt as actions
from game.content import catalogue
from game.queries.battle import recent
from game.queries.places import regions_for
from game.rules import tuning
from game.views.forms import line
from game.views.player import by, player, show


@require_http_methods(["GET", "POST"])
@player
def hunt(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _hunted(request)
    character = request.player.character
    return show(request, "game/hunt.html", {
        "regions": regions_for(character, request.GET.get("region", "")),
        "last": catalogue().locations.get(character.place),
        "recent": recent(character.pk, 6),
        "hunt_energy": tuning.HUNT_ENERGY,
    })  # fmt: skip


def _hunted(request: HttpRequest) -> HttpResponse:
    """Without htmx: on to the battle's page. With it: what the hunt gave, and the strip at the top anew."""
    place = line(request.POST, "location")
    answer = actions.hunt(by(request), location=place)
    if not request.htmx:
        return redirect("game:battle", pk=answer.battle_id)
    return render(request, "game/hunted.html", {
        "answer": answer,
        "loot": [(catalogue().items[loot.item], loot.quantity) for loot in answer.loot],
        "monster": catalogue().monsters[answer.monster.slug],
        "place": catalogue().locations[place],
        "hunt_energy": tuning.HUNT_ENERGY,
        "energy_max": tuning.ENERGY_MAX,
    })  # fmt: skip
