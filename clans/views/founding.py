"""Founding a clan, and disbanding it after its name was typed. A refusal shows the form again with what was typed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods
from msgspec import Struct

from clans.actions.found import disband as disband_clan
from clans.actions.found import found
from clans.models import Clan
from clans.queries.membership import access_membership
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import with_refusal


class FoundingPage(Struct, frozen=True):
    """What was typed, and why it was refused."""

    name: str = ""
    tag: str = ""
    error: GameError | None = None


class DisbandPage(Struct, frozen=True):
    clan: Clan
    error: GameError | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def new(request: PlayerRequest) -> HttpResponse:
    if request.method != "POST":
        return render_player_page(request, "clans/new.html", FoundingPage())
    name, tag = request.POST.get("name", "").strip(), request.POST.get("tag", "").strip()
    try:
        founded = found(actor_of(request), name=name, tag=tag)
    except GameError as error:
        if error.code == "key_reused":
            raise
        return with_refusal(render_player_page(request, "clans/new.html", FoundingPage(name[:20], tag[:3], error)), error)
    messages.success(request, f"The clan stands. Its tag is {founded.tag}.")
    return redirect("clans:home")


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def disband(request: PlayerRequest) -> HttpResponse:
    if request.method != "POST":
        return render_player_page(
            request, "clans/disband.html", DisbandPage(access_membership(request.player.character.id).clan)
        )
    try:
        ended = disband_clan(actor_of(request), name=request.POST.get("name", ""))
    except GameError as error:
        if error.field != "name":
            raise
        clan = access_membership(request.player.character.id).clan
        return with_refusal(render_player_page(request, "clans/disband.html", DisbandPage(clan, error)), error)
    back = f" You got {ended.refund} gold back." if ended.refund else ""
    messages.success(request, f"The clan is no more.{back}")
    return redirect("clans:home")
