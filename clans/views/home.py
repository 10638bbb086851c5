"""The own clan: its members and settings, its log; for somebody without a clan, the ways into one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from clans.actions.settings import choose_admission
from clans.presenters.home import clan_page, no_clan_page
from clans.presenters.log import log_page
from clans.queries.joining import own_applications, own_invitations
from clans.queries.log import log_of
from clans.queries.members import clan_mates
from clans.queries.membership import access_membership, membership_of
from game.views.actor import actor_of
from game.views.letter_fields import id_in
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_safe
@player_page
def home(request: PlayerRequest) -> HttpResponse:
    me = request.player.character
    membership = membership_of(me.id)
    if membership is None:
        page = no_clan_page(me, own_invitations(me.id), own_applications(me.id))
        return render_player_page(request, "clans/no_clan.html", page)
    return render_player_page(request, "clans/home.html", clan_page(membership, clan_mates(membership.clan.id)))


@require_safe
@player_page
def log(request: PlayerRequest) -> HttpResponse:
    membership, before = access_membership(request.player.character.id), id_in(request.GET, "before")
    return render_player_page(
        request, "clans/log.html", log_page(membership, log_of(membership.clan.id, before)), before=before
    )


@require_POST
@player_page
def admission(request: PlayerRequest) -> HttpResponse:
    choose_admission(actor_of(request), admission=request.POST.get("admission", ""))
    messages.success(request, "From now on, people join that way.")
    return redirect("clans:home")
