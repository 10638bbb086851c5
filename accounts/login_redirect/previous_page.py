"""The page that a request came from, as a path of this site that a browser can open."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

POST_ONLY_ENDINGS = frozenset({
    "accept", "admission", "answer", "appeal", "ask", "block", "buy", "choose", "claim", "craft", "decline", "delete",
    "end", "end-all", "equip", "expel", "forget", "give-back", "guest", "hit", "lead", "leave", "lend", "let-go",
    "loadout", "make", "points", "rank", "read", "refuse", "remind", "remove", "repair", "report", "restore", "reveal",
    "rotate", "save", "say", "seen", "sell", "sign", "stop", "take-back", "title", "unblock", "unequip", "upgrade",
    "use", "with",
})  # fmt: skip
"""Last parts of the paths that answer POST and not GET. vvw_site/tests/test_page_before.py compares them with the site's."""


def previous_page(request: HttpRequest, default: str | None = None) -> str:
    """The page of the Referer header; without a valid one, `default` or the page that the request's path belongs to."""
    try:
        referer = urlsplit(str(request.META.get("HTTP_REFERER", "")))
    except ValueError:  # for example "http://["
        referer = urlsplit("")
    if referer.netloc != request.get_host() or not is_safe_path(referer.path):
        return default or page_of_form(request.path)
    page = page_of_form(referer.path)
    return f"{page}?{referer.query}" if referer.query and page == referer.path else page


def page_of_form(path: str) -> str:
    """The page whose form is sent to a path: /play/shop/buy/ -> /play/shop/. The path of a page is returned as it is."""
    parts = path.strip("/").split("/")
    has_forms = parts[0] in (
        "play",
        "fairness",
        "accounts",
    )  # elsewhere a character may be called "use", and have a page at that path
    while parts and ((has_forms and parts[-1] in POST_ONLY_ENDINGS) or not _is_known("/".join(["", *parts, ""]))):
        parts.pop()
    return "/".join(["", *parts, ""]) if parts else "/"


def is_safe_path(text: str) -> bool:
    """Whether the text is a path of this site, and not something that a browser would read as another host or a script."""
    return text.startswith("/") and text.isprintable() and url_has_allowed_host_and_scheme(text, allowed_hosts=None)


def _is_known(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
