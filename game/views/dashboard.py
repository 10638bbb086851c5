"""The dashboard: how one stands, what to do next."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from game.actions.missions import deal
from game.content import catalogue
from game.presenters.first_steps import first_steps
from game.queries import dashboard as queries
from game.queries.battle import recent
from game.queries.missions import seconds_left, told
from game.rules import tuning
from game.views.player import player, show


@require_safe
@player
def dashboard(request: HttpRequest) -> HttpResponse:
    p = request.player
    seen = queries.look(p.character, p.now)
    p.wears(seen.worn)
    board = queries.dashboard(p.character, seen, seen.today or deal(p.character, p.now), p.now)
    return show(request, "game/dashboard.html", {
        "hud": board.character,
        "board": board,
        "left": told(seen.left, p.character),
        "wear": p.wear,
        "first_steps": first_steps(p.character, guest=request.user.is_guest),
        "place": catalogue().places.get(board.character.place),
        "day_ends_in": seconds_left(p.now),
        "recent": recent(p.character.pk, 5),
        "hunt_energy": tuning.HUNT_ENERGY,
    })  # fmt: skip
