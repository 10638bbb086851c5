"""The pages for what went wrong: one shape for people, always with a next step."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.limits import in_words
from game.views.player import back_of


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret is missing or too old: nothing happened, going back and sending again helps."""
    return render(request, "errors/message.html", {
        "title": "That form had gone stale",
        "message": "Go back, reload the page and send it again.",
        "back_url": back_of(request),
    }, status=403)  # fmt: skip


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
    """A limit of allauth's. accounts/library_limits.py, which counts them, notes the seconds that are left."""
    wait = getattr(request, "limit_wait", 60)
    response = render(request, "errors/429.html", {"wait": in_words(wait)}, status=429)
    response["Retry-After"] = str(wait)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: its user, session or messages may be what failed."""
    return HttpResponseServerError(render_to_string("errors/500.html"))


def unavailable(request: HttpRequest) -> HttpResponse:
    """No connection came free in time, or a server is away: neither a fault of this request nor one that a trace explains."""
    response = HttpResponse(render_to_string("errors/503.html"), status=503)
    response["Retry-After"] = "5"
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # in one line; Django would log a whole trace for each, just when there are many
    return response
