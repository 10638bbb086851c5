"""The door of every player page: who plays, what the strip at the top shows, and how a refusal is told."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.login_redirect.form_draft import delete_draft, draft_for
from accounts.login_redirect.login_required import login_required, redirect_page
from accounts.login_redirect.previous_page import previous_page
from game.actions.actor import Actor, Repeat
from game.models import Character
from game.presenters.status_strip import StatusStrip, status_strip
from game.queries.access import access_character
from game.queries.sheet import Worn, derived, needs_repair, worn_by
from game.rules.errors import GameError
from game.views import form_owner, used_form

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
        return needs_repair(self.worn.values())

    @cached_property
    def stats(self):
        return derived(self.character, self.worn.values())

    @cached_property
    def hud(self) -> StatusStrip:
        return status_strip(self.character, self.stats, self.now)


def looking(request: HttpRequest) -> Player | None:
    """Who looks, when he plays: for pages that anybody may see. ApiRequest before a session was read: nobody. Read once a request."""
    if hasattr(request, "player"):
        return request.player
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    character = access_character(user, request.session.get(CHOSEN))
    request.player = Player(character) if character else None
    return request.player


NOBODY_PLAYED = (
    "Nothing was done: that page was of a character who is gone. “Switch character” in the menu brings it back for three days."
)


def player(view: View) -> View:
    """Logged in and with a character, which the view gets as request.player; otherwise on to what is missing. A form or a
    fragment of a page that was rendered for another character is answered here, and the view is not called."""

    @wraps(view)
    @login_required
    @never_cache
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        unnamed = request.method == "POST" and not form_owner.named_by(request)
        character = access_character(request.user, request.session.get(CHOSEN), count_others=unnamed)
        if character is None:
            if request.method == "POST":
                messages.warning(request, NOBODY_PLAYED)
            return redirect_page(request, reverse("game:new"))
        request.player = Player(character)
        return form_owner.another(request) or told(view)(request, *args, **kwargs)

    return door


def told(view: View) -> View:
    """A GameError becomes a page that says why and what to do, with its status; nothing was changed. A form that was sent
    before is answered with what it did then."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except GameError as error:
            return used_form.changed(request, error) or refused(request, error)
        return used_form.done_before(request, response) or response

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
    return previous_page(request, "/play/")


def actor_of(request: HttpRequest) -> Actor:
    """Who acts, for an action: the request's character and its form's key."""
    character = request.player.character
    return Actor(character.pk, key_of(request), character, repeat_of(request))


def key_of(request: HttpRequest) -> str | None:
    return request.POST.get("idempotency_key") or None


def repeat_of(request: HttpRequest) -> Repeat:
    """Filled in by an action that finds the form's key used; views/used_form.py reads it."""
    request.repeat = Repeat()
    return request.repeat


def show(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A player page: the strip at the top comes along."""
    if "hud" not in context:
        context = {"hud": request.player.hud, **context}
    return filled_in(request, lambda: render(request, template, context, status=status))


STILL_HERE = "That was not sent. What you typed is still here: look it over, then press once more."


def filled_in(request: HttpRequest, page: Callable[[], HttpResponse]) -> HttpResponse:
    """A page whose forms show once more what could not be sent (templates ask `typed`); then that is forgotten."""
    if draft_for(request) is None:
        return page()
    messages.info(request, STILL_HERE)
    response = page()
    delete_draft(response)
    return response
