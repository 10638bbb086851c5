"""The pages for what went wrong: one shape for people, always with a next step."""

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
    """A limit of allauth's. accounts/allauth/rate_limits.py, which counts them, notes the seconds that are left."""
    wait = getattr(request, "limit_wait", 60)
    response = render(request, "errors/429.html", {"wait": duration_text(wait)}, status=429)
    response["Retry-After"] = str(wait)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: its user, session or messages may be what failed."""
    return HttpResponseServerError(render_to_string("errors/500.html"))


def unavailable(request: HttpRequest) -> HttpResponse:
    """No connection came free in time, or a server is away: neither a fault of this request nor one that a trace explains."""
    return _try_later("errors/503.html", seconds=5)


def too_slow(request: HttpRequest) -> HttpResponse:
    """A statement took longer than it may. To ask again at once would only keep Postgres busy with the same."""
    return _try_later("errors/slow.html", seconds=60)


def _try_later(template: str, seconds: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template), status=503)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # in one line; Django would log a whole trace for each, just when there are many
    return response
