"""The public page of a clan, with the way into it for the reader; its picture for shared links."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clans.actions.applications import apply
from clans.actions.membership import join_open
from clans.presenters.card import ClanReader, clan_public_page
from clans.presenters.clan_picture import clan_picture, picture_path, picture_version
from clans.queries.card import ClanCard, clan_card
from clans.queries.joining import between
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.player import PlayerRequest, current_player
from game.views.player_page import player_page, render_public_page
from game.views.refusals import refusals_as_pages, with_refusal
from vvw_site.foundation.read_through import compute_once

PICTURE_SECONDS = 86_400


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_as_pages
def clan(request: HttpRequest, tag: str) -> HttpResponse:
    card = clan_card(tag)
    if request.method == "POST":
        return _joined(request, card)
    return HttpResponsePermanentRedirect(f"/clans/{card.tag}/") if tag != card.tag else _page(request, card)


@player_page
def _joined(request: PlayerRequest, card: ClanCard) -> HttpResponse:
    """Join an open clan, or ask to join one. A refusal shows the page again, with the text that was typed."""
    asks, text = "text" in request.POST, request.POST.get("text", "")
    try:
        if asks:
            apply(actor_of(request), clan=card.id, text=text)
        else:
            join_open(actor_of(request), clan=card.id)
    except GameError as error:
        if error.code == "key_reused" or error.field not in ("text", None):
            raise
        return _page(request, card, text, error)
    messages.success(request, f"{card.name} has your application." if asks else f"You are one of {card.tag} now.")
    return redirect(f"/clans/{card.tag}/" if asks else "clans:home")


def _page(request: HttpRequest, card: ClanCard, typed: str = "", error: GameError | None = None) -> HttpResponse:
    player = current_player(request)
    me = player.character if player else None
    waiting = between(card.id, me.id) if me and not me.clan_tag and card.disbanded_at is None else (None, None)
    reader = ClanReader(me, request.user.is_authenticated, *waiting)
    page = clan_public_page(card, reader, picture_path(card), typed=typed, error=error)
    return with_refusal(render_public_page(request, "clans/card.html", page), error)


@require_safe
@refusals_as_pages
def picture(request: HttpRequest, tag: str) -> HttpResponse:
    """Drawn once for each state of the clan that it shows."""
    card = clan_card(tag)
    etag = f'"clan-{picture_version(card)}"'
    response: HttpResponse | None = get_conditional_response(request, etag=etag)
    if response is None:
        drawn = compute_once(f"clan picture {etag}", PICTURE_SECONDS, lambda: clan_picture(card))
        response = HttpResponse(drawn, content_type="image/png")
    response["ETag"], response["Cache-Control"] = etag, "public, max-age=3600"
    return response
