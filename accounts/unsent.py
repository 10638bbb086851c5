"""What was typed into a form that could not be sent: kept in the browser for a few minutes, to fill the page in again.

A signed cookie, not the session: there is none any more when a session has ended, and nothing is stored for strangers.
It only fills fields in. Nothing in it is ever sent by itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "unsent"
MINUTES = 15
LARGEST = 3_500
"""Bytes; a browser keeps 4,096 of a cookie, with its name and attributes."""
NEVER_KEPT = ("password", "code", "token", "secret", "csrf", "idempotency_key")
"""A field whose name holds one of these is left out."""


class Unsent(NamedTuple):
    """page: the path that showed the form; to: where it was sent; fields: what it held, secrets left out."""

    page: str
    to: str
    fields: dict[str, list[str]]


def keep_unsent(request: HttpRequest, response: HttpResponseBase, page: str) -> None:
    """Keep what a POST held. More than fits into a cookie is not kept."""
    fields = {name: values for name, values in request.POST.lists() if not any(word in name for word in NEVER_KEPT)}
    kept = signing.dumps(Unsent(page.partition("?")[0], request.path, fields), salt=COOKIE, compress=True)
    if len(kept) <= LARGEST:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, kept, max_age=MINUTES * 60, httponly=True, samesite="Lax", secure=secure)


def unsent_of(request: HttpRequest) -> Unsent | None:
    """What this page's form held when it could not be sent; None for any other page."""
    if COOKIE not in request.COOKIES:
        return None
    try:
        found: Any = signing.loads(request.COOKIES[COOKIE], salt=COOKIE, max_age=MINUTES * 60)
    except signing.BadSignature:  # too old, or not by us
        return None
    return Unsent(*found) if found[0] == request.path else None


def forget_unsent(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def typed_into(unsent: Unsent | None, to: str, which: Mapping[str, object]) -> Mapping[str, Sequence[str]]:
    """The fields of the form that was sent `to` an address and held the values of `which`; nothing for any other form."""
    if unsent is None or unsent.to != to:
        return {}
    if any(unsent.fields.get(name) != [str(value)] for name, value in which.items()):
        return {}
    return unsent.fields
