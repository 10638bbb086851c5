"""The pool of connections, as its own process sees it. A thread publishes it: a request that waits for a connection cannot,
and that is the moment at which somebody wants to know.
"""

import threading
import time

import structlog
from django.conf import settings
from django.db import connections

from vvw_site.foundation.metrics import counted

log = structlog.get_logger(__name__)
EVERY = 2.0
"""Seconds."""
_lock = threading.Lock()
_watch: threading.Thread | None = None


def watch() -> None:
    """Publish from now on, in this process. Does nothing the second time, or where there is no pool."""
    global _watch
    with _lock:
        if _watch is None and settings.DATABASES["default"]["OPTIONS"].get("pool"):
            _watch = threading.Thread(target=_keep_publishing, name="pool watch", daemon=True)
            _watch.start()


def publish() -> None:
    """What happened since the last time, and what is now. Asks the pool alone, never Postgres."""
    with _lock:
        pool = connections["default"].pool
        if pool is None:
            return
        seen = pool.pop_stats()
        size, available = seen.get("pool_size", 0), seen.get("pool_available", 0)
        counted.POOL_CONNECTIONS.labels("in_use").set(size - available)
        counted.POOL_CONNECTIONS.labels("idle").set(available)
        counted.POOL_LIMIT.set(seen.get("pool_max", 0))
        counted.POOL_WAITING.set(seen.get("requests_waiting", 0))
        counted.POOL_REQUESTS.inc(seen.get("requests_num", 0))
        counted.POOL_WAITS.inc(seen.get("requests_queued", 0))
        counted.POOL_WAIT_SECONDS.inc(seen.get("requests_wait_ms", 0) / 1000)
        counted.POOL_TIMEOUTS.inc(seen.get("requests_errors", 0))
        # Found dead by the pool, found dead by the request that got it (both are replaced), and not made at all.
        faults = ("connections_lost", "returns_bad", "connections_errors")
        counted.POOL_FAULTS.inc(sum(seen.get(name, 0) for name in faults))


def _keep_publishing() -> None:
    while True:
        try:
            publish()
        except Exception:  # a full disk, say: the figures may come back, and the site goes on without them
            log.exception("pool_not_published")
        time.sleep(EVERY)
