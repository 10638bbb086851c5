"""The short way of an API call: it has a token and no cookie, answers in JSON, and needs nothing that pages need.

Sessions, messages, content policy, whitenoise and the rest cost a call more than its own statements do. What a call does
need stands here: the switch for repairs and the headers of an answer that is no page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, get_resolver

from vvw_site.middleware.maintenance import closed, is_closed

Answer = Callable[[HttpRequest], HttpResponse]
ROOT = "/api"
CALLS = ("/api/v1/", "/api/public/v1/")
HEADERS = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "X-Frame-Options": "DENY"}
"""Should a browser ever be led to show an answer as a page, nothing in it may load or be framed."""
_STORED = {name.lower(): (name, value) for name, value in HEADERS.items()}


class ApiWay:
    """Stands behind SecurityMiddleware, which sends to HTTPS and sets what every answer carries. What is no call goes on."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.calls = get_resolver("game.api.urls")
        self.fixed: dict[str, ResolverMatch] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if not path.startswith(CALLS):
            return self.get_response(request)
        try:
            match = self.fixed.get(path) or self.found(path)
        except Resolver404:
            return self.get_response(request)
        request.get_host()  # refuses a forged one
        request.resolver_match = match
        # Staff who try out calls while the city is closed are known by their session, which this way does not look at.
        response = closed(request) if is_closed() else match.func(request, *match.args, **match.kwargs)
        response.headers._store.update(_STORED)  # set one by one, Django would check and encode each at each call
        if not response.streaming:
            response.headers["Content-Length"] = str(len(response.content))
        return response

    def found(self, path: str) -> ResolverMatch:
        """The call at an address. One without a part that varies is remembered: there are only so many."""
        match = self.calls.resolve(path.removeprefix(ROOT))
        if not match.kwargs:
            self.fixed[path] = match
        return match
