"""What is counted as it happens, in every process. Under gunicorn the values lie in files in memory that all its workers
share (deploy/gunicorn.conf.py names the folder before this is imported); elsewhere in the one process there is.
"""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

disable_created_metrics()  # a second figure for each, of when its process began to count
OURS = CollectorRegistry()
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
"""Seconds. A hunt takes a few milliseconds; 10 is the longest wait for a lock."""

REQUESTS = Counter("http_requests_total", "Requests answered.", ["method", "route", "status"], registry=OURS)
DURATION = Histogram(
    "http_request_duration_seconds", "From the first line of our code to the answer.", ["route"], buckets=BUCKETS, registry=OURS
)
CACHE_HITS = Counter("cache_hits_total", "Values that the cache had.", registry=OURS)
CACHE_MISSES = Counter("cache_misses_total", "Values that it did not have, or that Redis did not give.", registry=OURS)

SOCKETS_OPEN = Gauge("sockets_open", "Sockets open now.", ["route"], multiprocess_mode="livesum", registry=OURS)
SOCKET_FRAMES = Counter("socket_frames_total", "Frames that came in, or went out.", ["route", "way"], registry=OURS)

POOL_CONNECTIONS = Gauge(
    "db_pool_connections", "Connections to Postgres.", ["state"], multiprocess_mode="livesum", registry=OURS
)
POOL_LIMIT = Gauge(
    "db_pool_limit", "The most that the processes may open, together.", multiprocess_mode="livesum", registry=OURS
)
POOL_WAITING = Gauge("db_pool_waiting", "Requests that wait for a connection now.", multiprocess_mode="livesum", registry=OURS)
POOL_REQUESTS = Counter("db_pool_requests_total", "Times that a connection was asked for.", registry=OURS)
POOL_WAITS = Counter("db_pool_waits_total", "Times that none was free at once.", registry=OURS)
POOL_WAIT_SECONDS = Counter("db_pool_wait_seconds_total", "Time spent waiting for one.", registry=OURS)
POOL_TIMEOUTS = Counter("db_pool_timeouts_total", "Times that none came in time; each was a 503.", registry=OURS)
POOL_FAULTS = Counter("db_pool_connection_faults_total", "Connections lost, or not made.", registry=OURS)


@cache
def requests(method: str, route: str, status: int) -> Counter:
    """The one counter of such requests: looking it up by labels costs more than counting."""
    return REQUESTS.labels(method, route, str(status))


@cache
def duration(route: str) -> Histogram:
    return DURATION.labels(route)
