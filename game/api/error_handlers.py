"""Errors outside a view (a forged host, a middleware that fails): below /api/ in the API's shape, elsewhere as a page."""

import sys

import structlog
from django.http import HttpRequest, HttpResponse

from game.api import responses
from game.rules.errors import GameError
from game.views import errors
from vvw_site.foundation.database.faults import for_the_log, is_unavailable
from vvw_site.foundation.database.time_limit import ran_out_of_time

log = structlog.get_logger("game.api")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if is_unavailable(exception):
        return unavailable(request, exception)
    if _is_api(request):
        return responses.refusal(GameError("invalid", "The request is malformed."))
    return errors.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the exception. An unreachable database or Redis is not reported as a fault of ours."""
    error = sys.exc_info()[1]
    if not is_unavailable(error):
        return responses.server_error() if _is_api(request) else errors.server_error(request)
    return unavailable(request, error)


def unavailable(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    log.warning("unavailable", path=request.path, **for_the_log(error))
    if _is_api(request):
        return responses.unavailable_or_too_slow(error)
    return errors.too_slow(request) if ran_out_of_time(error) else errors.unavailable(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
