"""Share links: made and ended by members; the page that a link leads to, which anybody may open."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from msgspec import Struct

from clans.actions.share_links import end_link, join_by_link, make_link
from clans.models import Clan, ShareLink
from clans.presenters.clan_picture import picture_path
from clans.queries.card import clan_card
from clans.queries.joining import access_link
from game.views.actor import actor_of
from game.views.player import PlayerRequest, current_player
from game.views.player_page import player_page, render_public_page
from game.views.refusals import refusals_as_pages


class LinkPage(Struct, frozen=True):
    """reader: "stranger" (nobody is logged in, or has a character), "member", "in_a_clan", "other_faction" or "may_join"."""

    link: ShareLink
    clan: Clan
    reader: str
    card_picture: str


@require_POST
@player_page
def new(request: PlayerRequest) -> HttpResponse:
    make_link(actor_of(request))
    messages.success(request, "The link is made. Send it to those whom you want.")
    return redirect("clans:invitations")


@require_POST
@player_page
def end(request: PlayerRequest, pk: int) -> HttpResponse:
    end_link(actor_of(request), link=pk)
    messages.success(request, "The link leads nowhere any more.")
    return redirect("clans:invitations")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_as_pages
def join(request: HttpRequest, code: str) -> HttpResponse:
    if request.method == "POST":
        return _joined(request, code)
    link = access_link(code)
    player = current_player(request)
    me = player.character if player else None
    if me is None:
        reader = "stranger"
    elif me.clan_tag:
        reader = "member" if me.clan_tag == link.clan.tag else "in_a_clan"
    else:
        reader = "may_join" if me.faction == link.clan.faction else "other_faction"
    return render_public_page(
        request, "clans/join.html", LinkPage(link, link.clan, reader, picture_path(clan_card(link.clan.tag)))
    )


@player_page
def _joined(request: PlayerRequest, code: str) -> HttpResponse:
    joined = join_by_link(actor_of(request), code=code)
    messages.success(request, f"You are one of {joined.tag} now.")
    return redirect("clans:home")
