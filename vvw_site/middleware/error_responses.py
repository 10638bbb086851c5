"""The response when a check of a request fails: JSON below /api/, elsewhere a page with a next step."""

from csp.constants import HEADER
from django.http import HttpRequest, HttpResponse

from game.api import responses
from game.rules.errors import GameError
from game.views import errors, refusals
from vvw_site.middleware.api_fast_path import HEADERS
from vvw_site.middleware.content_policy import policy


def error_response(request: HttpRequest, error: GameError) -> HttpResponse:
    """Sets its own security headers, because it passes no other middleware on its way out."""
    if request.path_info.startswith("/api/"):
        response = responses.refusal(error)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
    pages = {"not_found": errors.not_found, "unavailable": errors.unavailable}
    page = pages.get(error.code)
    response = page(request) if page else refusals.refusal_page(request, error)
    response.headers.setdefault(HEADER, policy(False))
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Cache-Control", "no-store")
    without_log_entry(response)
    return response


def without_log_entry(response: HttpResponse) -> None:
    """Django logs a warning or an error for each 4xx or 5xx; these are expected."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's stubs lack it
