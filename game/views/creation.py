"""A new character: faction, class, emblem, name."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from game.actions import character as characters
from game.content import catalogue
from game.rules.errors import GameError
from game.views.forms import line, whole
from game.views.player import CHOSEN


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _form(request, {"emblem": "0"})
    try:
        character = characters.create(
            user=request.user, name=line(request.POST, "name", longest=20), emblem=whole(request.POST, "emblem", high=23),
            class_slug=line(request.POST, "class"), faction=_faction_of(line(request.POST, "class")),
            key=request.POST.get("idempotency_key") or uuid.uuid4().hex,
        )  # fmt: skip
    except GameError as error:
        return _form(request, request.POST, error)
    request.session[CHOSEN] = character.pk
    return redirect("game:dashboard")


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
