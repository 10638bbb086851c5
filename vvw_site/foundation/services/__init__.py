"""The embedded Postgres and Redis: real servers from pip packages, used when no URL is given.

An *instance* ("dev", "test", "bench", or any short name) is one pair of servers with its own data. Its URLs depend only on
the checkout and the user, so settings can name them before anything runs. `hold(instance)` keeps it running for the length of
a block; when the last holder leaves, the servers stop. Nothing here imports Django.
"""

from .errors import ServicesError
from .lease import Lease, acquire, hold, is_running
from .urls import celery_url, needs_embedded, postgres_config, postgres_url, redis_url, with_redis_db

__all__ = [
    "Lease",
    "ServicesError",
    "acquire",
    "celery_url",
    "hold",
    "is_running",
    "needs_embedded",
    "postgres_config",
    "postgres_url",
    "redis_url",
    "with_redis_db",
]
