"""What goes wrong before a door is reached (a forged host, a middleware that fails): below /api/ in the API's own shape."""

from django.http import HttpRequest, HttpResponse

from game.api import answers
from game.rules.errors import GameError
from game.views import errors


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _is_api(request):
        return answers.refused(GameError("invalid", "That request made no sense."))
    return errors.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return answers.broken() if _is_api(request) else errors.server_error(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
