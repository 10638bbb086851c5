"""A battle told blow by blow, shared by link, with its dice to check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from game.actions.fairness import reveal_seed
from game.content import catalogue
from game.presenters.story import story
from game.queries.access import access_battle
from game.queries.battle import inputs_of, outcome_of
from game.rules import tuning
from game.rules.errors import GameError
from game.views.player import actor_of, looking, player, told


@require_safe
@never_cache
@told
def battle(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_battle(pk)
    me = looking(request)
    inputs, outcome = inputs_of(found), outcome_of(found)
    content = catalogue()
    return render(request, "game/battle.html", {
        "hud": me.hud if me else None,
        "battle": found,
        "own": me is not None and me.character.pk == found.character_id,
        "place": content.places.get(found.place),
        "monster": content.monsters.get(found.monster),
        "hunter": inputs.hunter,
        "prey": inputs.monster.sheet,
        "fight": outcome.fight,
        "rounds": story(inputs.hunter, inputs.monster.sheet, outcome.fight),
        "loot": [(content.items.get(item), item, quantity) for item, quantity in outcome.loot],
        "check": _to_check(found),
        "hunt_energy": tuning.HUNT_ENERGY,
    })  # fmt: skip


def _to_check(found) -> dict:
    """What the browser needs to run the battle again; the seed only once it is revealed."""
    seed = found.seed
    return {
        "battle": found.pk, "rules_version": found.rules_version, "content_hash": found.content_hash,
        "commit": seed.commit, "server_seed": seed.server_seed or None,
        "client_seed": seed.client_seed, "nonce": found.nonce, "inputs": found.inputs, "outcome": found.outcome,
        "monster": found.monster,
    }  # fmt: skip


@require_POST
@player
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner opens the seal: the live seed is shown and replaced, and the battle can be checked."""
    found = access_battle(pk)
    if found.character_id != request.player.character.pk:
        raise GameError("forbidden", "Only the one who fought can open this seal.")
    if found.seed.revealed_at is None:
        reveal_seed(actor_of(request))
    return redirect(f"/play/battles/{pk}/#dice")
