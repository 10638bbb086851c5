"""A form that was sent before: no new answer, but when it was done, what came of it, and a fresh form to do it again.

Scripts give a page from the browser's history new keys (static/js/ui.js); this is for browsers that run none, for a double
click there, and for an answer that was lost on its way. A fragment gets the first answer: its key is only sent twice when the
first answer never arrived.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.login_redirect.login_required import is_htmx
from accounts.login_redirect.previous_page import previous_page
from game.rules.errors import GameError
from game.views.fresh_form import fresh_form


def done_before(request: HttpRequest, response: HttpResponse) -> HttpResponse | None:
    """The page in place of the response of a view whose action found the form's key used; None for any other."""
    at = _first_used(request)
    if at is None or is_htmx(request) or response.status_code != 302:
        return None
    said = [message.message for message in messages.get_messages(request)]
    return render(request, "errors/done_before.html", {
        "at": at, "said": said, "messages": [], "result_url": response.headers["Location"], "form": fresh_form(request),
    })  # fmt: skip


def changed(request: HttpRequest, error: GameError) -> HttpResponse | None:
    """The page for a used form whose values were changed since; None for any other refusal."""
    at = _first_used(request)
    if at is None or error.code != "key_reused":
        return None
    return render(request, "errors/changed_since.html", {
        "at": at, "back_url": previous_page(request), "form": fresh_form(request),
    }, status=409)  # fmt: skip


def _first_used(request: HttpRequest):
    repeat = getattr(request, "repeat", None)
    return repeat.at if repeat else None
