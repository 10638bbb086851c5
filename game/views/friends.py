"""Friends and mentors: the lists, the requests, and what can be done with them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from game.actions import friends as actions
from game.actions.actor import UserActor
from game.actions.friends import FriendAnswer
from game.actions.hidden_seen import hide_seen
from game.models.ids import CharacterId
from game.presenters.friends import KIND_WORDS, friends_page, mentors_page
from game.queries.friends import count_friends, friends_of, hides_seen, mentors_of, requests_of
from game.queries.mail import recipient_named
from game.rules.errors import GameError
from game.views.actor import actor_of, key_of, repeat_of
from game.views.player import PlayerRequest
from game.views.player_page import player_page, render_player_page

PAGE = 50
NAME_MOST = 20


@require_safe
@player_page
def friends(request: PlayerRequest) -> HttpResponse:
    me, after = request.player.character.id, request.GET.get("after", "").replace("\0", "")[:NAME_MOST]
    page = friends_page(
        friends_of(me, PAGE + 1, after), PAGE, count_friends(me), requests_of(me), request.player.now,
        hides_seen=hides_seen(request.user.id),
    )  # fmt: skip
    return render_player_page(request, "game/friends.html", page, after=after, name=request.GET.get("name", "")[:NAME_MOST])


@require_safe
@player_page
def mentors(request: PlayerRequest) -> HttpResponse:
    character = request.player.character
    page = mentors_page(character, mentors_of(character.id), requests_of(character.id), request.player.now)
    return render_player_page(request, "game/mentors.html", page, name=request.GET.get("name", "")[:NAME_MOST])


@require_POST
@player_page
def friend_ask(request: PlayerRequest) -> HttpResponse:
    other, kind = _named(request)
    answer = actions.ask(actor_of(request), to=other, kind=kind)
    if answer.state == "asked":
        messages.success(request, f"{request.POST['name'].strip()} has your request. You will hear when it is answered.")
    else:
        messages.success(request, f"{request.POST['name'].strip()} is your {KIND_WORDS[answer.state]} now.")
    return _back(request, kind)


@require_POST
@player_page
def friend_accept(request: PlayerRequest) -> HttpResponse:
    return _answered(
        request, lambda other, kind: actions.accept(actor_of(request), asker=other, kind=kind), "Done. {} is told."
    )


@require_POST
@player_page
def friend_decline(request: PlayerRequest) -> HttpResponse:
    words = "Declined. {} is not told."
    return _answered(request, lambda other, kind: actions.decline(actor_of(request), asker=other, kind=kind), words)


@require_POST
@player_page
def friend_take_back(request: PlayerRequest) -> HttpResponse:
    words = "Your request to {} is taken back."
    return _answered(request, lambda other, kind: actions.take_back(actor_of(request), asked=other, kind=kind), words)


@require_POST
@player_page
def friend_end(request: PlayerRequest) -> HttpResponse:
    words = "That is over between you and {}."
    return _answered(request, lambda other, kind: actions.end(actor_of(request), other=other, kind=kind), words)


@require_POST
@player_page
def friends_seen(request: PlayerRequest) -> HttpResponse:
    hidden = request.POST.get("hidden") == "1"
    hide_seen(UserActor(request.user.id, key_of(request), repeat_of(request)), hidden=hidden)
    messages.success(request, "Your friends no longer see when you were here." if hidden else "Your friends see the day again.")
    return redirect("game:friends")


def _answered(request: PlayerRequest, act: Callable[[CharacterId, str], FriendAnswer], words: str) -> HttpResponse:
    other, kind = _named(request)
    act(other, kind)
    messages.success(request, words.format(request.POST["name"].strip()))
    return _back(request, kind)


def _named(request: PlayerRequest) -> tuple[CharacterId, str]:
    """The character that a form names, and the kind. A name of somebody who was let go is found too: the same key gets the first
    answer. GameError not_found (name)."""
    try:
        return recipient_named(request.POST.get("name", "")[:60], deleted=None).id, request.POST.get("kind", "friend")
    except GameError as error:
        raise GameError(error.code, error.message, field="name") from None


def _back(request: PlayerRequest, kind: str) -> HttpResponse:
    back = request.POST.get("back", "")
    if back.startswith("/characters/"):
        return redirect(back)
    return redirect("game:friends" if kind == "friend" else "game:mentors")
