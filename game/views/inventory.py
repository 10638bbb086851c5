"""The inventory: look, search, wear, compare, use, sell one or many."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from game.actions import inventory as actions
from game.actions.shop import AskFirst, Portion, sell_if_sure
from game.content import catalogue
from game.content.schema import FAMILIES, RARITIES, SLOTS
from game.models.ids import HoldingId
from game.presenters.compare import if_worn, may_wear
from game.queries.access import access_holding
from game.queries.inventory import SORTS, Wish, held_by, wished
from game.queries.sheet import Worn, left_now
from game.rules.errors import GameError
from game.rules.forge import is_due_for_repair
from game.rules.trade import resale
from game.templatetags.wiki import wiki
from game.views.forms import one_of, whole
from game.views.player import actor_of, back_of, player, show

TICKED = re.compile(r"([1-9][0-9]{0,17})x([1-9][0-9]{0,8})")
"""The id of a holding and how many of it there were."""


@require_safe
@player
def inventory(request: HttpRequest) -> HttpResponse:
    character, held = request.player.character, held_by(request.player.character)
    request.player.wears({h.slot: h.as_worn for h in held if h.slot})
    wish = Wish(
        words=request.GET.get("q", "")[:60],
        kind=one_of(request.GET, "kind", FAMILIES),
        rarity=one_of(request.GET, "rarity", RARITIES),
        sort=one_of(request.GET, "sort", SORTS, "newest"),
    )
    worn = {h.slot: h for h in held if h.slot}
    return show(request, "game/inventory.html", {
        "slots": [(slot, worn.get(slot)) for slot in SLOTS],
        "held": [(h, may_wear(character, h.item)) for h in wished(held, wish)],
        "count": len(held),
        "wear": request.player.wear,
        "wish": wish,
        "kinds": FAMILIES,
        "rarities": RARITIES,
        "sorts": SORTS,
    })  # fmt: skip


@require_safe
@player
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing closely: what it does, and what would change by wearing it."""
    p = request.player
    holding = access_holding(p.character.id, HoldingId(pk))
    found = catalogue().items.get(holding.item)
    if found is None:
        raise GameError("not_found", "Nobody remembers what that was.")
    left = left_now(holding.durability, holding.worn_from, p.character.hunts)
    here = p.worn.get(found.slot or "")
    thing = Worn(holding.item, holding.upgrade, left)
    return show(request, "game/item.html", {
        "holding": holding,
        "item": found,
        "worth": resale(found.price),
        "may_wear": may_wear(p.character, found),
        "left": left,
        "broken": found.slot is not None and left == 0,
        "tired": found.slot is not None and is_due_for_repair(found.durability, left),
        "here": here,
        "worn_here": catalogue().items.get(here.item) if here else None,
        "changes": if_worn(p.character, p.worn, found, thing) if found.slot and holding.slot is None else [],
    })  # fmt: skip


@require_POST
@player
def equip(request: HttpRequest, pk: int) -> HttpResponse:
    changed = actions.equip(actor_of(request), holding=HoldingId(pk))
    return _said(request, format_html("You wear {}.", wiki("item", changed.item)))


@require_POST
@player
def unequip(request: HttpRequest, pk: int) -> HttpResponse:
    changed = actions.unequip(actor_of(request), holding=HoldingId(pk))
    return _said(request, format_html("You take off {}.", wiki("item", changed.item)))


@require_POST
@player
def use(request: HttpRequest, pk: int) -> HttpResponse:
    changed = actions.use(actor_of(request), holding=HoldingId(pk))
    words = f": {changed.hp:,} health, {changed.energy:,} energy. {changed.quantity:,} left."
    return _said(request, format_html("You use {}{}", wiki("item", changed.item), words))


@require_POST
@player
def sell_things(request: HttpRequest) -> HttpResponse:
    """Sells `quantity` of one holding, or all of each that is ticked; rare or upgraded things only once the player is sure."""
    if "one" in request.POST:
        portions = [Portion(HoldingId(whole(request.POST, "one", low=1)), whole(request.POST, "quantity", low=1, default=1))]
    else:
        portions = _ticked(request)
    try:
        sold = sell_if_sure(actor_of(request), portions=portions, sure=request.POST.get("sure", "")[:32])
    except AskFirst as question:
        return _asked(request, question)
    count = sum(sold.items.values())
    return _said(request, f"Sold {count:,} {'thing' if count == 1 else 'things'} for {sold.earned:,} gold.")


def _asked(request: HttpRequest, question: AskFirst) -> HttpResponse:
    """The page that says what exactly would be sold, and sells it when its button is pressed."""
    goods = sorted(question.goods, key=lambda g: not g.asks)
    return show(request, "game/sale.html", {
        "goods": [(g, catalogue().items[g.item]) for g in goods],
        "count": sum(g.quantity for g in goods),
        "earned": sum(g.gold for g in goods),
        "fields": [(name, value) for name in ("one", "quantity", "sell") for value in request.POST.getlist(name)],
        "sure": question.sure,
        "back": back_of(request),
    })  # fmt: skip


def _ticked(request: HttpRequest) -> list[Portion]:
    """Each ticked holding whole: its line says how many there were when the page was made."""
    ticked = request.POST.getlist("sell")
    if not ticked or len(ticked) > 200:
        raise GameError("invalid", "Tick what you want to sell (200 things at a time).", field="sell")
    portions = []
    for entry in ticked:
        if not (read := TICKED.fullmatch(entry)):
            raise GameError("invalid", "Reload the page and tick again.", field="sell")
        portions.append(Portion(HoldingId(int(read[1])), int(read[2])))
    return portions


def _said(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    back = request.POST.get("back") or back_of(request)
    return redirect(back if back.startswith("/play/inventory/?") else "game:inventory")
