"""Refuses what no address, parameter, header or cookie of ours can hold, before anything reads it.

No column of Postgres holds a NUL, and no file system an endless name: each view that looked such a thing up would fail.
"""

import re
from typing import Any

from django.db.models import IntegerField
from django.http import Http404, HttpRequest

from game.rules.errors import GameError
from vvw_site.foundation.converters import ID_MAX

PATH_MAX = 1_000
"""Letters. The longest address of ours has about 150."""

NUMBERS = ("page", "page_size", "before")
NUMBERS_OF_STAFF = ("p", "page")
_NUMBER = re.compile(r"[0-9]{1,18}")


def check_object_id(view: Any, kwargs: dict[str, Any]) -> None:
    """The admin looks an id up as whatever Python reads as a number: "+1", " 1" and digits of other scripts. Http404."""
    owner, given = getattr(view, "model_admin", None), kwargs.get("object_id")
    if owner and given is not None and isinstance(owner.opts.pk, IntegerField) and not is_id(given):
        raise Http404


def fault_of(request: HttpRequest) -> GameError | None:
    """An address that cannot be is a 404; a NUL in a parameter, header or cookie is a 400 that names it."""
    path, headers = request.path_info, request.META
    query = headers.get("QUERY_STRING", "")
    if ("\0" in path or len(path) > PATH_MAX) and not path.startswith("/wiki/"):  # which has a 404 of its own
        return GameError("not_found", "There is no such address.")
    if query and ("%00" in query or "\0" in query):
        return _nul("parameter", next((n for n, values in request.GET.lists() if "\0" in n + "".join(values)), "query"))
    if query and (name := _no_number(request)):
        return GameError("invalid", f"“{name}” needs a whole number, written in digits.", field=name)
    cookies = headers.get("HTTP_COOKIE")
    if cookies and ("\0" in cookies or ("\\" in cookies and _cookie(request))):
        return _nul("cookie", _cookie(request) or "cookie")
    for name, value in headers.items():
        if type(value) is str and ("\0" in value or "\0" in name) and name.startswith("HTTP_"):
            return _nul("header", name.removeprefix("HTTP_").replace("_", "-").lower())
    return None


def _no_number(request: HttpRequest) -> str | None:
    """The first parameter that stands for a number everywhere and is none. A page would take another number for it."""
    names = NUMBERS_OF_STAFF if request.path_info.startswith("/admin/") else NUMBERS
    return next((name for name in names if not all(map(_NUMBER.fullmatch, request.GET.getlist(name)))), None)


def is_id(text: str) -> bool:
    """The id of a row, as we write it ourselves."""
    return text.isascii() and text.isdigit() and text[0] != "0" and len(text) <= 19 and int(text) <= ID_MAX


def _cookie(request: HttpRequest) -> str | None:
    """The name of a cookie with a NUL. A quoted one may spell it as \\000."""
    return next((name for name, value in request.COOKIES.items() if "\0" in name + value), None)


def _nul(what: str, name: str) -> GameError:
    name = name.replace("\0", "")[:60]
    return GameError("invalid", f"The {what} “{name}” holds a character that no text of ours can hold.", field=name)
