"""The hits of a raid, and one hit with its dice to check. Anybody may read them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from game.actions.fairness import reveal_seed
from game.models.ids import RaidId
from game.presenters.raid_hits import raid_hit_screen, raid_hits_screen
from game.queries.raid import access_raid
from game.queries.raid_hits import PAGE, hits_page, stored_hit
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.forms import whole_number
from game.views.player import PlayerRequest, current_player
from game.views.player_page import player_page, render_public_page
from game.views.refusals import refusals_as_pages


@require_safe
@never_cache
@refusals_as_pages
def raid_hits(request: HttpRequest, pk: int) -> HttpResponse:
    page = whole_number(request.GET, "page", low=1, high=1_000_000, default=1)
    raid = access_raid(RaidId(pk))
    return render_public_page(request, "game/raid_hits.html", raid_hits_screen(raid, hits_page(raid.id, page), page))


@require_safe
@never_cache
@refusals_as_pages
def raid_hit(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found, viewer = stored_hit(RaidId(pk), number), current_player(request)
    own = viewer is not None and viewer.character.pk == found.hunter.character
    return render_public_page(request, "game/raid_hit.html", raid_hit_screen(found, PAGE), own=own)


@require_POST
@player_page
def raid_hit_reveal(request: PlayerRequest, pk: int, number: int) -> HttpResponse:
    """Reveals the owner's current seed and replaces it, so that the hit can be checked."""
    found = stored_hit(RaidId(pk), number)
    if found.hunter.character != request.player.character.pk:
        raise GameError("forbidden", "Only the one who struck can open this seal.")
    if found.server_seed is None:
        reveal_seed(actor_of(request))
    return redirect(f"/raids/{pk}/hits/{number}/#dice")
