"""Postgres and Redis: the settings of database, cache, channels and broker."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from vvw_site.foundation import services
from vvw_site.foundation.database.reconnect import RECONNECT_SECONDS, retry_while_requests_wait

from . import declared

REDIS_SCHEMES = ("redis://", "rediss://", "unix://")


def data_settings(instance: str | None) -> dict[str, Any]:
    """The settings that base.py declares without a value. `instance` names the embedded servers that are used for a URL that
    is not given; None allows none. Raises ImproperlyConfigured."""
    database_url, redis_url = declared.DATABASE_URL.value(), declared.REDIS_URL.value()
    if instance is None and not (database_url and redis_url):
        raise ImproperlyConfigured("Set DATABASE_URL and REDIS_URL: this environment has no embedded servers.")
    database_url = database_url or services.postgres_url(instance or "")
    redis_url = redis_url or services.redis_url(instance or "")
    if not redis_url.startswith(REDIS_SCHEMES):
        raise ImproperlyConfigured(f"REDIS_URL must begin with one of {', '.join(REDIS_SCHEMES)} (docs/settings.md).")
    return {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "DATABASES": {"default": database_settings(database_url)},
        "DATABASE_PREPARE": declared.DATABASE_PREPARE.value(),
        "STAFF_LIST_TIMEOUT": declared.STAFF_LIST_TIMEOUT.value(),
        "CACHES": {"default": cache_settings(redis_url)},
        "CHANNEL_LAYERS": {
            "default": {
                "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
                "CONFIG": {"hosts": [redis_url], "prefix": "vvw"},
            }
        },
        "CELERY_BROKER_URL": services.celery_url(redis_url),
    }


def database_settings(url: str) -> dict[str, Any]:
    """Django's dict for the one database."""
    try:
        database = services.postgres_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from error
    # One pool per process: a new connection per request costs nine times as much as a pooled one. A request that gets no
    # connection in time is answered 503. While Postgres is away, the pool retries about twice a second as long as requests wait.
    database["OPTIONS"]["pool"] = {
        "min_size": 1, "max_size": declared.DATABASE_POOL.value(), "timeout": declared.DATABASE_POOL_TIMEOUT.value(),
        "reconnect_timeout": RECONNECT_SECONDS, "reconnect_failed": retry_while_requests_wait,
    }  # fmt: skip
    # The server binds and prepares statements: it parses and plans each once per connection, not once per request.
    if declared.DATABASE_PREPARE.value():
        database["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
    # Who it is, in Postgres's own list of connections. A pooler accepts this parameter.
    database["OPTIONS"].setdefault("application_name", declared.TIER.value())
    lock_seconds = declared.DATABASE_LOCK_TIMEOUT.value()
    statement_seconds = declared.DATABASE_STATEMENT_TIMEOUT.value()
    database["SESSION"] = {
        # One request that waits for a lock, one client that falls silent in a transaction, or one long statement must not
        # block the others for ever.
        "lock_timeout": f"{lock_seconds * 1000:.0f}ms", "statement_timeout": f"{statement_seconds * 1000:.0f}ms",
        "idle_in_transaction_session_timeout": "60s",
        # A prepared statement is planned once for all its values. With its own choice, Postgres planned a hunt's statements
        # at each call, which was a quarter of its work. Our statements are too short for compilation to pay off
        # (docs/performance.md).
        "plan_cache_mode": "force_generic_plan", "jit": "off",
    }  # fmt: skip
    return database


def cache_settings(url: str) -> dict[str, Any]:
    return {
        "BACKEND": "vvw_site.foundation.cache.ForgivingRedis",
        "LOCATION": url,
        "KEY_PREFIX": "vvw",
        "OPTIONS": {
            "CLIENT_CLASS": "django_redis.client.DefaultClient",
            "SERIALIZER": "vvw_site.foundation.cache.Json",
            # While Redis is away the cache is empty: sessions come from the database, and boards are read again.
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": 1,
            "SOCKET_TIMEOUT": 2,
        },
    }
