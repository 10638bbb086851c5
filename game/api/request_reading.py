"""Parses requests strictly: a value of the wrong type is refused, and the error names its field."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

import msgspec
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from msgspec import Meta

from game.actions.receipts import check_key
from game.actions.tokens import check_not_banned
from game.queries.token import Caller, access_token
from game.rules.errors import GameError
from vvw_site.foundation.converters import ID_MAX

Id = Annotated[int, Meta(ge=1, le=ID_MAX)]
Slug = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^[a-z0-9-]+$")]
NO_NUL = r"^[^\x00]*$"
"""The pattern of text without NUL, which Postgres cannot store."""
Line = Annotated[str, Meta(min_length=1, max_length=254, pattern=NO_NUL)]

_EMPTY_FORM = re.compile(rb"--[^\r\n]+--\s*")
_PATH = re.compile(r" - at `\$\.?(.*?)`$")
_FIELD = re.compile(r"field `([^`]+)`")


def token_of(meta: Mapping[str, Any]) -> Caller:
    """The account of the token in the Authorization header. GameError: not_logged_in, banned."""
    scheme, _, given = meta.get("HTTP_AUTHORIZATION", "").partition(" ")
    token = access_token(given) if scheme.lower() == "bearer" and 20 <= len(given) <= 100 else None
    if token is None or not token.is_active:
        raise GameError("not_logged_in", "Log in first: this call needs a valid token.")
    check_not_banned(token)
    return token


def key_of(meta: Mapping[str, Any]) -> str | None:
    """The Idempotency-Key header, None if there is none. GameError invalid."""
    key: str | None = meta.get("HTTP_IDEMPOTENCY_KEY")
    check_key(key)
    return key


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a call that takes none: an empty body, or an empty object."""


def body_of(request: HttpRequest, shape: Any) -> Any:
    """The body as a struct of this type. An empty body counts as an empty object. GameError: invalid, wrong_type.

    The body is complete and within its limit (vvw_site/middleware/request_body.py).
    """
    raw = request.body
    if raw and request.content_type != "application/json":
        raise GameError("wrong_type", "Send JSON with the header Content-Type: application/json.")
    try:
        sent = _decoder(shape).decode(raw or b"{}")
        if raw.count(b":") > 1:
            json.loads(raw, object_pairs_hook=_unique_members)  # msgspec accepts a repeated name and uses the last value
    except msgspec.ValidationError as error:
        raise _invalid(error) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise GameError("invalid", "The body is not JSON.") from error
    return sent


def no_body_of(request: HttpRequest) -> None:
    """Check that the request has no body. GameError: invalid, wrong_type.

    An empty multipart form counts as none, because some clients send one.
    """
    if request.content_type != "multipart/form-data" or not _EMPTY_FORM.fullmatch(request.body):
        body_of(request, Nothing)


def _unique_members(members: list[tuple[str, Any]]) -> None:
    names = [name for name, _ in members]
    for name in names:
        if names.count(name) > 1:
            raise GameError("invalid", "Send each field once.", field=name[:60])


def query_of(request: HttpRequest, shape: Any) -> Any:
    """The query parameters as a struct, each given once. GameError invalid."""
    try:
        given = request.GET
    except SuspiciousOperation as error:  # Django accepts at most a thousand
        raise GameError("invalid", "The query has too many parameters.") from error
    for name, values in given.lists():
        if len(values) > 1:
            raise GameError("invalid", "Send each parameter once.", field=name[:60])
    try:
        found = msgspec.convert(given.dict(), shape, strict=False)
    except msgspec.ValidationError as error:
        raise _invalid(error) from error
    for name, value in given.items():  # msgspec also reads "1e1" and "1.0" as integers
        if type(number := getattr(found, name, None)) is int and str(number) != value:
            raise GameError("invalid", "Expected a whole number, written in digits.", field=name)
    return found


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape)


def _invalid(error: msgspec.ValidationError) -> GameError:
    """Convert an error of msgspec. Its field is a path such as "portions[0].quantity"."""
    text = str(error)
    path, named = _PATH.search(text), _FIELD.search(text)
    words = _PATH.sub("", text).replace("`", "")
    field = ".".join(part for part in (path and path[1], named and named[1]) if part)
    return GameError("invalid", f"{words}.", field=field or None)
