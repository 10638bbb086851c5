"""Keeps the list of sessions up to date."""

import time
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import UpdateError
from django.db import IntegrityError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.actions.erase import refused_as_erased
from accounts.sessions.activity import RECORDED_AT, record_request


class SessionActivityMiddleware:
    """Records address, browser and time of a session, at most every INTERVAL seconds. Allauth's own middleware takes four
    statements per request; this one stores the time of the last record in the session, which is loaded anyway."""

    INTERVAL = 600

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        sessionless = request.path_info.startswith(settings.SESSIONLESS_PATHS)
        if not sessionless and request.session.session_key and time.time() - self.recorded_at(request) > self.INTERVAL:
            self.record(request)
        return self.get_response(request)

    def recorded_at(self, request: HttpRequest) -> int:
        """Reading it must not count as an access by the page: a page that is the same for everybody would get "Vary: Cookie",
        and no cache would store it."""
        accessed = request.session.accessed
        recorded: int = request.session.get(RECORDED_AT, 0)
        request.session.accessed = accessed
        return recorded

    def record(self, request: HttpRequest) -> None:
        request.session.accessed = True  # the page may use request.user without accessing the session itself
        if request.user.is_authenticated:
            try:
                record_request(request)
            except IntegrityError as error:
                if not refused_as_erased(error):
                    raise
                logout(request)
                return
            # Save it here and not with the response: by then the session may have ended elsewhere, and saving it would be an
            # error. It may even have ended since it was read (a double click on "log out"): then this request continues as
            # if it had come a moment earlier, and saves nothing.
            with suppress(UpdateError):
                request.session.save()
            request.session.modified = False
