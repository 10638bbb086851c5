"""HEAD is answered as GET is, and a wrong method gets a page that leads on, or below /api/ the API's own shape: Django's
decorators answer with an empty page.

Who asks for an address that takes forms has come from the history, from a bookmark or after a log-in, and wants its screen.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from game.api import responses

Answer = Callable[[HttpRequest], HttpResponse]
NOT_THEIR_OWN = {"/play/guest/": "/"}
"""Forms whose screen is not above them."""


class Methods:
    """Stands next to the views: the page shows who is logged in, and a view of a library asks whether the method is GET."""

    def __init__(self, get_response: Answer) -> None:
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
        answer = render(request, "errors/405.html", {
            "screen": screen_of(request.path_info), "takes_forms": "POST" in allowed,
        }, status=405)  # fmt: skip
        answer.headers["Allow"] = allowed
        answer.headers["Cache-Control"] = "no-store"
        answer._has_been_logged = True  # Django has logged the empty one
        return answer


def screen_of(path: str) -> str:
    """The nearest address above that is a page: "/play/shop/" for "/play/shop/buy/"."""
    if path in NOT_THEIR_OWN:
        return NOT_THEIR_OWN[path]
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{path}/")
        except Resolver404:
            continue
        return f"{path}/"
    return "/"
