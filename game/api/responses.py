"""How the API answers: structs as JSON, and one shape for everything that is refused."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.http import HttpResponse
from msgspec import Struct

from game.rules.errors import GameError
from vvw_site.foundation.database.time_limit import ran_out_of_time

TYPE = "application/json"


class Refusal(Struct, frozen=True, omit_defaults=True):
    """code: one of the list in the docs. message: for people. field: what was wrong. retry_after: seconds."""

    code: str
    message: str
    field: str | None = None
    retry_after: int | None = None


class Error(Struct, frozen=True):
    error: Refusal


def answered(answer: Any, status: int) -> HttpResponse:
    """An answer for its owner alone: no cache on the way keeps it."""
    body = b"" if answer is None else msgspec.json.encode(answer)
    response = HttpResponse(body, status=status, content_type=TYPE)
    if answer is None:
        del response["Content-Type"]
    response["Cache-Control"] = "no-store"
    return response


def refused(error: GameError) -> HttpResponse:
    response = answered(Error(Refusal(error.code, error.message, error.field, error.retry_after)), error.status)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    response._has_been_logged = True  # to refuse is everyday; Django would log a warning for each
    return response


def wrong_method(methods: Iterable[str]) -> HttpResponse:
    allowed = ", ".join(methods)
    response = refused(GameError("wrong_method", f"This address takes {allowed}."))
    response["Allow"] = allowed
    return response


def not_found() -> HttpResponse:
    return refused(GameError("not_found", "There is no such address. The calls are listed at /api/docs/."))


def unavailable() -> HttpResponse:
    return refused(GameError("unavailable", "The city is catching its breath. Try again in a moment.", retry_after=5))


def too_slow() -> HttpResponse:
    words = "That took longer than a call may take and was ended; nothing was changed. Ask for less, or try again in a minute."
    return refused(GameError("unavailable", words, retry_after=60))


def away(error: Exception) -> HttpResponse:
    """For a database or Redis that did not answer: whether it was away, or had too much to do for this call."""
    return too_slow() if ran_out_of_time(error) else unavailable()


def broken() -> HttpResponse:
    return refused(GameError("broken", "That was our fault, and we have been told. Nothing was changed."))
