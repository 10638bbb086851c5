"""The character's notices, and marking them as read. Showing a notice does not mark it: a script sends the form once the page was
looked at, and without scripts its button does."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from game.actions.notices import put_away
from game.presenters.notices import KIND_WORDS, notices_page
from game.queries.notices import notices_of
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.forms import whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import back_of

PAGE = 30


@require_safe
@player_page
def notices(request: PlayerRequest) -> HttpResponse:
    before = whole_number(request.GET, "before", default=0) or None
    kind = request.GET.get("kind", "")
    if kind and kind not in KIND_WORDS:
        raise GameError("invalid", "There are no notices of that kind.", field="kind")
    found = notices_of(request.player.character.pk, PAGE + 1, before, kind)
    return render_player_page(request, "game/notices.html", notices_page(found, PAGE, kind, request.player.now), before=before)


@require_POST
@player_page
def notices_read(request: PlayerRequest) -> HttpResponse:
    """Marks only the notices that the form showed: a newer one stays unread."""
    shown = request.POST.getlist("notice")
    if not 1 <= len(shown) <= PAGE or not all(n.isascii() and n.isdecimal() and len(n) < 19 for n in shown):
        raise GameError("invalid", "Open the page anew and put away what it shows.", field="notice")
    put_away(actor_of(request), notices=[int(n) for n in shown])
    back = back_of(request)
    return redirect(back if back.startswith("/play/notices/") else "game:dashboard")
