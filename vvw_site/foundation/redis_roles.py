"""The roles of Redis, and a client for each. A role has a URL of its own, or shares REDIS_URL (docs/operation/redis.md)."""

from functools import cache
from typing import Any

import redis
from django.conf import settings
from django.core.cache import caches

CACHE, LIMITS, BROKER, CHANNELS = "cache", "limits", "broker", "channels"
ROLES = (CACHE, LIMITS, BROKER, CHANNELS)
"""cache: the cache and copies of sessions. limits: counts of rate limits. broker: tasks that wait. channels: frames of sockets."""
CONNECT_SECONDS, ANSWER_SECONDS = 1, 2
CONNECTIONS_MAX = 256
"""Of one process to one URL. A thread has one at a time, so this is only reached if connections leak; then Redis counts as away."""


def redis_of(role: str) -> "redis.Redis":
    """The client of a role. It raises RedisError, unlike the cache, which ignores a Redis that is away."""
    if role == CACHE:
        cached: Any = caches["default"]
        return cached.client.get_client(write=True)  # type: ignore[no-any-return]  # django-redis has no types
    return client_of(settings.REDIS_URLS[role])


@cache
def client_of(url: str) -> "redis.Redis":
    """One client with its pool for each URL and process. A pool notices that its process was forked, and begins anew."""
    pool = redis.ConnectionPool.from_url(
        url, max_connections=CONNECTIONS_MAX, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=ANSWER_SECONDS
    )
    return redis.Redis(connection_pool=pool)


def parts() -> dict[str, str]:
    """The parts that health, metrics and the status page tell apart, with a role to ask each by: "redis" if all roles have one URL,
    else "redis_cache", "redis_limits" and so on."""
    if len(set(settings.REDIS_URLS.values())) == 1:
        return {"redis": CACHE}
    return {f"redis_{role}": role for role in ROLES}
