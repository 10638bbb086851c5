"""One member, and what may be done about it; leaving."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe
from msgspec import Struct

from clans.actions import membership as actions
from clans.models import Clan
from clans.presenters.members import MemberLine, member_lines
from clans.queries.members import clan_mates
from clans.queries.membership import access_membership
from game.models.ids import CharacterId
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


class MemberPage(Struct, frozen=True):
    clan: Clan
    line: MemberLine
    is_alone: bool


@require_safe
@player_page
def member(request: PlayerRequest, pk: int) -> HttpResponse:
    reader = access_membership(request.player.character.id)
    lines = member_lines(clan_mates(reader.clan.id), reader)
    line = next((line for line in lines if line.mate.id == pk), None)
    if line is None:
        raise GameError("not_found", "There is nobody like that in your clan.")
    return render_player_page(request, "clans/member.html", MemberPage(reader.clan, line, len(lines) == 1))


@require_POST
@player_page
def rank(request: PlayerRequest, pk: int) -> HttpResponse:
    changed = actions.change_rank(actor_of(request), member=CharacterId(pk), rank=request.POST.get("rank", ""))  # type: ignore[arg-type]
    messages.success(request, f"The rank is {changed.rank} now.")
    return redirect("clans:home")


@require_POST
@player_page
def expel(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.expel(actor_of(request), member=CharacterId(pk))
    messages.success(request, "That member was expelled.")
    return redirect("clans:home")


@require_POST
@player_page
def lead(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.hand_over(actor_of(request), member=CharacterId(pk))
    messages.success(request, "The lead is handed over. You are an officer now.")
    return redirect("clans:home")


@require_POST
@player_page
def leave(request: PlayerRequest) -> HttpResponse:
    actions.leave(actor_of(request))
    messages.success(request, "You left the clan.")
    return redirect("clans:home")
