"""Which page a request came from, as a path of this site that a browser can open."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

TAKES_FORMS_ONLY = frozenset({
    "buy", "choose", "claim", "craft", "end", "end-all", "equip", "guest", "let-go", "loadout", "points", "read", "repair",
    "restore", "reveal", "rotate", "sell", "unequip", "upgrade", "use",
})  # fmt: skip
"""Last parts of addresses that answer POST and no GET; vvw_site/tests/test_page_before.py compares them with the site's."""


def page_before(request: HttpRequest, otherwise: str | None = None) -> str:
    """The page that the request came from; when that is not known, `otherwise` or the page that its address belongs to."""
    try:
        came = urlsplit(request.META.get("HTTP_REFERER", ""))
    except ValueError:  # "http://[": anybody can send any header
        came = urlsplit("")
    if came.netloc != request.get_host() or not is_path(came.path):
        return otherwise or page_of(request.path)
    page = page_of(came.path)
    return f"{page}?{came.query}" if came.query and page == came.path else page


def page_of(path: str) -> str:
    """The page whose form is sent to an address: /play/shop/buy/ -> /play/shop/. A page is its own."""
    parts = path.strip("/").split("/")
    has_forms = parts[0] in ("play", "fairness", "accounts")  # a character may be called "use", and have a page of that name
    while parts and ((has_forms and parts[-1] in TAKES_FORMS_ONLY) or not _is_known("/".join(["", *parts, ""]))):
        parts.pop()
    return "/".join(["", *parts, ""]) if parts else "/"


def is_path(text: str) -> bool:
    """A path of this site: nothing that a browser would take for another host or for a script."""
    return text.startswith("/") and text.isprintable() and url_has_allowed_host_and_scheme(text, allowed_hosts=None)


def _is_known(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
