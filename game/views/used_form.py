"""Pages for a form whose key was used before: when it was done, what came of it, and a fresh form to do it again.

Scripts give new keys to a page from the browser's history (static/js/ui.js). These pages are for browsers without scripts, for
a double click there, and for an answer that was lost. A fragment gets the first answer, because scripts send a key twice
only when the first answer never arrived.
"""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.login_redirect.login_required import is_htmx
from accounts.login_redirect.previous_page import previous_page
from game.actions.actor import Repeat
from game.rules.errors import GameError
from game.views.fresh_form import fresh_form


def done_before_page(request: HttpRequest, response: HttpResponse) -> HttpResponse | None:
    """The page that replaces the view's response when its action found the form's key used; otherwise None."""
    at = _first_used(request)
    if at is None or is_htmx(request) or response.status_code != 302:
        return None
    results = [message.message for message in messages.get_messages(request)]
    return render(request, "errors/done_before.html", {
        "at": at, "results": results, "messages": [], "result_url": response.headers["Location"], "form": fresh_form(request),
    })  # fmt: skip


def changed_since_page(request: HttpRequest, error: GameError) -> HttpResponse | None:
    """The page for a used form whose values were changed since; None for any other refusal."""
    at = _first_used(request)
    if at is None or error.code != "key_reused":
        return None
    return render(request, "errors/changed_since.html", {
        "at": at, "back_url": previous_page(request), "form": fresh_form(request),
    }, status=409)  # fmt: skip


def _first_used(request: HttpRequest) -> datetime | None:
    repeat: Repeat | None = getattr(request, "repeat", None)
    return repeat.at if repeat else None
