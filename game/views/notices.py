"""Everything a character was told, and putting away what was read. To look at a notice does not mark it as read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from game.actions.notices import put_away
from game.queries.notices import notices_of
from game.rules.errors import GameError
from game.views.forms import whole
from game.views.player import actor_of, back_of, player, show

PAGE = 30


@require_safe
@player
def notices(request: HttpRequest) -> HttpResponse:
    before = whole(request.GET, "before", default=0) or None
    found = notices_of(request.player.character.pk, PAGE + 1, before)
    lines = found[:PAGE]
    return show(request, "game/notices.html", {
        "lines": lines,
        "unread": [n for n in lines if n.read_at is None],
        "before": before,
        "next": lines[-1].pk if len(found) > PAGE else None,
    })  # fmt: skip


@require_POST
@player
def notices_read(request: HttpRequest) -> HttpResponse:
    """Marks the notices that the form showed, and no other."""
    shown = request.POST.getlist("notice")
    if not 1 <= len(shown) <= PAGE or not all(n.isascii() and n.isdecimal() and len(n) < 19 for n in shown):
        raise GameError("invalid", "Open the page anew and put away what it shows.", field="notice")
    put_away(actor_of(request), notices=[int(n) for n in shown])
    back = back_of(request)
    return redirect(back if back.startswith("/play/notices/") else "game:dashboard")
