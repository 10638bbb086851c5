"""The embedded Postgres and Redis: real servers from pip packages, used when no URL is given.

An *instance* ("dev", "test", "bench", or any short name) is one pair of servers with its own data. Its URLs depend on
the checkout and the user alone, so settings can name them while nothing runs. `hold(instance)` makes sure that it
runs for as long as the block lasts; the last holder's leaving stops it. Nothing here imports Django.
"""

from .faults import ServicesError
from .lease import Lease, hold, is_running, take
from .urls import celery_url, needs_embedded, postgres_config, postgres_url, redis_url, with_redis_db

__all__ = [
    "Lease",
    "ServicesError",
    "celery_url",
    "hold",
    "is_running",
    "needs_embedded",
    "postgres_config",
    "postgres_url",
    "redis_url",
    "take",
    "with_redis_db",
]
