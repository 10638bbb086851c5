"""The bank of the own clan: what is in it, gifts, withdrawals and their signatures, dues, movements."""

from typing import cast

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clans.actions import sign as signing
from clans.actions.donate import GOLD_MOST, donate
from clans.actions.dues import MOST, set_dues
from clans.models.ids import WithdrawalId
from clans.presenters import bank as presenter
from clans.queries import bank as queries
from clans.queries import treasury
from clans.queries.membership import access_membership
from clans.views.bank_csv import rows_of
from game.presenters.inventory import worn_of
from game.queries.inventory import held_by
from game.views.actor import actor_of
from game.views.forms import whole_number
from game.views.letter_fields import id_in, portions_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page


@require_safe
@player_page
def bank(request: PlayerRequest) -> HttpResponse:
    me, now = request.player.character.id, request.player.now
    reader = access_membership(me)
    clan = reader.clan
    page = presenter.bank_page(
        reader, queries.in_bank(clan), queries.sums_of_gold(clan, now), queries.given_by(clan, me), queries.withdrawals_of(clan),
        queries.dues_of(clan, me, treasury.week_of(now).date()), queries.lent_to(clan, me), treasury.taken_by(clan, me, now),
        treasury.rank_seconds(reader, now), now,
    )  # fmt: skip
    return render_player_page(request, "clans/bank.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def give(request: PlayerRequest) -> HttpResponse:
    if request.method == "POST":
        gold = whole_number(request.POST, "gold", high=GOLD_MOST, default=0)
        donate(actor_of(request), gold=gold, items=portions_of(request.POST))
        messages.success(request, "The bank has it. The clan will remember, or at least its ledger will.")
        return redirect("clans:bank")
    reader, held = access_membership(request.player.character.id), held_by(request.player.character)
    request.player.worn = worn_of(held)
    things = [h for h in held if not h.slot and not h.lent]
    return render_player_page(request, "clans/bank_give.html", presenter.frame(reader, "give"), things=things)


@require_POST
@player_page
def sign(request: PlayerRequest, pk: int) -> HttpResponse:
    done = signing.sign(actor_of(request), withdrawal=WithdrawalId(pk))
    words = "It leaves the bank in 24 hours, unless somebody stops it." if done.state == "waiting" else "One more is needed."
    messages.success(request, f"You signed. {words}")
    return redirect("clans:bank")


@require_POST
@player_page
def stop(request: PlayerRequest, pk: int) -> HttpResponse:
    signing.stop(actor_of(request), withdrawal=WithdrawalId(pk))
    messages.success(request, "Stopped. It stays where it is.")
    return redirect("clans:bank")


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def dues(request: PlayerRequest) -> HttpResponse:
    if request.method == "POST":
        set_dues(actor_of(request), gold=whole_number(request.POST, "gold", high=MOST))
        messages.success(request, "The dues are set. They count from Monday on.")
        return redirect("clans:bank_dues")
    me, week = request.player.character.id, treasury.week_of(request.player.now)
    reader = access_membership(me)
    now = queries.dues_of(reader.clan, me, week.date())
    page = presenter.dues_page(reader, now, queries.dues_lines(reader.clan, week.date()), week)
    return render_player_page(request, "clans/bank_dues.html", page)


@require_safe
@player_page
def movements(request: PlayerRequest) -> HttpResponse:
    """For members who may see every movement."""
    reader, before = access_membership(request.player.character.id), id_in(request.GET, "before")
    reader.require("ledger")
    moved = queries.movements_of(reader.clan, before)
    page = presenter.movements_page(reader, moved, queries.names_of(presenter.others_in(moved)))
    return render_player_page(request, "clans/bank_movements.html", page, before=before)


@require_safe
@player_page
def movements_csv(request: PlayerRequest) -> HttpResponse:
    """All movements as a file, sent as it is read."""
    reader = access_membership(request.player.character.id)
    reader.require("ledger")
    answer = StreamingHttpResponse(rows_of(reader.clan), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="bank-{reader.clan.tag.lower()}.csv"'
    return cast(HttpResponse, answer)  # a streamed answer is none, but goes the same way
