"""The page of a raid, which anybody may see, and the hits of players."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from msgspec import structs

from game.actions.raid_hit import hit as hit_action
from game.models.ids import RaidId
from game.presenters.raid import raid_page
from game.presenters.raid_record import record_of
from game.presenters.raid_share import raid_share_tags
from game.presenters.raid_strike import StrikeRefusal, strike_refusal, struck_view
from game.queries.raid import RaidView, access_raid, current_raid
from game.queries.raid_page import raid_extras
from game.queries.raid_record import raid_board, raid_curve
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.player import PlayerRequest, current_player
from game.views.player_page import player_page, render_public_page
from game.views.refusals import refusals_as_pages, with_refusal


@require_safe
@never_cache
def raids(request: HttpRequest) -> HttpResponse:
    """The short address for everybody: the raid that is on, else the calendar."""
    now = current_raid()
    return redirect("game:raid_calendar") if now is None else redirect("game:raid", pk=now.id)


@require_safe
@never_cache
@refusals_as_pages
def raid(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, access_raid(RaidId(pk)))


@require_POST
@player_page
def hit(request: PlayerRequest, pk: int) -> HttpResponse:
    """With htmx the result and the changed parts of the status strip; otherwise a redirect to the raid. A refusal is shown beside
    the button."""
    try:
        answer = hit_action(actor_of(request), raid=RaidId(pk))
    except GameError as error:
        refusal = strike_refusal(error, pk)
        if refusal is None:
            raise
        return _refused(request, pk, refusal, error)
    struck = struck_view(answer, _boss(request, pk))
    if not request.htmx:
        messages.success(request, struck.words)
        return redirect(reverse("game:raid", args=[pk]) + "#strike")
    return render(request, "game/parts/raid_struck.html", structs.asdict(struck))


def _refused(request: PlayerRequest, pk: int, refusal: StrikeRefusal, error: GameError) -> HttpResponse:
    if request.htmx:
        return with_refusal(render(request, "game/parts/raid_refused.html", {"refusal": refusal}), error)
    return with_refusal(_page(request, access_raid(RaidId(pk)), refusal), error)


def _boss(request: PlayerRequest, pk: int) -> str:
    """The boss's slug, without a statement if the raid is the one that is on, as it nearly always is."""
    now = request.player.character.raid_now
    return cast(str, now.boss) if now is not None and now.id == pk else access_raid(RaidId(pk)).boss


def _page(request: HttpRequest, found: RaidView, refusal: StrikeRefusal | None = None) -> HttpResponse:
    player = current_player(request)
    page = raid_page(found, raid_extras(found, player.character.id if player else None), player.character if player else None)
    record = record_of(found, raid_curve(found), raid_board(found.id)) if page.settled else None
    return render_public_page(request, "game/raid.html", page, refusal=refusal, record=record, share=raid_share_tags(found))
