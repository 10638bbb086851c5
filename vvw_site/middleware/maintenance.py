"""The switch that closes the city for repairs: 503 for everybody but staff, while health checks and static files answer."""

import os
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from game.api import responses
from game.rules.errors import GameError

Answer = Callable[[HttpRequest], HttpResponse]
RETRY_AFTER = 300
"""Seconds."""
DOORS = ("account_login", "account_logout", "mfa_authenticate", "admin:index")
"""Where staff come in. The admin sends everybody else away by itself."""

log = structlog.get_logger(__name__)


class Maintenance:
    """Stands behind whitenoise, which serves static files, and behind the session, which knows staff."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_closed() or is_door(request.path_info) or is_staff(request):
            return self.get_response(request)
        return closed(request)


def is_closed() -> bool:
    """MAINTENANCE is set, or its file is there: looked up with each request, so that no restart is needed."""
    return settings.MAINTENANCE or os.path.exists(settings.MAINTENANCE_FILE)  # noqa: PTH110 (asked at each request; a Path costs ten times as much)


def is_door(path: str) -> bool:
    return path.startswith(("/healthz/", *map(reverse, DOORS)))


def is_staff(request: HttpRequest) -> bool:
    try:
        return bool(request.user.is_active and request.user.is_staff)
    except Exception as error:  # Postgres or Redis may be what is being repaired; nobody is known then
        log.info("maintenance_without_sessions", error=str(error))
        return False


def closed(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        words = "The city is closed for repairs. What you have stays yours; try again in a few minutes."
        return responses.refusal(GameError("unavailable", words, retry_after=RETRY_AFTER))
    response = HttpResponse(render_to_string("errors/maintenance.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # it is meant; Django would log an error for each
    return response
