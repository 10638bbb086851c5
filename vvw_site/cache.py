"""The cache: Redis, and an empty cache that takes everything while Redis is away."""

from typing import Any

from django_redis.cache import RedisCache, omit_exception


class ForgivingRedis(RedisCache):
    """With IGNORE_EXCEPTIONS the parent answers None where Redis does not. To these two None means something else: a
    lock that somebody holds (allauth's limits would wait for it and refuse the sign-up), and no answer at all."""

    @omit_exception(return_value=True)
    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self.client.add(*args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_many(*args, **kwargs) or {}
