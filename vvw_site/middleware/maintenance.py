"""The maintenance mode: 503 for everybody but staff, while health checks and static files are served."""

import os
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from game.api import responses
from game.rules.errors import GameError

GetResponse = Callable[[HttpRequest], HttpResponse]
RETRY_AFTER = 300
"""Seconds."""
STAFF_PAGES = ("account_login", "account_logout", "mfa_authenticate", "admin:index")
"""Where staff log in. The admin itself refuses everybody else."""

log = structlog.get_logger(__name__)


class Maintenance:
    """Comes after whitenoise, which serves static files, and after the session, which identifies staff."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_closed() or stays_open(request.path_info) or is_staff(request):
            return self.get_response(request)
        return closed(request)


def is_closed() -> bool:
    """MAINTENANCE is set, or its file exists. Each request looks, so that no restart is needed."""
    return settings.MAINTENANCE or os.path.exists(settings.MAINTENANCE_FILE)  # noqa: PTH110 (a Path costs ten times as much)


def stays_open(path: str) -> bool:
    return path.startswith(("/healthz/", *settings.SESSIONLESS_PATHS, *map(reverse, STAFF_PAGES)))


def is_staff(request: HttpRequest) -> bool:
    try:
        return bool(request.user.is_active and request.user.is_staff)
    except Exception as error:  # without Postgres or Redis, no user can be identified
        log.info("maintenance_without_sessions", error=str(error))
        return False


def closed(request: HttpRequest) -> HttpResponse:
    """The 503 for a page or an API call."""
    if request.path_info.startswith("/api/"):
        words = "The city is closed for repairs. What you have stays yours; try again in a few minutes."
        return responses.refusal(GameError("unavailable", words, retry_after=RETRY_AFTER))
    response = HttpResponse(render_to_string("errors/maintenance.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]  # the 503 is intended; Django would log an error for each
    return response
