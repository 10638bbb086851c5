"""The cache: Redis, and while Redis is away an empty cache that accepts every write.

Values are JSON, not pickles: an attacker who can write to Redis must not be able to run code here.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
from django_redis.cache import RedisCache, omit_exception
from django_redis.serializers.base import BaseSerializer

from vvw_site.foundation.metrics.registry import CACHE_HITS, CACHE_MISSES

MISSING = object()


class Json(BaseSerializer):  # type: ignore[misc]  # django-redis has no types
    """Ten times as fast as the JSON serializer of django-redis."""

    def dumps(self, value: Any) -> bytes:
        return msgspec.json.encode(value)

    def loads(self, value: bytes) -> Any:
        return msgspec.json.decode(value)


class ForgivingRedis(RedisCache):  # type: ignore[misc]  # django-redis has no types
    """With IGNORE_EXCEPTIONS the parent returns None when Redis does not answer. In `add`, None would mean a lock that somebody
    else holds; in `get` and `get_many`, a stored None or no result at all."""

    @omit_exception(return_value=True)  # type: ignore[untyped-decorator]  # django-redis has no types
    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self.client.add(*args, **kwargs))

    def get(self, key: str, default: Any = None, version: int | None = None, client: Any = None) -> Any:
        try:
            value = super().get(key, MISSING, version, client)
        except msgspec.DecodeError:  # not JSON, so not written by this site
            value = MISSING
        if value is MISSING:
            CACHE_MISSES.inc()
            return default
        CACHE_HITS.inc()
        return value

    def get_many(self, keys: Iterable[str], *args: Any, **kwargs: Any) -> dict[str, Any]:
        keys = list(keys)
        try:
            found = super().get_many(keys, *args, **kwargs) or {}
        except msgspec.DecodeError:
            found = {}
        CACHE_HITS.inc(len(found))
        CACHE_MISSES.inc(len(keys) - len(found))
        return found
