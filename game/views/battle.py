"""One battle: its story, and its dice to check. Anybody with the link may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from game.actions.fairness import reveal_seed
from game.presenters.battle import battle_page
from game.queries.access import access_battle
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.player import PlayerRequest, current_player
from game.views.player_page import player_page, render_public_page
from game.views.refusals import refusals_as_pages


@require_safe
@never_cache
@refusals_as_pages
def battle(request: HttpRequest, pk: int) -> HttpResponse:
    found, viewer = access_battle(pk), current_player(request)
    own = viewer is not None and viewer.character.pk == found.character_id
    return render_public_page(request, "game/battle.html", battle_page(found), own=own)


@require_POST
@player_page
def reveal(request: PlayerRequest, pk: int) -> HttpResponse:
    """Reveals the owner's current seed and replaces it, so that the battle can be checked."""
    found = access_battle(pk)
    if found.character_id != request.player.character.pk:
        raise GameError("forbidden", "Only the one who fought can open this seal.")
    if found.seed.revealed_at is None:
        reveal_seed(actor_of(request))
    return redirect(f"/play/battles/{pk}/#dice")
