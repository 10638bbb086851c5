"""In a surge, requests that have waited too long in front of this process are refused at once: their clients have mostly given up, and
to answer them would make the next ones late too. So the queue is gone within a moment, and a tier recovers as soon as the surge ends.

The proxy says when a request was complete (deploy/nginx/vvw.conf), so a body that arrives slowly does not count.
"""

from math import isfinite
from time import monotonic, time

from django.conf import settings
from django.http import HttpRequest

from game.rules.errors import GameError
from vvw_site.foundation.metrics import registry

RETRY_AFTER = 5
"""Seconds."""
PERIOD_SECONDS = 600.0
DIFFERENT_CLOCKS_SECONDS = 5.0
"""A queue that is refused is empty at once. If every request is late for this long, a clock was set instead."""


class Waiting:
    """How long requests have waited, by the proxy's clock and ours. Threads share one; what they overwrite for each other is harmless.

    The clocks of two machines differ. The least difference of this period and of the one before is taken for that of the clocks,
    because among so many requests some did not wait.
    """

    def __init__(self, longest: float) -> None:
        """longest: seconds that a request may wait."""
        self.longest = longest
        self.least = self.least_before = float("inf")
        self.period_ends = 0.0
        self.late_since: float | None = None

    def is_late(self, complete: float, now: float, ticks: float) -> bool:
        """complete, now: seconds since 1970 by the proxy's clock and by ours. ticks: by a clock of ours that nobody sets."""
        age = now - complete
        if ticks >= self.period_ends:
            self.least_before = self.least if self.period_ends else age
            self.least, self.period_ends = age, ticks + PERIOD_SECONDS
        elif age < self.least:
            self.least = age
        if age - min(self.least, self.least_before) <= self.longest:
            self.late_since = None
            return False
        if self.late_since is None:
            self.late_since = ticks
        if ticks - self.late_since < DIFFERENT_CLOCKS_SECONDS:
            return True
        self.least = self.least_before = age
        self.late_since = None
        return False


_waiting = Waiting(settings.REQUEST_WAIT)


def find_lateness(request: HttpRequest) -> GameError | None:
    """The refusal of a request that has waited too long. The header is believed only behind our own proxies."""
    sent = request.META.get("HTTP_X_REQUEST_START")
    if sent is None or not settings.TRUSTED_PROXY_COUNT:
        return None
    try:
        complete = float(sent)
    except ValueError:
        return None
    if not isfinite(complete) or not _waiting.is_late(complete, time(), monotonic()):
        return None
    registry.LATE_REQUESTS.inc()
    return GameError(
        "unavailable", "Too many people at once. Nothing was changed; try again in a moment.", retry_after=RETRY_AFTER
    )
