"""Whom the player has blocked: the list, blocking by name, and unblocking."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.models.ids import UserId
from game.actions import blocks as actions
from game.actions.actor import UserActor
from game.presenters.friends import blocks_page
from game.queries.blocks import blocks_of
from game.queries.mail import recipient_named
from game.rules.errors import GameError
from game.views.actor import key_of, repeat_of
from game.views.letter_fields import id_in
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page

PAGE = 50


@require_safe
@player_page
def blocks(request: PlayerRequest) -> HttpResponse:
    before = id_in(request.GET, "before")
    page = blocks_page(blocks_of(request.user.id, PAGE + 1, before), PAGE)
    return render_player_page(request, "game/blocks.html", page, before=before, name=request.GET.get("name", "")[:20])


@require_POST
@player_page
def block(request: PlayerRequest) -> HttpResponse:
    found = recipient_named(request.POST.get("name", "")[:60], deleted=None)
    done = actions.block(_user_actor(request), character=found.id, owner=UserId(found.user_id or 0))
    words = f"You had blocked {found.name} before." if done.again else f"{found.name} is blocked, and is not told."
    messages.success(request, words)
    return redirect("game:blocks")


@require_POST
@player_page
def unblock(request: PlayerRequest) -> HttpResponse:
    number = id_in(request.POST, "block")
    if number is None:
        raise GameError("invalid", "Say which block.", field="block")
    actions.unblock(_user_actor(request), block=number)
    messages.success(request, "Unblocked. You can reach each other again.")
    return redirect("game:blocks")


def _user_actor(request: PlayerRequest) -> UserActor:
    return UserActor(request.user.id, key_of(request), repeat_of(request))
