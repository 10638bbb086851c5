"""The metrics that each process counts. Under gunicorn the values are in files in memory that all its workers share: before
this module is imported, deploy/gunicorn.conf.py sets the folder. Elsewhere the values are in the process itself.
"""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]  # no second series with the time when the process began to count
REGISTRY = CollectorRegistry()
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds. A hunt takes a few milliseconds; 10 is the longest wait for a lock."""

REQUESTS = Counter("http_requests_total", "Requests answered.", ["method", "route", "status"], registry=REGISTRY)
DURATION = Histogram(
    "http_request_duration_seconds",
    "From the first line of our code to the response.",
    ["route"],
    buckets=BUCKETS,
    registry=REGISTRY,
)
LATE_REQUESTS = Counter(
    "late_requests_total", "Requests that waited too long in front of the process; each was a 503.", registry=REGISTRY
)
CACHE_HITS = Counter("cache_hits_total", "Values found in the cache.", registry=REGISTRY)
CACHE_MISSES = Counter(
    "cache_misses_total", "Values not found in the cache, or not read because Redis is away.", registry=REGISTRY
)

SOCKETS_OPEN = Gauge("sockets_open", "Sockets open now.", ["route"], multiprocess_mode="livesum", registry=REGISTRY)
SOCKET_FRAMES = Counter("socket_frames_total", "Frames received (in) or sent (out).", ["route", "way"], registry=REGISTRY)

POOL_CONNECTIONS = Gauge(
    "db_pool_connections", "Connections to Postgres.", ["state"], multiprocess_mode="livesum", registry=REGISTRY
)
POOL_LIMIT = Gauge(
    "db_pool_limit",
    "The most connections that all processes may open together.",
    multiprocess_mode="livesum",
    registry=REGISTRY,
)
POOL_WAITING = Gauge(
    "db_pool_waiting", "Requests that wait for a connection now.", multiprocess_mode="livesum", registry=REGISTRY
)
POOL_REQUESTS = Counter("db_pool_requests_total", "Connections requested from the pool.", registry=REGISTRY)
POOL_WAITS = Counter("db_pool_waits_total", "Requests for a connection that had to wait.", registry=REGISTRY)
POOL_WAIT_SECONDS = Counter("db_pool_wait_seconds_total", "Time spent waiting for a connection.", registry=REGISTRY)
POOL_TIMEOUTS = Counter("db_pool_timeouts_total", "Requests that got no connection in time; each was a 503.", registry=REGISTRY)
POOL_FAULTS = Counter("db_pool_connection_faults_total", "Connections lost, or not opened.", registry=REGISTRY)


@cache
def requests(method: str, route: str, status: int) -> Counter:
    """The counter of such requests. Cached, because looking it up by labels costs more than counting."""
    return REQUESTS.labels(method, route, str(status))


@cache
def duration(route: str) -> Histogram:
    return DURATION.labels(route)
