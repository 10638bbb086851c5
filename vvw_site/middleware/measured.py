"""Counts each request by route and status, and times it. /metrics itself is answered here."""

from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from vvw_site.foundation.metrics import counted, pool
from vvw_site.metrics import shown

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Anybody can send any word as a method, and each would be a figure of its own."""


class Measured:
    """Outermost, so that the time is that of everything within, and so that /metrics needs no host name that we know:
    who scrapes us asks by address. Costs less than 10 microseconds a request (bench/measured.py)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        pool.watch()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == shown.PATH and request.method in ("GET", "HEAD") and shown.may_see(request):
            return shown.shown()
        begun = perf_counter()
        response = self.get_response(request)
        route = route_of(request)
        counted.duration(route).observe(perf_counter() - begun)
        method = request.method if request.method in METHODS else "other"
        counted.requests(method, route, response.status_code).inc()
        return response


def route_of(request: HttpRequest) -> str:
    """The name of the address, or its pattern where it has none; never what was asked for, which has no end."""
    match = request.resolver_match
    if match is None:
        return "static" if request.path_info.startswith(settings.STATIC_URL) else "unmatched"
    if match.url_name:
        return match.view_name
    if request.path_info.startswith("/api/"):  # ApiFastPath resolves from below it on
        return "api/" + match.route.removeprefix("api/")
    return match.route
