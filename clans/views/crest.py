"""The crest of the own clan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from clans.actions.charter import choose_crest
from clans.presenters.charter import crest_page
from clans.queries.membership import access_membership
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def crest(request: PlayerRequest) -> HttpResponse:
    if request.method != "POST":
        return render_player_page(request, "clans/crest.html", crest_page(access_membership(request.player.character.id)))
    own = "own" in request.POST
    choose_crest(
        actor_of(request), charge="" if own else request.POST.get("charge", ""),
        colours="" if own else request.POST.get("colours", ""),
    )  # fmt: skip
    messages.success(request, "The crest hangs over the door.")
    return redirect("clans:crest")
