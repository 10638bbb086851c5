"""The page /status/: what runs, and since when. It needs no session, and is served while Postgres, Redis or the game is down."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from msgspec import Struct

from vvw_site import health
from vvw_site.middleware.maintenance import is_closed

CHECK_SECONDS = 10
"""The parts are checked at most this often by one process, so that reloading the page costs nothing."""
WORDS = {
    "postgres": ("Accounts and characters", "Nobody can log in or play until it is back. What was confirmed is not lost."),
    "redis": ("Sessions and live numbers", "Pages may be slow, and live numbers stand still. Nothing is lost."),
    "redis_cache": ("Sessions and boards", "Pages may be slow. Nothing is lost."),
    "redis_limits": ("Limits on log-ins", "They are counted elsewhere until it is back. Nothing is lost."),
    "redis_broker": ("Mails and the city's own work", "They may be some minutes late. Nothing is lost."),
    "redis_channels": ("Live numbers", "They stand still until a page is loaded again. Nothing is lost."),
}


class PartState(Struct, frozen=True):
    """since: when this process first saw the part in this state. trouble: what it means for players; empty while it works."""

    name: str
    works: bool
    since: datetime
    trouble: str


class StatusBoard:
    """The states of all parts, as this process has seen them. Safe for threads: one of them checks, the others wait for it."""

    def __init__(self, checks: dict[str, Callable[[], None]], clock: Callable[[], float] = time.monotonic) -> None:
        self.checks, self.clock, self.lock = checks, clock, threading.Lock()
        self.started = datetime.now(UTC)
        self.states: list[PartState] = []
        self.checked_at = float("-inf")

    def read(self) -> list[PartState]:
        with self.lock:
            if self.clock() - self.checked_at >= CHECK_SECONDS:
                before = {state.name: state for state in self.states}
                self.states = [self._state(name, check, before) for name, check in self.checks.items()]
                self.checked_at = self.clock()
            return self.states

    def _state(self, name: str, check: Callable[[], None], before: dict[str, PartState]) -> PartState:
        title, trouble = WORDS[name]
        works = not health.fault_of(name, check)
        old = before.get(title)
        since = old.since if old and old.works == works else (datetime.now(UTC) if old else self.started)
        return PartState(title, works, since, "" if works else trouble)


board = StatusBoard(health.checks())


@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Always 200: the page itself is there. Programs ask /healthz/ready, which answers 503."""
    parts = board.read()
    page = {"parts": parts, "closed": is_closed(), "all_work": all(p.works for p in parts), "now": datetime.now(UTC),
            "started": board.started}  # fmt: skip
    return HttpResponse(render_to_string("errors/status.html", page))
