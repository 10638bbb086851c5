"""Refuses addresses, parameters, headers and cookies with values that are never valid here, before other code reads them.

No column of Postgres can hold a NUL, and no file system a very long name: each view that looks such a value up would fail.
"""

import re
from typing import Any

from django.db.models import IntegerField
from django.http import Http404, HttpRequest

from game.content import wiki_urls
from game.rules.errors import GameError
from vvw_site.foundation.converters import ID_MAX

PATH_MAX = 1_000
"""Characters. The longest address of the site has about 150."""
NUMBERS = ("page", "page_size", "before")
"""Parameters that are a number on every page."""
STAFF_NUMBERS = ("p", "page")
_NUMBER = re.compile(r"[0-9]{1,18}")


def check_object_id(view: Any, kwargs: dict[str, Any]) -> None:
    """Raise Http404 for an id that the admin would accept because Python reads it as a number: "+1", " 1", other digits."""
    owner, given = getattr(view, "model_admin", None), kwargs.get("object_id")
    if owner and given is not None and isinstance(owner.opts.pk, IntegerField) and not is_id(given):
        raise Http404


def find_error(request: HttpRequest) -> GameError | None:
    """Impossible addresses are a 404; a NUL in a parameter, header or cookie is a 400 that names it."""
    path, headers = request.path_info, request.META
    query = headers.get("QUERY_STRING", "")
    if ("\0" in path or len(path) > PATH_MAX) and not path.startswith(wiki_urls.WIKI):  # the wiki has its own 404 page
        return GameError("not_found", "There is no such address.")
    if query and ("%00" in query or "\0" in query):
        return _nul("parameter", next((n for n, values in request.GET.lists() if "\0" in n + "".join(values)), "query"))
    cookies = headers.get("HTTP_COOKIE")
    if cookies and ("\0" in cookies or ("\\" in cookies and _cookie_with_nul(request))):
        return _nul("cookie", _cookie_with_nul(request) or "cookie")
    for name, value in headers.items():
        if type(value) is str and ("\0" in value or "\0" in name) and name.startswith("HTTP_"):
            return _nul("header", name.removeprefix("HTTP_").replace("_", "-").lower())
    return None


def find_wrong_number(request: HttpRequest) -> GameError | None:
    """A number parameter whose value is not a number is a 400 that names it. A page would use some other number instead."""
    if not request.META.get("QUERY_STRING"):
        return None
    names = STAFF_NUMBERS if request.path_info.startswith("/admin/") else NUMBERS
    for name in names:
        if not all(map(_NUMBER.fullmatch, request.GET.getlist(name))):
            return GameError("invalid", f"“{name}” needs a whole number, written in digits.", field=name)
    return None


def is_id(text: str) -> bool:
    """Whether the text is a row's id in the form that the site writes."""
    return text.isascii() and text.isdigit() and text[0] != "0" and len(text) <= 19 and int(text) <= ID_MAX


def _cookie_with_nul(request: HttpRequest) -> str | None:
    """The name of a cookie with a NUL. In a quoted cookie it may be written as \\000."""
    return next((name for name, value in request.COOKIES.items() if "\0" in name + value), None)


def _nul(what: str, name: str) -> GameError:
    name = name.replace("\0", "")[:60]
    return GameError("invalid", f"The {what} “{name}” holds a character that no text of ours can hold.", field=name)
