"""Counting attempts against limits: in Redis, in one atomic step; in Postgres while Redis is down or full."""

import hashlib
from typing import NamedTuple

import structlog
from django.conf import settings
from redis.exceptions import RedisError

from accounts.actions import limit_count
from vvw_site.foundation.redis_roles import LIMITS, redis_of

log = structlog.get_logger(__name__)

# One step, because a process that dies between counting and setting the end would leave a count that never ends.
# The last argument says whether to count ("count") or only to look ("look"). The empty SETRANGE changes nothing, but a Redis that is
# full refuses it: there Postgres counts, so it must be looked up there too.
_COUNT = """
local looks = ARGV[#ARGV] == 'look'
for i, key in ipairs(KEYS) do
    if looks then redis.call('SETRANGE', key, 0, '') end
    local count = looks and (tonumber(redis.call('GET', key)) or 0) + 1 or redis.call('INCR', key)
    local left = redis.call('TTL', key)
    if left < 0 then
        if not looks then redis.call('EXPIRE', key, ARGV[2 * i]) end
        left = tonumber(ARGV[2 * i])
    end
    if count > tonumber(ARGV[2 * i - 1]) then return {i, math.max(left, 1)} end
end
return {0, 0}
"""


class Attempt(NamedTuple):
    """One attempt that counts for `key` under the limit `name`, which allows `limit` attempts in a window of `seconds`."""

    name: str
    key: str
    limit: int
    seconds: int

    @property
    def storage_key(self) -> str:
        """The key under which it is counted: it holds a digest, so the name or address cannot be read from it."""
        return f"{self.name}:{hashlib.blake2b(self.key.encode(errors='replace'), digest_size=16).hexdigest()}"


def count_attempt(name: str, key: str, limit: int, seconds: int, *, without_redis: bool = True) -> int:
    """Count one attempt. Returns 0 when it is within the limit, otherwise the seconds until the window ends.
    without_redis: see count_attempts."""
    return count_attempts(Attempt(name, key, limit, seconds), without_redis=without_redis)


def count_attempts(*attempts: Attempt, dry_run: bool = False, without_redis: bool = True) -> int:
    """Count several attempts in one step. Returns 0 when all are within their limits, otherwise the seconds until the window
    of the first one over its limit ends; the attempts after that one are not counted.

    dry_run: count nothing, and return what one more attempt would get. without_redis: whether Postgres counts while Redis is
    down; if not, everything is allowed then. Everything is allowed where LIMITS_ENFORCED is off.
    """
    return first_over_limit(attempts, dry_run, without_redis)[1]


def first_over_limit(attempts: tuple[Attempt, ...], dry_run: bool = False, without_redis: bool = True) -> tuple[int, int]:
    """The number, from 1, of the first attempt over its limit, and the seconds to wait; 0 and 0 when there is none."""
    limits = [figure for a in attempts for figure in (a.limit, a.seconds)]
    keys = [f"vvw:limit:{a.storage_key}" for a in attempts]
    try:
        which, wait = redis_of(LIMITS).eval(_COUNT, len(keys), *keys, *limits, "look" if dry_run else "count")
    except RedisError as error:
        log.warning("limit_not_in_redis", limit=attempts[0].name, error=str(error))
        which, wait = _first_over_limit_in_postgres(attempts, dry_run) if without_redis else (0, 0)
    if not which or not settings.LIMITS_ENFORCED:
        return 0, 0
    log.info("limit_reached", limit=attempts[which - 1].name, wait=wait)
    return which, wait


def _first_over_limit_in_postgres(attempts: tuple[Attempt, ...], dry_run: bool) -> tuple[int, int]:
    for number, a in enumerate(attempts, 1):
        count, left = limit_count.counted(a.storage_key) if dry_run else limit_count.count_one(a.storage_key, a.seconds)
        if count + dry_run > a.limit:
            return number, max(left, 1)
    return 0, 0


def reset_window(attempt: Attempt) -> None:
    """Start a new window: the next attempt is the first."""
    try:
        with redis_of(LIMITS).pipeline(transaction=False) as pipeline:
            pipeline.delete(f"vvw:limit:{attempt.storage_key}")
            pipeline.setrange(f"vvw:limit:{attempt.storage_key}", 0, "")  # fails in a full Redis, as in the script
            pipeline.execute()
    except RedisError:
        limit_count.reset_count(attempt.storage_key)
