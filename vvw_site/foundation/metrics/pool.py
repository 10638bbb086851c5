"""Metrics of this process's connection pool. A thread publishes them, because requests cannot when all of them wait for a
connection, and that is when the metrics matter.
"""

import threading
import time
from typing import cast

import structlog
from django.conf import settings
from django.db import connections

from vvw_site.foundation.database.postgres.base import DatabaseWrapper
from vvw_site.foundation.metrics import registry

log = structlog.get_logger(__name__)
INTERVAL_SECONDS = 2.0
_lock = threading.Lock()
_publisher: threading.Thread | None = None


def start_publishing() -> None:
    """Publish regularly from now on, in this process. Does nothing the second time, or without a pool."""
    global _publisher
    with _lock:
        if _publisher is None and settings.DATABASES["default"]["OPTIONS"].get("pool"):
            _publisher = threading.Thread(target=_keep_publishing, name="pool metrics", daemon=True)
            _publisher.start()


def publish() -> None:
    """Publish what happened since the last call, and the current state. Reads the pool's own numbers, without a statement."""
    with _lock:
        pool = cast(DatabaseWrapper, connections["default"]).pool
        if pool is None:
            return
        stats = pool.pop_stats()
        size, available = stats.get("pool_size", 0), stats.get("pool_available", 0)
        registry.POOL_CONNECTIONS.labels("in_use").set(size - available)
        registry.POOL_CONNECTIONS.labels("idle").set(available)
        registry.POOL_LIMIT.set(stats.get("pool_max", 0))
        registry.POOL_WAITING.set(stats.get("requests_waiting", 0))
        registry.POOL_REQUESTS.inc(stats.get("requests_num", 0))
        registry.POOL_WAITS.inc(stats.get("requests_queued", 0))
        registry.POOL_WAIT_SECONDS.inc(stats.get("requests_wait_ms", 0) / 1000)
        registry.POOL_TIMEOUTS.inc(stats.get("requests_errors", 0))
        # Found dead by the pool, found dead by the request that got it (both are replaced), and not opened at all.
        faults = ("connections_lost", "returns_bad", "connections_errors")
        registry.POOL_FAULTS.inc(sum(stats.get(name, 0) for name in faults))


def _keep_publishing() -> None:
    while True:
        try:
            publish()
        except Exception:  # for example a full disk: the site goes on without these metrics, and they may come back
            log.exception("pool_not_published")
        time.sleep(INTERVAL_SECONDS)
