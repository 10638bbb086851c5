"""The forge: repair, upgrade and craft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from game.actions import forge as actions
from game.models.ids import HoldingId
from game.presenters import forge as presenter
from game.presenters.inventory import worn_of
from game.presenters.recipes import CRAFTS, RecipesPart, recipes_part
from game.queries.inventory import held_by
from game.rules.errors import GameError
from game.templatetags.wiki import plus, wiki
from game.views.actor import actor_of
from game.views.forms import one_of, text_line, whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import back_of

PARTS = ("mend", "better", "make")
"""The values of ?part: repairs, upgrades and recipes."""


@require_safe
@player_page
def forge(request: PlayerRequest) -> HttpResponse:
    """One of the three parts. craft, ready and page filter the recipes."""
    player, query = request.player, request.GET
    held = held_by(player.character)
    player.worn = worn_of(held)
    repairs, part = presenter.repair_offers(held), one_of(query, "part", PARTS, "mend")
    page: presenter.RepairsPart | presenter.UpgradesPart | RecipesPart
    if part == "mend":
        page = presenter.repairs_part(repairs)
    elif part == "better":
        page = presenter.upgrades_part(held)
    else:
        chosen = {"craft": one_of(query, "craft", CRAFTS), "page": query.get("page", "1")[:6]}
        page = recipes_part(player.character, player.worn, held, ready="ready" in query, **chosen)
    more = {"part": part, "damaged": len(repairs), "times_max": actions.TIMES_MAX}
    return render_player_page(request, "game/forge.html", page, **more)


@require_POST
@player_page
def repair(request: PlayerRequest) -> HttpResponse:
    """one: id of a holding; all: everything."""
    if "one" in request.POST:
        repaired = actions.repair(actor_of(request), holding=HoldingId(whole_number(request.POST, "one", low=1)))
    elif "all" in request.POST:
        repaired = actions.repair_all(actor_of(request))
    else:
        raise GameError("invalid", "Choose what to mend.", field="one")
    what = wiki("item", repaired.items[0].item) if len(repaired.items) == 1 else f"{len(repaired.items)} things"
    return _success(request, format_html("Good as new: {}, for {} gold.", what, f"{repaired.cost:,}"))


@require_POST
@player_page
def upgrade(request: PlayerRequest, pk: int) -> HttpResponse:
    done = actions.upgrade(actor_of(request), holding=HoldingId(pk))
    words = "{}{} is yours, for {} gold. {} gold left."
    name, cost, gold = wiki("item", done.item), f"{done.cost:,}", f"{done.gold:,}"
    return _success(request, format_html(words, name, plus(done.upgrade), cost, gold))


@require_POST
@player_page
def craft(request: PlayerRequest) -> HttpResponse:
    recipe = text_line(request.POST, "recipe")
    times = whole_number(request.POST, "times", low=1, high=actions.TIMES_MAX, default=1)
    crafted = actions.craft(actor_of(request), recipe=recipe, times=times)
    words = 'Made {} × {}. You find it in your <a href="/play/inventory/">inventory</a>.'
    return _success(request, format_html(words, crafted.quantity, wiki("item", crafted.item)))


def _success(request: PlayerRequest, message: SafeString) -> HttpResponse:
    messages.success(request, message)
    back = back_of(request)
    return redirect(back if back.startswith("/play/forge/?") else "game:forge")
