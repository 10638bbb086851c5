"""The form for a new character: class, emblem and name."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from msgspec import structs

from accounts.login_redirect.form_draft import draft_for
from accounts.login_redirect.login_required import login_required
from accounts.login_redirect.previous_page import is_safe_path
from game.actions import character as actions
from game.models import Character
from game.presenters.creation import creation_page, faction_of
from game.queries.access import CHOSEN
from game.rules.errors import GameError
from game.views.form_draft import render_with_draft
from game.views.forms import text_line, whole_number
from game.views.player import AccountRequest
from game.views.refusals import with_refusal

USED = "This form was sent before and made a character then. Press once more to make another."
DOUBLE_CLICK = timedelta(seconds=10)
"""An older character was made by an earlier use of the form, a younger one by the first click of a double click."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def new(request: AccountRequest) -> HttpResponse:
    if request.method != "POST":
        return render_with_draft(request, lambda: _form(request, {"emblem": "0"} | _draft_values(request)))
    try:
        character = _create(request)
    except GameError as error:
        return _form(request, request.POST, GameError("key_reused", USED) if error.code == "key_reused" else error)
    if timezone.now() - character.created_at > DOUBLE_CLICK:
        messages.info(request, f"This form was sent before: {character.name} was made at {character.created_at:%H:%M} UTC.")
    request.session[CHOSEN] = character.pk
    return redirect(_next(request) or "game:dashboard")


def _create(request: AccountRequest) -> Character:
    class_slug = text_line(request.POST, "class")
    return actions.create(
        user=request.user, name=text_line(request.POST, "name", longest=20),
        emblem=whole_number(request.POST, "emblem", high=actions.EMBLEMS - 1),
        class_slug=class_slug, faction=faction_of(class_slug), key=request.POST.get("idempotency_key") or uuid.uuid4().hex,
    )  # fmt: skip


def _next(request: AccountRequest) -> str:
    """The page of this site that asked for a character, such as an invitation into a clan; "" if it is not named."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if is_safe_path(wanted) else ""


def _draft_values(request: AccountRequest) -> dict[str, str]:
    """What was typed before the session ended. It belongs to the account, so it is shown whichever character is played."""
    draft = draft_for(request)
    return {name: values[-1] for name, values in draft.fields.items() if values} if draft else {}


def _form(request: AccountRequest, values: Mapping[str, object], error: GameError | None = None) -> HttpResponse:
    context = structs.asdict(creation_page()) | {
        "emblems": range(actions.EMBLEMS),
        "values": values,
        "error": error,
        "next": _next(request),
    }
    return with_refusal(render(request, "game/new.html", context), error)
