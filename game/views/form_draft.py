"""Pages whose forms show again what was typed and could not be sent (accounts/login_redirect/form_draft.py)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from accounts.login_redirect.form_draft import delete_draft, draft_for

STILL_HERE = "That was not sent. The page is as you left it: look it over, then press once more."


def render_with_draft(request: HttpRequest, render_page: Callable[[], HttpResponse]) -> HttpResponse:
    """The page, with a message if its form was not sent. Templates read the values with `draft`; they are shown once."""
    if draft_for(request) is None:
        return render_page()
    messages.info(request, STILL_HERE)
    response = render_page()
    delete_draft(response)
    return response
