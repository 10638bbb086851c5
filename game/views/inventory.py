"""The inventory: search and filter, wear, use, and sell one or many."""

import re
from collections.abc import Collection

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from game.actions import inventory as actions
from game.actions.shop import AskFirst, Portion, sell_if_sure
from game.models.ids import HoldingId
from game.presenters import inventory as presenter
from game.presenters.item import item_page
from game.presenters.sale import sale_page
from game.queries.access import access_holding
from game.queries.account_names import account_names
from game.queries.inventory import held_by
from game.queries.ledger import characters_in, history_steps
from game.rules.errors import GameError
from game.templatetags.wiki import wiki
from game.views.actor import actor_of
from game.views.forms import one_of, whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page, render_question
from game.views.refusals import back_of, back_or

TICKED = re.compile(r"([1-9][0-9]{0,17})x([1-9][0-9]{0,8})")
"""The id of a holding and its quantity when the page was rendered."""
TICKED_MAX = 200
OFFER_DRINKS = ("/play/", "/play/hunt/")
"""Pages that offer a drink to the hurt, and to which its form leads back."""
ASK = "ask"
"""A `sure` that confirms no sale."""


@require_safe
@player_page
def inventory(request: PlayerRequest) -> HttpResponse:
    character = request.player.character
    held = held_by(character)
    request.player.worn = presenter.worn_of(held)
    page = presenter.inventory_page(character, held, _filter(request.GET))
    return render_player_page(request, "game/inventory.html", page)


def _filter(query: QueryDict) -> presenter.InventoryFilter:
    return presenter.InventoryFilter(
        words=query.get("q", "")[:60],
        kind=one_of(query, "kind", presenter.KINDS),
        rarity=one_of(query, "rarity", presenter.RARITIES),
        sort=one_of(query, "sort", presenter.SORTS, "newest"),
    )


@require_safe
@player_page
def item(request: PlayerRequest, pk: int) -> HttpResponse:
    """One holding: what it does, what would change by wearing it, and where an instance has been."""
    player = request.player
    holding = access_holding(player.character.id, HoldingId(pk))
    steps = [] if holding.stacked else history_steps(holding.id)
    page = item_page(player.character, player.worn, holding, steps, characters_in(steps), account_names(steps))
    return render_player_page(request, "game/item.html", page)


@require_POST
@player_page
def equip(request: PlayerRequest, pk: int) -> HttpResponse:
    changed = actions.equip(actor_of(request), holding=HoldingId(pk))
    return _success(request, format_html("You wear {}.", wiki("item", changed.item)))


@require_POST
@player_page
def unequip(request: PlayerRequest, pk: int) -> HttpResponse:
    changed = actions.unequip(actor_of(request), holding=HoldingId(pk))
    return _success(request, format_html("You take off {}.", wiki("item", changed.item)))


@require_POST
@player_page
def use(request: PlayerRequest, pk: int) -> HttpResponse:
    changed = actions.use(actor_of(request), holding=HoldingId(pk))
    words = f": {changed.hp:,} health, {changed.energy:,} energy. {changed.quantity:,} left."
    message = format_html("You use {}{}", wiki("item", changed.item), words)
    return _success(request, message, pages=OFFER_DRINKS)


@require_POST
@player_page
def sell_things(request: PlayerRequest) -> HttpResponse:
    """Sells `quantity` of the holding `one`, or the whole of each ticked holding. The latter, and rare or upgraded items, need `sure`."""
    sure = request.POST.get("sure", "")[:32]
    if "one" in request.POST:
        quantity = whole_number(request.POST, "quantity", low=1, default=1)
        portions = [Portion(HoldingId(whole_number(request.POST, "one", low=1)), quantity)]
    else:
        portions, sure = _ticked(request), sure or ASK
    try:
        sold = sell_if_sure(actor_of(request), portions=portions, sure=sure)
    except AskFirst as question:
        return _confirmation(request, question)
    count = sum(sold.items.values())
    return _success(request, f"Sold {count:,} {'thing' if count == 1 else 'things'} for {sold.earned:,} gold.")


def _confirmation(request: PlayerRequest, question: AskFirst) -> HttpResponse:
    """The page that names everything that would be sold. Its button sends the same form with `sure`."""
    fields = [(name, value) for name in ("one", "quantity", "sell") for value in request.POST.getlist(name)]
    more = {"fields": fields, "sure": question.sure, "back": back_of(request)}
    return render_question(request, "game/sale.html", sale_page(question.goods), **more)


def _ticked(request: PlayerRequest) -> list[Portion]:
    """The ticked holdings, each with the quantity that the page showed."""
    ticked = request.POST.getlist("sell")
    if not ticked or len(ticked) > TICKED_MAX:
        raise GameError("invalid", f"Tick what you want to sell ({TICKED_MAX} things at a time).", field="sell")
    portions = []
    for entry in ticked:
        if not (match := TICKED.fullmatch(entry)):
            raise GameError("invalid", "Reload the page and tick again.", field="sell")
        portions.append(Portion(HoldingId(int(match[1])), int(match[2])))
    return portions


def _success(request: PlayerRequest, message: str, pages: Collection[str] = ()) -> HttpResponse:
    """Leads back to the inventory as it was filtered, or to one of `pages` if the form names it."""
    messages.success(request, message)
    back = request.POST.get("back") or back_of(request)
    inventory = back if back.startswith("/play/inventory/?") else "game:inventory"
    return redirect(back_or(request, pages, inventory))
