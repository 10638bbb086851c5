"""The error pages, each with a next step."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.limits.duration_text import duration_text


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/message.html", {
        "title": "That request made no sense",
        "message": "Go back and try again.",
        "back_url": "/",
    }, status=400)  # fmt: skip


def too_fast(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For allauth's limits. accounts/allauth/rate_limits.py, which counts them, sets the seconds to wait."""
    wait = getattr(request, "limit_wait", 60)
    response = render(request, "errors/429.html", {"wait": duration_text(wait)}, status=429)
    response["Retry-After"] = str(wait)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request, because its user, session or messages may be what failed."""
    return HttpResponseServerError(render_to_string("errors/500.html"))


def unavailable(request: HttpRequest) -> HttpResponse:
    """No database connection was free in time, or a server is down."""
    return _try_later("errors/503.html", seconds=5)


def too_slow(request: HttpRequest) -> HttpResponse:
    """A statement exceeded its time limit. A longer wait, so that Postgres does not run the same statement again at once."""
    return _try_later("errors/slow.html", seconds=60)


def _try_later(template: str, seconds: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template), status=503)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    # The caller logs one line. Without this, Django would log a traceback for each of many such answers.
    response._has_been_logged = True  # type: ignore[attr-defined]  # the stubs lack what django.utils.log.log_response reads
    return response
