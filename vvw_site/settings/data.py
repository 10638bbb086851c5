"""Where the data lives: Postgres, Redis, and everything that speaks to them by URL."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from vvw_site.foundation import services
from vvw_site.foundation.database.reconnect import RECONNECT_SECONDS, grow_for_who_waits

from .env import env


def data_settings(instance: str | None) -> dict[str, Any]:
    """The settings of database, cache, channels and broker. `instance` names the embedded servers that stand in for a
    URL that is not given; None allows none."""
    database_url = env("DATABASE_URL", default="")
    redis_url = env("REDIS_URL", default="")
    if instance is None and not (database_url and redis_url):
        raise ImproperlyConfigured("Set DATABASE_URL and REDIS_URL: this environment has no embedded servers.")
    database_url = database_url or services.postgres_url(instance or "")
    redis_url = redis_url or services.redis_url(instance or "")
    try:
        database = services.postgres_config(database_url)
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from error
    # One pool a process: a new connection per request costs nine times a pooled one.
    # A request that gets none of its connections in time is a 503: to wait longer helps nobody.
    most, seconds = env.int("DATABASE_POOL", default=8), env.float("DATABASE_POOL_TIMEOUT", default=5)
    # While Postgres is away the pool tries anew for each who waits, about twice a second (vvw_site/foundation/database/postgres/).
    database["OPTIONS"]["pool"] = {
        "min_size": 1, "max_size": most, "timeout": seconds, "reconnect_timeout": RECONNECT_SECONDS,
        "reconnect_failed": grow_for_who_waits,
    }  # fmt: skip
    # Statements are bound and prepared by the server: it parses and plans each once a connection, not once a request.
    # A pooler between us and Postgres must keep prepared statements (PgBouncer 1.21 and later do) or be without this.
    prepare = env.bool("DATABASE_PREPARE", default=True)
    if prepare:
        database["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
    # A request that hangs on a lock, or a client that fell silent in a transaction, must not hold up the others for ever;
    # nor may one statement keep Postgres busy after everybody gave up waiting for it.
    lock_seconds, seconds = env.float("DATABASE_LOCK_TIMEOUT", default=10), env.float("DATABASE_STATEMENT_TIMEOUT", default=15)
    database["SESSION"] = {
        "lock_timeout": f"{lock_seconds * 1000:.0f}ms", "statement_timeout": f"{seconds * 1000:.0f}ms",
        "idle_in_transaction_session_timeout": "60s",
        # What is prepared is planned once for all its values. Left to itself Postgres planned a hunt's statements anew each
        # time, a quarter of its work; and nothing we ask is so long that compiling it would pay (docs/performance.md).
        "plan_cache_mode": "force_generic_plan", "jit": "off",
    }  # fmt: skip
    return {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "DATABASES": {"default": database},
        "DATABASE_PREPARE": prepare,
        "STAFF_LIST_TIMEOUT": env.float("STAFF_LIST_TIMEOUT", default=5),
        "CACHES": {
            "default": {
                "BACKEND": "vvw_site.foundation.cache.ForgivingRedis",
                "LOCATION": redis_url,
                "KEY_PREFIX": "vvw",
                "OPTIONS": {
                    "CLIENT_CLASS": "django_redis.client.DefaultClient",
                    "SERIALIZER": "vvw_site.foundation.cache.Json",
                    # Redis away is an empty cache: sessions come from the database, boards are read anew. Play goes on.
                    "IGNORE_EXCEPTIONS": True,
                    "SOCKET_CONNECT_TIMEOUT": 1,
                    "SOCKET_TIMEOUT": 2,
                },
            }
        },
        "CHANNEL_LAYERS": {
            "default": {
                "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
                "CONFIG": {"hosts": [redis_url], "prefix": "vvw"},
            }
        },
        "CELERY_BROKER_URL": services.celery_url(redis_url),
    }
