"""The actor of a request, for the actions of a player."""

from typing import cast

from django.http import HttpRequest

from game.actions.actor import Actor, Repeat
from game.views.player import PlayerRequest


def actor_of(request: PlayerRequest) -> Actor:
    """The request's character, with the key of its form."""
    character = request.player.character
    return Actor(character.id, key_of(request), character, repeat_of(request))


def key_of(request: HttpRequest) -> str | None:
    return request.POST.get("idempotency_key") or None


def repeat_of(request: HttpRequest) -> Repeat:
    """An empty Repeat. An action fills it in when the form's key was used before, and used_form.py reads it."""
    repeat = Repeat()
    cast(PlayerRequest, request).repeat = repeat
    return repeat
