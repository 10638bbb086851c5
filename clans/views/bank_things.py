"""The things in the bank of the own clan, and what members have on loan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from clans.actions import lend as actions
from clans.presenters.bank import things_page
from clans.queries.bank import in_bank, lent_by, mates_of, things_in
from clans.queries.membership import access_membership
from game.models.ids import CharacterId, HoldingId
from game.views.actor import actor_of
from game.views.forms import text_line, whole_number
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page

PAGES = 10_000


@require_safe
@player_page
def things(request: PlayerRequest) -> HttpResponse:
    reader, words = access_membership(request.player.character.id), text_line(request.GET, "words")
    page = whole_number(request.GET, "page", low=1, high=PAGES, default=1)
    lent_page = whole_number(request.GET, "lent", low=1, high=PAGES, default=1)
    clan = reader.clan
    found = things_page(
        reader, in_bank(clan), things_in(clan, words, page), lent_by(clan, lent_page),
        mates_of(clan) if reader.may("lend") else [], words, page, lent_page,
    )  # fmt: skip
    return render_player_page(request, "clans/bank_things.html", found)


@require_POST
@player_page
def lend(request: PlayerRequest, pk: int) -> HttpResponse:
    member = whole_number(request.POST, "member", low=1, high=10**11)
    actions.lend(actor_of(request), holding=HoldingId(pk), member=CharacterId(member))
    messages.success(request, "It is lent. It stays the clan's, whatever its new friend may say.")
    return redirect("clans:bank_things")


@require_POST
@player_page
def give_back(request: PlayerRequest, pk: int) -> HttpResponse:
    actions.give_back(actor_of(request), holding=HoldingId(pk))
    messages.success(request, "It is back in the bank.")
    return redirect("clans:bank")


@require_POST
@player_page
def take_back(request: PlayerRequest, pk: int) -> HttpResponse:
    member = whole_number(request.POST, "member", low=1, high=10**11)
    actions.take_back(actor_of(request), holding=HoldingId(pk), member=CharacterId(member))
    messages.success(request, "It is back in the bank.")
    return redirect("clans:bank_things")
