"""The pages for what went wrong: one shape for people, always with a next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose secret is missing or too old: nothing happened, going back and sending again helps."""
    return render(request, "errors/message.html", {
        "title": "That form had gone stale",
        "message": "Go back, reload the page and send it again.",
        "back_url": request.META.get("HTTP_REFERER", "/"),
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


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", status=500)
