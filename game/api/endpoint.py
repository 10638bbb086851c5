"""The door of every call: token, key, body in; an answer or a refusal out. What a call promises stands at its method."""

from typing import Any, ClassVar

import structlog
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from rest_framework.views import APIView

from game.api import answers, reading
from game.api.api_request import ApiRequest
from game.api.describe import Described
from game.rules.errors import GameError
from vvw_site.foundation.database.faults import is_unavailable

log = structlog.get_logger("game.api")


class Endpoint(APIView):
    """One address. Each of its methods is marked by `@call` and gets an ApiRequest and the parts of the address.

    It is a view of REST framework's for the OpenAPI document's sake; the way of a request is our own, and shorter:
    one kind of token, one format, shapes checked by msgspec.
    """

    schema = Described()
    calls: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        names = [name for name in cls.http_method_names if hasattr(getattr(cls, name, None), "contract")]
        cls.calls = {name.upper(): getattr(cls, name) for name in names}
        if "GET" in cls.calls:
            cls.calls["HEAD"] = cls.calls["GET"]

    def dispatch(self, request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        method = self.calls.get(request.method or "")
        if method is None:
            return answers.wrong_method(self.calls)
        try:
            answer = method(self, read(request, method.contract), **parts)
        except GameError as error:
            return answers.refused(error)
        except Exception as error:
            if is_unavailable(error):
                log.warning("unavailable", path=request.path, error=str(error))
                return answers.away(error)
            log.exception("broken", path=request.path)
            got_request_exception.send(sender=type(self), request=request)
            return answers.broken()
        return answer if isinstance(answer, HttpResponse) else answers.answered(answer, method.contract.status)


def read(request: HttpRequest, promised: Any) -> ApiRequest:
    """The request as the call wants it. GameError: not_logged_in, banned, no_character, invalid, too_large, wrong_type."""
    found = ApiRequest(request)
    if not promised.open:
        found.token = reading.token_of(request)
    if promised.changes:
        found.key = reading.key_of(request)
    if promised.body:
        found.body = reading.body_of(request, promised.body)
    elif request.method not in ("GET", "HEAD"):
        reading.no_body_of(request)
    if promised.query:
        found.query = reading.query_of(request, promised.query)
    if promised.plays:
        _ = found.character
    return found
