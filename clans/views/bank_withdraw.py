"""Taking out of the bank. The account confirms itself first; the way there leads back to the form with what was typed."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.allauth.confirmation import confirmation_path, is_confirmed
from clans.actions.donate import GOLD_MOST
from clans.actions.withdraw import withdraw as take_out
from clans.presenters.bank import withdraw_page
from clans.queries.bank import in_bank
from clans.queries.membership import access_membership
from clans.queries.treasury import access_item, rank_seconds, taken_by
from game.models.ids import HoldingId
from game.rules.errors import GameError
from game.views.actor import actor_of
from game.views.forms import whole_number
from game.views.letter_fields import id_in
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import with_refusal

CONFIRM = "Confirm that it is you: give your password again, or the code of your app. Then take it out."


@require_http_methods(["GET", "HEAD", "POST"])
@player_page
def withdraw(request: PlayerRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, request.GET)
    try:
        if not is_confirmed(request):
            raise GameError("confirm_yourself", CONFIRM)
        thing, quantity = id_in(request.POST, "thing"), whole_number(request.POST, "quantity", low=1, high=GOLD_MOST)
        done = take_out(actor_of(request), holding=None if thing is None else HoldingId(thing), quantity=quantity)
    except GameError as error:
        if error.code not in ("confirm_yourself", "not_enough_gold", "not_enough_items", "forbidden", "invalid"):
            raise
        return _form(request, request.POST, error)
    words = (
        "It is yours."
        if done.withdrawal is None
        else "Two members have to sign that now; you may be one of them. Those who can sign were told."
    )
    messages.success(request, words)
    return redirect("clans:bank")


def _form(request: PlayerRequest, fields: QueryDict, error: GameError | None = None) -> HttpResponse:
    me, now = request.player.character.id, request.player.now
    reader = access_membership(me)
    reader.require("withdraw")
    pk, quantity = id_in(fields, "thing"), fields.get("quantity", "")[:20]
    thing = None if pk is None else access_item(reader.clan, HoldingId(pk))
    back = f"/play/clan/bank/withdraw/?{urlencode({'thing': pk or '', 'quantity': quantity})}"
    page = withdraw_page(
        reader, in_bank(reader.clan), thing, quantity, taken_by(reader.clan, me, now), rank_seconds(reader, now),
        confirm="" if is_confirmed(request) else confirmation_path(request, back), error=error,
    )  # fmt: skip
    return with_refusal(render_player_page(request, "clans/bank_withdraw.html", page), error)
