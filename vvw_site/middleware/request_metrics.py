"""Counts requests by route and status, times them, and gives each its id. Also answers /metrics."""

from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from vvw_site.foundation.logs import cause
from vvw_site.foundation.metrics import pool, registry
from vvw_site.metrics import endpoint

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""A client can send any word as the method, and each would be a time series of its own."""
VERSION_HEADER = "X-VvW-Version"
"""On every response of a tier: during a release, it shows which version has answered."""
_ID = cause.HEADER.lower()


class RequestMetrics:
    """The outermost middleware, so that it times everything, and so that /metrics needs no host name in ALLOWED_HOSTS:
    Prometheus scrapes by address. Costs less than 10 microseconds per request (bench/measured.py)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.version = (VERSION_HEADER, settings.VERSION)
        pool.start_publishing()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == endpoint.PATH and request.method in ("GET", "HEAD") and endpoint.may_read(request):
            return endpoint.metrics_response()
        begun = perf_counter()
        in_lines = cause.begin_request(request)
        try:
            response = self.get_response(request)
        finally:
            cause.end(in_lines)
        # Django's own assignment would check and encode them each time.
        response.headers._store["x-vvw-version"] = self.version
        response.headers._store[_ID] = (cause.HEADER, cause.request_id_of(request))
        route = route_of(request)
        registry.duration(route).observe(perf_counter() - begun)
        method = request.method if request.method in METHODS else "other"
        registry.requests(method, route, response.status_code).inc()
        return response


def route_of(request: HttpRequest) -> str:
    """The name of the route, or its pattern if it has none. Never the requested path, because there are unlimited ones."""
    match = request.resolver_match
    if match is None:
        return "static" if request.path_info.startswith(settings.STATIC_URL) else "unmatched"
    if match.url_name:
        return match.view_name
    if request.path_info.startswith("/api/"):  # api_fast_path.py resolves the part below it only
        return "api/" + match.route.removeprefix("api/")
    return match.route
