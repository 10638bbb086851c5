"""What a line of the log is about: the request, task or socket for which this thread or coroutine works.

A request costs no more than setting a variable. What a line says about it is read when a line is written.
"""

import os
import re
from collections.abc import Mapping
from contextvars import ContextVar, Token
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import LazyObject, empty

Fields = Mapping[str, object]


class SocketCause(msgspec.Struct, gc=False):
    """The id of the request that opened a socket, and whose session it had, if the room asks. Thousands are open, so each keeps no
    more."""

    request_id: str
    user_id: int | None = None

    def fields(self) -> dict[str, object]:
        user = {} if self.user_id is None else {"user_id": self.user_id}
        return {"request_id": self.request_id, **user}


Cause = HttpRequest | Fields | SocketCause | None
HEADER = "X-Request-ID"
_META = "vvw.request_id"
_USER = "vvw.user_id"
_FORMED = re.compile(r"[0-9A-Za-z-]{16,64}")
_cause: ContextVar[Cause] = ContextVar("cause", default=None)


def begin_request(request: HttpRequest) -> Token[Cause]:
    """Give the request its id, and name it in all lines until `end`."""
    request.META[_META] = new_or_given(request.META.get("HTTP_X_REQUEST_ID"))
    return _cause.set(request)


def begin_task(fields: Fields) -> None:
    """Name a task in all lines until `clear`."""
    _cause.set(fields)


def begin_socket(given: str) -> None:
    """Name a socket in all lines of this coroutine, which ends with it. given: the header of the request that opened it."""
    _cause.set(SocketCause(new_or_given(given)))


def name_socket_user(user_id: int) -> None:
    if isinstance(opened := _cause.get(), SocketCause):
        opened.user_id = user_id


def end(begun: Token[Cause]) -> None:
    _cause.reset(begun)


def clear() -> None:
    """The task has ended."""
    _cause.set(None)


def new_or_given(given: str | None) -> str:
    """The id that a proxy of ours gave, if it is well-formed; otherwise a new one. Without a proxy a client could choose it."""
    if given is not None and settings.TRUSTED_PROXY_COUNT > 0 and _FORMED.fullmatch(given):
        return given
    return os.urandom(16).hex()


def request_id_of(request: HttpRequest) -> str:
    return str(request.META[_META])


def set_user(request: HttpRequest, user_id: int) -> None:
    """Whose token a call has. A page's user is found in `request.user`."""
    request.META[_USER] = user_id


def current_id() -> str:
    """The id of the request behind this work; empty if there is none."""
    cause = _cause.get()
    if isinstance(cause, HttpRequest):
        return str(cause.META.get(_META, ""))
    if isinstance(cause, SocketCause):
        return cause.request_id
    return str(cause.get("request_id", "")) if cause else ""


def fields(record_request: object = None) -> dict[str, object]:
    """What a line says about its cause. record_request: the request that Django attaches to a record, which it also writes after
    the last middleware. Reads nothing from the database."""
    cause = _cause.get()
    if cause is None and isinstance(record_request, HttpRequest):
        cause = record_request
    if not isinstance(cause, HttpRequest):
        return cause.fields() if isinstance(cause, SocketCause) else dict(cause or {})
    found: dict[str, object] = {"request_id": cause.META.get(_META, ""), "method": cause.method, "path": path_of(cause)}
    if match := cause.resolver_match:
        found["route"] = match.view_name or match.route
    if (user_id := user_id_of(cause)) is not None:
        found["user_id"] = user_id
    return found


def user_id_of(request: HttpRequest) -> Any:
    """None if nobody is logged in, or if nobody has asked yet who it is."""
    if (called := request.META.get(_USER)) is not None:
        return called
    user: Any = getattr(request, "user", None)
    if isinstance(user, LazyObject):
        user = user._wrapped
    return None if user is empty else getattr(user, "pk", None)


SECRET_PARTS = ("key", "token", "code", "uidb36")
"""Names of the parts of addresses that let somebody in: links in mails, invitations."""


def path_of(request: HttpRequest) -> str:
    """The path without its secret parts and without the query."""
    path = request.path
    for name, value in (request.resolver_match.kwargs if request.resolver_match else {}).items():
        if name in SECRET_PARTS and value:
            path = path.replace(str(value), "…")
    return path
