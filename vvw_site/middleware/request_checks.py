"""Checks of every request before other code reads it: whether it comes in time, cross-origin access, malformed input, a complete body.

One middleware instead of four, because each layer costs an API call two microseconds.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from game.rules.errors import GameError
from vvw_site.middleware import cors, input_checks, late_requests, request_body
from vvw_site.middleware.error_responses import error_response

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestChecks:
    """The cross-origin headers are added outside of the checks, so that a page of another site can read a refusal too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(cors.PUBLIC):
            return cors.respond(request, self.checked)
        return self.checked(request)

    def checked(self, request: HttpRequest) -> HttpResponse:
        error = late_requests.find_lateness(request) or input_checks.find_error(request)
        if not error and _is_call(request):
            error = input_checks.find_wrong_number(request)
        if error:
            return error_response(request, error)
        try:
            request_body.read(request)
        except GameError as error:
            response = error_response(request, error)
            if error.code == "wrong_encoding":
                response["Accept-Encoding"] = "identity"
            return response
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Here the session has been read, so the page of a refusal has the frame of the player."""
        input_checks.check_object_id(view, kwargs)
        error = None if _is_call(request) else input_checks.find_wrong_number(request)
        return error_response(request, error) if error else None


def _is_call(request: HttpRequest) -> bool:
    """Whether it is a call of the API, whose numbers are checked early: some calls never come to process_view."""
    return request.path_info.startswith("/api/")
