"""Invitations and share links of the own clan, and the answer to an invitation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST
from msgspec import Struct

from clans.actions import invitations as actions
from clans.models import Clan, Invitation, ShareLink
from clans.presenters.home import rights_of
from clans.presenters.perks import terms_of
from clans.queries.joining import live_links, sent_invitations
from clans.queries.membership import access_membership
from game.models.ids import CharacterId
from game.queries.mail import recipient_named
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import with_refusal


class InvitationsPage(Struct, frozen=True):
    """to: a name that was typed and refused."""

    clan: Clan
    may: dict[str, bool]
    sent: list[Invitation]
    links: list[ShareLink]
    tab: str
    link_terms: tuple[int, int]
    to: str = ""
    error: GameError | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def invitations(request: PlayerRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, request.GET.get("to", "")[:20])
    name = request.POST.get("to", "").strip()
    try:
        actions.invite(actor_of(request), to=CharacterId(recipient_named(name, deleted=None).pk))
    except GameError as error:
        if error.field != "to":
            raise
        return _page(request, name[:20], error)
    messages.success(request, f"{name} has your invitation.")
    return redirect("clans:invitations")


def _page(request: PlayerRequest, to: str = "", error: GameError | None = None) -> HttpResponse:
    reader = access_membership(request.player.character.id)
    links = live_links(reader.clan.id) if reader.may("invite") else []
    clan, sent = reader.clan, sent_invitations(reader.clan.id)
    page = InvitationsPage(clan, rights_of(reader), sent, links, "invitations", terms_of(reader), to, error)
    return with_refusal(render_player_page(request, "clans/invitations.html", page), error)


@require_POST
@player_page
def accept(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.accept(actor_of(request), invitation=pk)
    messages.success(request, "You are in.")
    return redirect("clans:home")


@require_POST
@player_page
def decline(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.decline(actor_of(request), invitation=pk)
    messages.success(request, "Declined. That clan will not ask again for a month.")
    return redirect("clans:home")


@require_POST
@player_page
def take_back(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.take_back(actor_of(request), invitation=pk)
    messages.success(request, "The invitation was taken back.")
    return redirect("clans:invitations")
