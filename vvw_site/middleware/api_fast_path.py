"""A short path for API calls: they have a token and no cookie, answer in JSON, and need nothing that pages need.

Sessions, messages, the content policy, whitenoise and the rest of the middleware cost more than a call's own statements. This
module does what a call needs: the maintenance switch, and the headers of an answer that is not a page.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, get_resolver

from vvw_site.middleware.maintenance import closed, is_closed

Answer = Callable[[HttpRequest], HttpResponse]
ROOT = "/api"
CALLS = ("/api/v1/", "/api/public/v1/")
HEADERS = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "X-Frame-Options": "DENY"}
"""If a browser shows an answer as a page, nothing in it may load or be framed."""
_STORED = {name.lower(): (name, value) for name, value in HEADERS.items()}


class ApiFastPath:
    """Comes after SecurityMiddleware, which redirects to HTTPS and sets the headers of every answer. Other requests go on."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.calls = get_resolver("vvw_site.api_urls")
        self.fixed: dict[str, ResolverMatch] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if not path.startswith(CALLS):
            return self.get_response(request)
        try:
            match = self.fixed.get(path) or self.resolve(path)
        except Resolver404:
            return self.get_response(request)
        request.get_host()  # refuses a forged one
        request.resolver_match = match
        # During maintenance this path refuses staff too: it does not read the session that would show who they are.
        response = closed(request) if is_closed() else match.func(request, *match.args, **match.kwargs)
        response.headers._store.update(_STORED)  # one by one, Django would check and encode each of them at each call
        if not response.streaming:
            response.headers["Content-Length"] = str(len(response.content))
        return response

    def resolve(self, path: str) -> ResolverMatch:
        """The call at an address. Addresses without variable parts are remembered; there are few."""
        match = self.calls.resolve(path.removeprefix(ROOT))
        if not match.kwargs:
            self.fixed[path] = match
        return match
