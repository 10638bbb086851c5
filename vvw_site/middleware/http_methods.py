"""HEAD is handled as GET. A wrong method gets a page with a next step, or the API's own error below /api/; Django's decorators
answer with an empty page.

Users open an address that only takes forms from the history, a bookmark or after a log-in; the page links to the form's screen.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from game.api import responses
from vvw_site.middleware.error_responses import without_log_entry

GetResponse = Callable[[HttpRequest], HttpResponse]
SCREENS = {"/play/guest/": "/"}
"""Forms whose screen is not at an address above theirs."""


class HttpMethods:
    """The innermost middleware: its page shows who is logged in, and library views check whether the method is GET."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_head = request.method == "HEAD"
        if is_head:  # the server drops the body
            request.method = "GET"
        try:
            response = self.get_response(request)
        finally:
            if is_head:
                request.method = "HEAD"
        if response.status_code != 405 or response.streaming or response.content:
            return response
        allowed = response.headers["Allow"]
        if request.path_info.startswith("/api/"):
            return responses.wrong_method(allowed.split(", "))
        page = render(request, "errors/405.html", {
            "screen": screen_of(request.path_info), "takes_forms": "POST" in allowed,
        }, status=405)  # fmt: skip
        page.headers["Allow"] = allowed
        page.headers["Cache-Control"] = "no-store"
        without_log_entry(page)  # Django has logged the empty response
        return page


def screen_of(path: str) -> str:
    """The nearest address above that is a page: "/play/shop/" for "/play/shop/buy/"."""
    if path in SCREENS:
        return SCREENS[path]
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{path}/")
        except Resolver404:
            continue
        return f"{path}/"
    return "/"
