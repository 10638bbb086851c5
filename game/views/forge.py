"""The forge: mend, make better, make new."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from game.actions import forge as actions
from game.models.ids import HoldingId
from game.presenters import forge as queries
from game.queries.inventory import Held, held_by
from game.rules import tuning
from game.rules.errors import GameError
from game.templatetags.wiki import plus, wiki
from game.views.forms import line, one_of, whole
from game.views.player import Player, actor_of, back_of, player, show

PARTS = ("mend", "better", "make")
CRAFTS = {"": "All", "forge": "Forge", "alchemy": "Alchemy"}
PAGE = 24


@require_safe
@player
def forge(request: HttpRequest) -> HttpResponse:
    """One of the three parts; `craft`, `ready` and `page` narrow the recipes."""
    p = request.player
    held = held_by(p.character)
    p.wears({h.slot: h.as_worn for h in held if h.slot})
    mendings, part = queries.mendings(held), one_of(request.GET, "part", PARTS, "mend")
    context = {"part": part, "damaged": len(mendings)}
    if part == "mend":
        context |= {"mendings": mendings, "total": sum(m.cost for m in mendings)}
    elif part == "better":
        betterings = queries.betterings(held)
        context |= {"betterings": betterings, "most": tuning.UPGRADE_MAX, "percent": tuning.UPGRADE_PERCENT}
    else:
        context |= _recipes(request, p, held)
    return show(request, "game/forge.html", context)


def _recipes(request: HttpRequest, p: Player, held: list[Held]) -> dict[str, object]:
    craft, ready, have = one_of(request.GET, "craft", CRAFTS), "ready" in request.GET, queries.stock(held)
    recipes = [r for r in queries.recipes_for(p.character) if not craft or r.craft == craft]
    if ready:
        recipes = [r for r in recipes if queries.times_possible(p.character, have, r)]
    page = Paginator(recipes, PAGE).get_page(request.GET.get("page", "1")[:6])
    return {
        "makings": [queries.making(p.character, p.worn, have, r) for r in page],
        "number": page.number, "pages": page.paginator.num_pages, "craft": craft, "ready": ready,
        "crafts": CRAFTS.items(), "times_max": actions.TIMES_MAX,
    }  # fmt: skip


@require_POST
@player
def repair(request: HttpRequest) -> HttpResponse:
    """`one`: a holding's id; `all`: everything."""
    if "one" in request.POST:
        mended = actions.repair(actor_of(request), holding=HoldingId(whole(request.POST, "one", low=1)))
    elif "all" in request.POST:
        mended = actions.repair_all(actor_of(request))
    else:
        raise GameError("invalid", "Choose what to mend.", field="one")
    what = wiki("item", mended.items[0].item) if len(mended.items) == 1 else f"{len(mended.items)} things"
    return _said(request, format_html("Good as new: {}, for {} gold.", what, f"{mended.cost:,}"))


@require_POST
@player
def upgrade(request: HttpRequest, pk: int) -> HttpResponse:
    done = actions.upgrade(actor_of(request), holding=HoldingId(pk))
    words = "{}{} is yours, for {} gold. {} gold left."
    return _said(request, format_html(words, wiki("item", done.item), plus(done.upgrade), f"{done.cost:,}", f"{done.gold:,}"))


@require_POST
@player
def craft(request: HttpRequest) -> HttpResponse:
    recipe = line(request.POST, "recipe")
    times = whole(request.POST, "times", low=1, high=actions.TIMES_MAX, default=1)
    made = actions.craft(actor_of(request), recipe=recipe, times=times)
    words = 'Made {} × {}. You find it in your <a href="/play/inventory/">inventory</a>.'
    return _said(request, format_html(words, made.quantity, wiki("item", made.item)))


def _said(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    back = back_of(request)
    return redirect(back if back.startswith("/play/forge/?") else "game:forge")
