"""Responses of the API: structs as JSON, and one shape for every error."""

from collections.abc import Iterable

import msgspec
from django.http import HttpResponse
from msgspec import Struct

from game.rules.errors import GameError
from vvw_site.foundation.database.time_limit import ran_out_of_time

TYPE = "application/json"
_NOT_STORED = {"cache-control": ("Cache-Control", "no-store")}


class Refusal(Struct, frozen=True, omit_defaults=True):
    """code: one of the codes in docs/api.md. message: for people. field: path of the wrong value. retry_after: seconds."""

    code: str
    message: str
    field: str | None = None
    retry_after: int | None = None


class Error(Struct, frozen=True):
    error: Refusal


def success(body: bytes | None, status: int) -> HttpResponse:
    """A successful response. body: None for an empty one. No cache may store it."""
    response = HttpResponse(body or b"", status=status, content_type=TYPE)
    if body is None:
        del response["Content-Type"]
    response.headers._store.update(_NOT_STORED)  # Django's own assignment would check and encode this constant at each call
    return response


def refusal(error: GameError) -> HttpResponse:
    found = Error(Refusal(error.code, error.message, error.field, error.retry_after))
    response = success(msgspec.json.encode(found), error.status)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    response._has_been_logged = True  # type: ignore[attr-defined]  # a private flag of Django, which would otherwise log each refusal as a warning
    return response


def wrong_method(methods: Iterable[str]) -> HttpResponse:
    allowed = ", ".join(methods)
    response = refusal(GameError("wrong_method", f"This address only accepts {allowed}."))
    response["Allow"] = allowed
    return response


def not_found() -> HttpResponse:
    return refusal(GameError("not_found", "There is no such address. The calls are listed at /api/docs/."))


def unavailable() -> HttpResponse:
    return refusal(
        GameError("unavailable", "The service is not available at the moment. Try again in a few seconds.", retry_after=5)
    )


def too_slow() -> HttpResponse:
    message = "The request took too long and was stopped; nothing was changed. Request less data, or try again in a minute."
    return refusal(GameError("unavailable", message, retry_after=60))


def unavailable_or_too_slow(error: BaseException | None) -> HttpResponse:
    """The response for an error of the database or Redis: it stopped a slow statement, or it is unreachable."""
    return too_slow() if ran_out_of_time(error) else unavailable()


def server_error() -> HttpResponse:
    return refusal(GameError("broken", "An internal error occurred and was reported to us. Nothing was changed."))
