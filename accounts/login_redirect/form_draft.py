"""The fields of a form that was refused because its session had ended. The page fills them in again after the login.

They are in a signed cookie for 15 minutes: when a session has ended there is no other session to hold them, and the server
stores nothing for strangers. They only fill in fields; nothing is sent by itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "unsent"
MINUTES = 15
MAX_BYTES = 3_500
"""Browsers accept 4,096 bytes per cookie, including its name and attributes."""
SECRET_FIELD_WORDS = ("password", "code", "token", "secret", "csrf", "idempotency_key")
"""A field whose name holds one of these is left out."""


class FormDraft(NamedTuple):
    """page: the path that showed the form; to: the path that it was sent to; fields: its values, without secrets."""

    page: str
    to: str
    fields: dict[str, list[str]]


def save_draft(request: HttpRequest, response: HttpResponseBase, page: str) -> None:
    """Save the fields of a POST in the response's cookie. A form that does not fit is not saved."""
    fields = {name: values for name, values in request.POST.lists() if not any(word in name for word in SECRET_FIELD_WORDS)}
    signed = signing.dumps(FormDraft(page.partition("?")[0], request.path, fields), salt=COOKIE, compress=True)
    if len(signed) <= MAX_BYTES:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, signed, max_age=MINUTES * 60, httponly=True, samesite="Lax", secure=secure)


def draft_for(request: HttpRequest) -> FormDraft | None:
    """The draft of this page's form; None when there is none, or when it is of another page."""
    if COOKIE not in request.COOKIES:
        return None
    try:
        found: Any = signing.loads(request.COOKIES[COOKIE], salt=COOKIE, max_age=MINUTES * 60)
    except signing.BadSignature:  # too old, or not signed by us
        return None
    return FormDraft(*found) if found[0] == request.path else None


def delete_draft(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def draft_values(draft: FormDraft | None, to: str, which: Mapping[str, object]) -> Mapping[str, Sequence[str]]:
    """The draft's fields, if its form was sent to the path `to` and had the values of `which`; otherwise nothing."""
    if draft is None or draft.to != to:
        return {}
    if any(draft.fields.get(name) != [str(value)] for name, value in which.items()):
        return {}
    return draft.fields
