"""A new character: faction, class, emblem, name."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.login_redirect.form_draft import draft_for
from accounts.login_redirect.login_required import login_required
from game.actions import character as characters
from game.content import catalogue
from game.rules.errors import GameError
from game.views.forms import line, whole
from game.views.player import CHOSEN, filled_in

USED = "This form was sent before and made a character then. Press once more to make another."
LONG_AGO = timedelta(seconds=10)
"""Later than that the key of the form must have been used before; sooner it was a double click, whose answer is the first one."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return filled_in(request, lambda: _form(request, {"emblem": "0"} | _typed(request)))
    try:
        character = characters.create(
            user=request.user, name=line(request.POST, "name", longest=20), emblem=whole(request.POST, "emblem", high=23),
            class_slug=line(request.POST, "class"), faction=_faction_of(line(request.POST, "class")),
            key=request.POST.get("idempotency_key") or uuid.uuid4().hex,
        )  # fmt: skip
    except GameError as error:
        return _form(request, request.POST, GameError("key_reused", USED) if error.code == "key_reused" else error)
    if timezone.now() - character.created_at > LONG_AGO:
        messages.info(request, f"This form was sent before: {character.name} was made at {character.created_at:%H:%M} UTC.")
    request.session[CHOSEN] = character.pk
    return redirect("game:dashboard")


def _typed(request: HttpRequest) -> dict[str, str]:
    """What was typed before the session ended: it belongs to the account, whoever of it is played."""
    kept = draft_for(request)
    return {name: values[-1] for name, values in kept.fields.items() if values} if kept else {}


def _faction_of(class_slug: str) -> str:
    chosen = catalogue().classes.get(class_slug)
    return (chosen and chosen.faction) or ""


def _form(request: HttpRequest, values, error: GameError | None = None) -> HttpResponse:
    classes = catalogue().classes.values()
    response = render(request, "game/new.html", {
        "sides": [(side, [c for c in classes if c.faction == side]) for side in ("vampire", "werewolf")],
        "skills": catalogue().class_skills,
        "emblems": range(characters.EMBLEMS),
        "values": values,
        "error": error,
    }, status=error.status if error else 200)  # fmt: skip
    if error is not None and error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response
