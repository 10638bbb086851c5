"""The dashboard: how one stands, what to do next."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from game.actions.missions import deal
from game.content import catalogue
from game.presenters import dashboard as presenter
from game.presenters.battle_lines import battle_lines
from game.presenters.first_steps import first_steps
from game.presenters.missions import mission_views, seconds_left
from game.queries.battle import recent_battles
from game.queries.board import board as leaderboard
from game.queries.dashboard import dashboard_snapshot
from game.rules import tuning
from game.views.player import player, show


@require_safe
@player
def dashboard(request: HttpRequest) -> HttpResponse:
    p = request.player
    seen = dashboard_snapshot(p.character, p.now)
    p.wears(seen.worn)
    today = seen.today or deal(p.character, p.now)
    board = presenter.dashboard(p.character, seen, today, leaderboard("level").rows, p.now)
    return show(request, "game/dashboard.html", {
        "hud": board.character,
        "board": board,
        "left": mission_views(seen.left, p.character),
        "wear": p.wear,
        "first_steps": first_steps(p.character, guest=request.user.is_guest),
        "place": catalogue().places.get(board.character.place),
        "day_ends_in": seconds_left(p.now),
        "recent": battle_lines(recent_battles(p.character.pk, 5)),
        "hunt_energy": tuning.HUNT_ENERGY,
    })  # fmt: skip
