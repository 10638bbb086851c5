"""The player of a request: the character with its gear and stats, and the types of requests that have one."""

from datetime import datetime
from functools import cached_property
from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from game.actions.actor import Repeat
from game.models import Character
from game.presenters.status_strip import StatusStrip, status_strip
from game.queries.access import CHOSEN, access_character
from game.queries.sheet import Worn, derived, worn_by
from game.rules.sheet import Derived


class Player:
    """A character with its gear and stats, each read when it is first used. now: the time of the request."""

    def __init__(self, character: Character) -> None:
        self.character = character
        self.now: datetime = timezone.now()

    @cached_property
    def worn(self) -> dict[str, Worn]:
        """By slot. One statement. A view that has read it already assigns it."""
        return worn_by(self.character)

    @cached_property
    def stats(self) -> Derived:
        return derived(self.character, self.worn.values())

    @cached_property
    def hud(self) -> StatusStrip:
        """The status strip at the top of every page."""
        return status_strip(self.character, self.stats, self.now)


class AccountRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: User


class PlayerRequest(AccountRequest):
    """A request that passed `player_page`. repeat: filled in by an action that finds the form's key used."""

    player: Player
    repeat: Repeat
    htmx: HtmxDetails


class _AnyRequest(HttpRequest):
    player: Player | None


def current_player(request: HttpRequest) -> Player | None:
    """The player, for pages that anybody may see; None for a visitor without a character. One statement, once a request.

    Also None when the request failed before its session was read.
    """
    if not hasattr(request, "player"):
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        set_current_player(request, access_character(user, request.session.get(CHOSEN)))
    return cast(_AnyRequest, request).player


def set_current_player(request: HttpRequest, character: Character | None) -> None:
    """For a view that has read the character already."""
    cast(_AnyRequest, request).player = Player(character) if character else None
