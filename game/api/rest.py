"""Our classes for REST framework's hooks: token authentication, JSON parsing and rendering, limits, one shape for all errors.

docs/decisions/api-call-path.md explains the cost, and why responses are not REST framework's `Response`.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
import structlog
from django.core.signals import got_request_exception
from django.http import HttpResponse
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.client_address import client_address, network_of
from accounts.limits.counter import count_attempt
from accounts.limits.duration_text import duration_text
from game.api import request_reading, responses
from game.queries.token import Caller
from game.rules.errors import GameError
from vvw_site.foundation.database.faults import for_the_log, is_unavailable
from vvw_site.foundation.logs.cause import set_user

log = structlog.get_logger("game.api")
PUBLIC_LIMIT = 60
NAMED_CLIENT_LIMIT = 120
"""Calls of the public API per minute and IP address, without and with an X-VvW-Client header."""


class TokenAuthentication(BaseAuthentication):
    """Reads the bearer token of the Authorization header. `request.user` and `request.auth` become its Caller."""

    def authenticate(self, request: Request) -> tuple[Caller, Caller]:
        """GameError: not_logged_in, banned."""
        caller = request_reading.token_of(request.META)
        set_user(request._request, caller.user_id)
        return caller, caller


class JSONParser(BaseParser):
    """Parses the body as the struct type of the endpoint's contract."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        """GameError: invalid, wrong_type."""
        assert parser_context is not None
        return request_reading.body_of(parser_context["request"]._request, parser_context["view"].contract.body)


class StructRenderer(BaseRenderer):
    """Renders a struct as JSON."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return msgspec.json.encode(data)


class OnlyJSON(BaseContentNegotiation):
    """Selects the only format. The parser refuses bodies of other types with our own error."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]


class PublicThrottle(BaseThrottle):
    """Limits calls per minute and IP address, higher for clients that send X-VvW-Client. No limit while Redis is down."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """True, or GameError too_fast, whose message names the limit."""
        http = request._request
        limit = NAMED_CLIENT_LIMIT if http.META.get("HTTP_X_VVW_CLIENT", "").strip() else PUBLIC_LIMIT
        if wait := count_attempt("public-api", network_of(client_address(http)), limit, 60, without_redis=False):
            raise GameError(
                "too_fast", f"At most {limit} calls a minute. Try again in {duration_text(wait)}.", retry_after=wait
            )
        return True


def exception_handler(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The response for any error in an endpoint, always in the same shape."""
    if isinstance(error, GameError):
        return responses.refusal(error)
    if isinstance(error, MethodNotAllowed):
        return responses.wrong_method(context["view"].contracts)
    path = context["request"].path
    if is_unavailable(error):
        log.warning("unavailable", path=path, **for_the_log(error))
        return responses.unavailable_or_too_slow(error)
    log.exception("broken", path=path)
    got_request_exception.send(sender=type(context["view"]), request=context["request"]._request)
    return responses.server_error()
