"""Perks of the own clan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from clans.actions.perks import buy_perk
from clans.presenters.perks import perks_page
from clans.queries.membership import access_membership
from clans.queries.treasury import gold_of
from game.views.actor import actor_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_safe
@player_page
def perks(request: PlayerRequest) -> HttpResponse:
    reader = access_membership(request.player.character.id)
    return render_player_page(request, "clans/perks.html", perks_page(reader, gold_of(reader.clan)))


@require_POST
@player_page
def buy(request: PlayerRequest, slug: str) -> HttpResponse:
    bought = buy_perk(actor_of(request), perk=slug)
    messages.success(request, f"Bought. The bank has {bought.gold:,} gold left.")
    return redirect("clans:perks")
