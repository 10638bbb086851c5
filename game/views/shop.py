"""The shops of the regions that know the character."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from game.actions import shop as actions
from game.content.schema import FAMILIES
from game.presenters.compare import if_worn
from game.presenters.shop import fits, open_regions, stock_of
from game.templatetags.wiki import wiki
from game.views.forms import line, one_of, whole
from game.views.player import actor_of, back_of, player, show


@require_safe
@player
def shop(request: HttpRequest) -> HttpResponse:
    p = request.player
    regions = open_regions(p.character)
    region = next((r for r in regions if r.slug == request.GET.get("region")), regions[0])
    kind = one_of(request.GET, "kind", FAMILIES)
    stock = [
        (i, fits(i, p.character), i.price <= p.character.gold, if_worn(p.character, p.worn, i) if i.slot else [])
        for i in stock_of(region.slug)
        if not kind or i.kind == kind
    ]
    return show(request, "game/shop.html", {
        "regions": regions, "region": region, "stock": stock, "kind": kind,
        "kinds": [k for k in FAMILIES if any(i.kind == k for i in stock_of(region.slug))],
    })  # fmt: skip


@require_POST
@player
def buy(request: HttpRequest) -> HttpResponse:
    item, quantity = line(request.POST, "item"), whole(request.POST, "quantity", low=1, high=999, default=1)
    bought = actions.buy(actor_of(request), item=item, quantity=quantity)
    words = f" for {bought.price:,} gold. {bought.gold:,} gold left."
    messages.success(request, format_html("Bought {} × {}{}", f"{quantity:,}", wiki("item", item), words))
    back = back_of(request)
    return redirect(back if back.startswith("/play/shop/") else "game:shop")
