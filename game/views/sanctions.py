"""A player's own sanctions, and the appeal: on a page of the game, and by a link that works without a login."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from msgspec import structs

from accounts.models.ids import UserId
from game.actions.actor import UserActor
from game.actions.appeal import appeal
from game.presenters.sanctions import AppealPage, appeal_page, sanctions_page
from game.queries.appeal_token import sanction_of_token
from game.queries.sanctions import access_sanction, sanction_by_id, sanctions_of
from game.views.actor import key_of, repeat_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page
from game.views.refusals import refusals_as_pages

MANY = 100
HEARD = "The staff have your appeal. Somebody who did not decide this will read it, and you get an answer here and by mail."


@require_safe
@player_page
def sanctions(request: PlayerRequest) -> HttpResponse:
    page = sanctions_page(sanctions_of(request.user.id, MANY), request.player.now)
    return render_player_page(request, "game/sanctions.html", page)


@require_safe
@player_page
def sanction(request: PlayerRequest, pk: int) -> HttpResponse:
    page = appeal_page(access_sanction(request.user.id, pk), request.user.username, request.player.now)
    return render_player_page(request, "game/appeal.html", page, address=request.path, outside=False)


@require_POST
@player_page
def sanction_appeal(request: PlayerRequest, pk: int) -> HttpResponse:
    actor = UserActor(request.user.id, key_of(request), repeat_of(request))
    appeal(actor, sanction=pk, text=request.POST.get("text", ""))
    messages.success(request, HEARD)
    return redirect("game:sanction", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusals_as_pages
def appeal_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """For people who cannot log in. GET writes nothing, because programs that check mails open every link. No session begins."""
    number = sanction_of_token(token)
    found = None if number is None else sanction_by_id(number)
    if found is None:
        page, status = AppealPage(None, ""), 404
    else:
        if request.method == "POST":
            actor = UserActor(UserId(found.user_id), key_of(request), repeat_of(request))
            appeal(actor, sanction=found.pk, text=request.POST.get("text", ""))
            return redirect(request.path)
        page, status = appeal_page(found, found.user.username, timezone.now()), 200
    context = structs.asdict(page) | {"hud": None, "outside": True, "address": request.path}
    answer = render(request, "game/appeal.html", context, status=status)
    # Other sites do not learn the address. "no-referrer" would send the form with the origin "null", which is refused.
    answer["Referrer-Policy"] = "same-origin"
    return answer
