"""The shops of the regions that are open to the character."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from game.actions import shop as actions
from game.presenters.shop import KINDS, shop_page
from game.templatetags.wiki import wiki
from game.views.actor import actor_of
from game.views.forms import one_of, text_line, whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import back_of


@require_safe
@player_page
def shop(request: PlayerRequest) -> HttpResponse:
    player = request.player
    page = shop_page(player.character, player.worn, request.GET.get("region"), one_of(request.GET, "kind", KINDS))
    return render_player_page(request, "game/shop.html", page)


@require_POST
@player_page
def buy(request: PlayerRequest) -> HttpResponse:
    item, quantity = text_line(request.POST, "item"), whole_number(request.POST, "quantity", low=1, high=999, default=1)
    bought = actions.buy(actor_of(request), item=item, quantity=quantity)
    words = f" for {bought.price:,} gold. {bought.gold:,} gold left."
    messages.success(request, format_html("Bought {} × {}{}", f"{quantity:,}", wiki("item", item), words))
    back = back_of(request)
    return redirect(back if back.startswith("/play/shop/") else "game:shop")
