"""A letter to all members of the own clan. A refusal shows the form again with what was typed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods
from msgspec import Struct

from clans.actions.circular import write_to_clan
from clans.models import Clan
from clans.presenters.home import rights_of
from clans.queries.membership import access_membership
from game.rules.errors import GameError
from game.rules.mail import SUBJECT_MAX, TEXT_MAX
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import with_refusal


class CircularPage(Struct, frozen=True):
    """subject, text: what was typed and refused."""

    clan: Clan
    may: dict[str, bool]
    tab: str = "circular"
    subject: str = ""
    text: str = ""
    subject_most: int = SUBJECT_MAX
    text_most: int = TEXT_MAX
    error: GameError | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def circular(request: PlayerRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    subject, text = request.POST.get("subject", ""), request.POST.get("text", "")
    try:
        sent = write_to_clan(actor_of(request), subject=subject, text=text)
    except GameError as error:
        if error.code in ("key_reused", "no_clan"):
            raise
        return _page(request, subject, text, error)
    messages.success(request, f"{sent.letters} letter{'' if sent.letters == 1 else 's'} went out.")
    return redirect("clans:circular")


def _page(request: PlayerRequest, subject: str = "", text: str = "", error: GameError | None = None) -> HttpResponse:
    reader = access_membership(request.player.character.id)
    page = CircularPage(reader.clan, rights_of(reader), subject=subject[:400], text=text[:10_000], error=error)
    return with_refusal(render_player_page(request, "clans/circular.html", page), error)
