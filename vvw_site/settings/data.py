"""Postgres and Redis: the settings of database, cache, channels and broker."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from vvw_site.foundation import services
from vvw_site.foundation.database import pooler
from vvw_site.foundation.database.reconnect import RECONNECT_SECONDS, retry_while_requests_wait
from vvw_site.foundation.redis_roles import ANSWER_SECONDS, BROKER, CACHE, CHANNELS, CONNECT_SECONDS, CONNECTIONS_MAX, LIMITS

from . import declared
from .redis_url import redis_url

VANISHED_HOST = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""Parameters of libpq, in seconds and (the last) milliseconds: they stay on this machine and reach no pooler."""
REDIS_SCHEMES = ("redis://", "rediss://", "unix://")


def data_settings(instance: str | None) -> dict[str, Any]:
    """The settings that base.py declares without a value. `instance` names the embedded servers that are used for a URL that
    is not given; None allows none. Raises ImproperlyConfigured."""
    database_url, redis_url = declared.DATABASE_URL.value(), declared.REDIS_URL.value()
    if instance is None and not (database_url and redis_url):
        raise ImproperlyConfigured("Set DATABASE_URL and REDIS_URL: this environment has no embedded servers.")
    database_url = database_url or services.postgres_url(instance or "")
    redis_url = redis_url or services.redis_url(instance or "")
    urls = redis_urls(redis_url)
    direct_url = declared.DATABASE_DIRECT_URL.value() or database_url
    is_pooled = has_pooler() and not pooler.is_avoided()
    return {
        "DATABASE_URL": database_url,
        "DATABASE_DIRECT_URL": direct_url,
        "DATABASE_POOLER": has_pooler(),
        "REDIS_URL": redis_url,
        "REDIS_URLS": urls,
        "DATABASES": {"default": database_settings(database_url if is_pooled else direct_url, is_pooled=is_pooled)},
        "DATABASE_PREPARE": prepares(is_pooled),
        "STAFF_LIST_TIMEOUT": declared.STAFF_LIST_TIMEOUT.value(),
        "CACHES": {"default": cache_settings(urls[CACHE])},
        "CHANNEL_LAYERS": {
            "default": {
                "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
                "CONFIG": {"hosts": [urls[CHANNELS]], "prefix": "vvw"},
            }
        },
        "CELERY_BROKER_URL": services.celery_url(urls[BROKER]),
    }


def redis_urls(shared: str) -> dict[str, str]:
    """The URL of each role of Redis: its own setting, or the shared one. Raises ImproperlyConfigured."""
    own = {
        CACHE: declared.REDIS_CACHE_URL, LIMITS: declared.REDIS_LIMITS_URL, BROKER: declared.REDIS_BROKER_URL,
        CHANNELS: declared.REDIS_CHANNELS_URL,
    }  # fmt: skip
    for name, url in [("REDIS_URL", shared), *((setting.name, setting.value()) for setting in own.values())]:
        if url and not url.startswith(REDIS_SCHEMES):
            raise ImproperlyConfigured(f"{name} must begin with one of {', '.join(REDIS_SCHEMES)} (docs/settings.md).")
    return {role: redis_url(setting, shared) for role, setting in own.items()}


def has_pooler() -> bool:
    """Whether DATABASE_URL leads to a pooler that gives a server's connection to another client after each transaction."""
    given = declared.DATABASE_POOLER.value()
    if given not in ("", "transaction"):
        raise ImproperlyConfigured(f"DATABASE_POOLER is {given!r}: it must be empty or 'transaction' (docs/settings.md).")
    return bool(given)


def prepares(is_pooled: bool) -> bool:
    """Whether statements are prepared: behind a pooler only if that is asked for, because PgBouncer before 1.21 loses them."""
    return declared.DATABASE_PREPARE.value() and (not is_pooled or declared.DATABASE_PREPARE.is_set())


def session_settings() -> dict[str, str]:
    """The settings that each session of a request has; times in milliseconds, as Postgres shows them in pg_settings."""
    return {
        # One request that waits for a lock, one client that falls silent in a transaction, or one long statement must not
        # block the others for ever.
        "lock_timeout": f"{declared.DATABASE_LOCK_TIMEOUT.value() * 1000:.0f}",
        "statement_timeout": f"{declared.DATABASE_STATEMENT_TIMEOUT.value() * 1000:.0f}",
        "idle_in_transaction_session_timeout": "60000",
        # A prepared statement is planned once for all its values. With its own choice, Postgres planned a hunt's statements
        # at each call, which was a quarter of its work. Our statements are too short for compilation to pay off
        # (docs/performance.md).
        "plan_cache_mode": "force_generic_plan", "jit": "off",
    }  # fmt: skip


def database_settings(url: str, *, is_pooled: bool = False) -> dict[str, Any]:
    """Django's dict for the one database. is_pooled: the URL leads to a pooler in transaction mode."""
    try:
        database = services.postgres_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from error
    # A host that is gone answers nothing: without these times, a connection to it would be opened for two minutes, and a
    # statement on an old one would wait for a quarter of an hour. The URL may set others.
    database["OPTIONS"] = VANISHED_HOST | database["OPTIONS"]
    # One pool per process: a new connection per request costs nine times as much as a pooled one. A request that gets no
    # connection in time is answered 503. While Postgres is away, the pool retries about twice a second as long as requests wait.
    database["OPTIONS"]["pool"] = {
        "min_size": 1, "max_size": declared.DATABASE_POOL.value(), "timeout": declared.DATABASE_POOL_TIMEOUT.value(),
        "reconnect_timeout": RECONNECT_SECONDS, "reconnect_failed": retry_while_requests_wait,
    }  # fmt: skip
    # The server binds and prepares statements: it parses and plans each once per connection, not once per request.
    if prepares(is_pooled):
        database["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
    # Who it is, in Postgres's own list of connections, unless the URL or libpq's own PGAPPNAME says so. A pooler accepts this parameter.
    database["OPTIONS"].setdefault("fallback_application_name", declared.TIER.value())
    if is_pooled:
        database["DISABLE_SERVER_SIDE_CURSORS"] = True
    else:
        database["SESSION"] = session_settings()
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
            "SOCKET_CONNECT_TIMEOUT": CONNECT_SECONDS,
            "SOCKET_TIMEOUT": ANSWER_SECONDS,
            "CONNECTION_POOL_KWARGS": {"max_connections": CONNECTIONS_MAX},
        },
    }
