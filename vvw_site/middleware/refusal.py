"""How middleware that stands before everything else refuses: JSON below /api/, a page with a next step elsewhere."""

from csp.constants import HEADER
from django.http import HttpRequest, HttpResponse

from game.api import answers
from game.rules.errors import GameError
from game.views import errors, refusals
from vvw_site.middleware.api_way import HEADERS
from vvw_site.middleware.content_policy import policy


def refuse(request: HttpRequest, error: GameError) -> HttpResponse:
    """The answer for an error. It passes no other middleware on its way out, so it brings its own headers."""
    if request.path_info.startswith("/api/"):
        response = answers.refused(error)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
    response = errors.not_found(request) if error.code == "not_found" else refusals.refusal_page(request, error)
    response.headers.setdefault(HEADER, policy(False))
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Cache-Control", "no-store")
    response._has_been_logged = True  # to refuse is everyday; Django would log a warning for each
    return response
