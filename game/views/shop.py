"""The shops of the regions that are open to the character."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from game.actions import shop as actions
from game.presenters.inventory import worn_of
from game.presenters.shop import shop_page
from game.presenters.shop_filter import KINDS, LEVEL_MAX, SLOTS, SORTS, ShopFilter
from game.queries.inventory import held_by
from game.templatetags.wiki import wiki
from game.views.actor import actor_of
from game.views.forms import one_of, text_line, whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import back_of


@require_safe
@player_page
def shop(request: PlayerRequest) -> HttpResponse:
    character = request.player.character
    held = held_by(character)
    request.player.worn = worn_of(held)
    page = shop_page(character, held, request.GET.get("region"), _filter(request.GET))
    return render_player_page(request, "game/shop.html", page)


def _filter(query: QueryDict) -> ShopFilter:
    return ShopFilter(
        words=query.get("q", "")[:60],
        kind=one_of(query, "kind", KINDS),
        slot=one_of(query, "slot", SLOTS),
        level=whole_number(query, "level", low=1, high=LEVEL_MAX, default=1),
        fits=query.get("fits") == "1",
        sort=one_of(query, "sort", SORTS, "shelf"),
        page=whole_number(query, "page", low=1, high=999, default=1),
    )


@require_POST
@player_page
def buy(request: PlayerRequest) -> HttpResponse:
    item, quantity = text_line(request.POST, "item"), whole_number(request.POST, "quantity", low=1, high=999, default=1)
    bought = actions.buy(actor_of(request), item=item, quantity=quantity)
    words = f" for {bought.price:,} gold. {bought.gold:,} gold left."
    messages.success(request, format_html("Bought {} × {}{}", f"{quantity:,}", wiki("item", item), words))
    back = back_of(request)
    return redirect(back if back.startswith("/play/shop/") else "game:shop")
