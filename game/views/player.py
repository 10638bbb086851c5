"""The door of every player page: who plays, what the strip at the top shows, and how a refusal is told."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from game.actions.turn import By
from game.models import Character
from game.queries.access import access_character
from game.queries.sheet import Worn, derived, standing, worn_by, worn_out
from game.rules.errors import GameError

View = Callable[..., HttpResponse]
CHOSEN = "character"
"""The session's key for the character that is played."""


class Player:
    """The character of a request with what it wears and what that comes to; each read once, when first asked for."""

    def __init__(self, character: Character) -> None:
        self.character = character
        self.now = timezone.now()
        self._worn: dict[str, Worn] | None = None

    @property
    def worn(self) -> dict[str, Worn]:
        """What is worn, by slot."""
        if self._worn is None:
            self._worn = worn_by(self.character)
        return self._worn

    def wears(self, worn: dict[str, Worn]) -> None:
        """What is worn, for a view that has read it already."""
        self._worn = worn

    @property
    def wear(self) -> list[Worn]:
        """Worn things that should be mended soon."""
        return worn_out(self.worn.values())

    @cached_property
    def stats(self):
        return derived(self.character, self.worn.values())

    @cached_property
    def hud(self):
        return standing(self.character, self.stats, self.now)


def looking(request: HttpRequest) -> Player | None:
    """Who looks, when he plays: for pages that anybody may see. Asked before a session was read: nobody."""
    if (known := getattr(request, "player", None)) is not None:
        return known
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    character = access_character(user, request.session.get(CHOSEN))
    return Player(character) if character else None


def player(view: View) -> View:
    """Logged in and with a character, which the view gets as request.player; otherwise on to what is missing."""

    @wraps(view)
    @login_required
    @never_cache
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        character = access_character(request.user, request.session.get(CHOSEN))
        if character is None:
            return redirect("game:new")
        request.player = Player(character)
        return told(view)(request, *args, **kwargs)

    return door


def told(view: View) -> View:
    """A GameError becomes a page that says why and what to do, with its status; nothing was changed."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except GameError as error:
            return refused(request, error)

    return door


def refused(request: HttpRequest, error: GameError) -> HttpResponse:
    response = render(request, "errors/message.html", {
        "title": TITLES.get(error.status, "That did not work"),
        "message": error.message,
        "field": error.field,
        "retry_after": error.retry_after,
        "back_url": back_of(request),
    }, status=error.status)  # fmt: skip
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


TITLES = {
    400: "That cannot be right",
    403: "Not for you, not yet",
    404: "There is no such thing",
    405: "This address only takes forms",
    409: "Not now",
    411: "That came without its length",
    413: "That is too long",
    415: "That cannot be read here",
    429: "Too fast",
    503: "The city is catching its breath",
}


def back_of(request: HttpRequest) -> str:
    """The page of ours that the request came from, as a path; the dashboard when it is not known."""
    try:
        came = urlsplit(request.META.get("HTTP_REFERER", ""))
    except ValueError:  # "http://[": anybody can send any header
        return "/play/"
    # A path that begins with two slashes would lead to another host.
    if came.netloc == request.get_host() and came.path.startswith("/") and not came.path.startswith("//"):
        return f"{came.path}?{came.query}" if came.query else came.path
    return "/play/"


def by(request: HttpRequest) -> By:
    """Who acts, for an action: the request's character and its form's key."""
    character = request.player.character
    return By(character.pk, request.POST.get("idempotency_key") or None, character)


def show(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A player page: the strip at the top comes along."""
    if "hud" not in context:
        context = {"hud": request.player.hud, **context}
    return render(request, template, context, status=status)
