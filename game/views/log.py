"""The log: each movement of gold and things, as the ledger has it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from game.actions import ledger
from game.queries.ledger import log_of
from game.views.forms import whole
from game.views.player import player, show

PAGE = 50


@require_safe
@player
def log(request: HttpRequest) -> HttpResponse:
    me = request.player.character.id
    before = whole(request.GET, "before", default=0) or None
    rows = log_of(me, PAGE + 1, before)
    lines = [(t, t.destination == ledger.of(me)) for t in rows[:PAGE]]
    return show(request, "game/log.html", {
        "lines": lines,
        "next": rows[PAGE - 1].pk if len(rows) > PAGE else None,
    })  # fmt: skip
