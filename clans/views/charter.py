"""The charter of the own clan: written, looked at before it is kept, and shown again with what was typed when it is refused."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from clans.actions.charter import write_charter
from clans.presenters.charter import charter_page
from clans.queries.membership import access_membership
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import with_refusal


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def charter(request: PlayerRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    text = request.POST.get("text", "")
    if "preview" in request.POST:
        return _page(request, text)
    try:
        kept = write_charter(actor_of(request), text=text)
    except GameError as error:
        if error.code in ("key_reused", "no_clan"):
            raise
        return _page(request, text, error)
    messages.success(request, "The charter is posted." if kept.characters else "The clan has no charter any more.")
    return redirect("clans:charter")


def _page(request: PlayerRequest, typed: str | None = None, error: GameError | None = None) -> HttpResponse:
    page = charter_page(access_membership(request.player.character.id), typed, error)
    return with_refusal(render_player_page(request, "clans/charter.html", page), page.error)
