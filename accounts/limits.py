"""How often something may be tried: counted in Redis, in one atomic step."""

import hashlib
from typing import NamedTuple

import structlog
from django.conf import settings
from django.http import HttpRequest
from django_redis import get_redis_connection
from redis.exceptions import RedisError

from accounts.address import client_address, network_of

log = structlog.get_logger(__name__)

LOGINS_PER_ADDRESS = (5, 60)
LOGINS_PER_NAME = (10, 3600)
"""(times, seconds): log-ins by any door, page or API, succeeded or not."""
GUESTS_PER_ADDRESS = (20, 3600)
"""(times, seconds): clicks that would make a guest."""

# One step: a process that dies between counting and setting the end would leave a count that never ends.
_COUNT = """
for i, key in ipairs(KEYS) do
    local count = redis.call('INCR', key)
    local left = redis.call('TTL', key)
    if left < 0 then
        redis.call('EXPIRE', key, ARGV[2 * i])
        left = tonumber(ARGV[2 * i])
    end
    if count > tonumber(ARGV[2 * i - 1]) then return {i, math.max(left, 1)} end
end
return {0, 0}
"""


class Try(NamedTuple):
    """One try of `key` at `name`, of which there may be `limit` in a window of `seconds`."""

    name: str
    key: str
    limit: int
    seconds: int


def allow(name: str, key: str, limit: int, seconds: int) -> int:
    """Count one try of `key` at `name`: 0 when it is among the first `limit` in its window of `seconds`, otherwise the
    seconds until the window ends."""
    return allow_all(Try(name, key, limit, seconds))


def allow_all(*tries: Try) -> int:
    """Count several tries in one step: 0 when all are within their limits, otherwise the seconds until the window of the first that is not
    ends; what stands behind that one is not counted. Lets everything through while Redis is away, and where LIMITS_ENFORCED
    is off."""
    keys = [f"vvw:limit:{t.name}:{hashlib.blake2b(t.key.encode(errors='replace'), digest_size=16).hexdigest()}" for t in tries]
    limits = [figure for t in tries for figure in (t.limit, t.seconds)]
    try:
        which, wait = get_redis_connection("default").eval(_COUNT, len(keys), *keys, *limits)
    except RedisError as error:
        log.warning("limit_not_counted", limit=tries[0].name, error=str(error))
        return 0
    if not which or not settings.LIMITS_ENFORCED:
        return 0
    log.info("limit_reached", limit=tries[which - 1].name, wait=wait)
    return wait


def login_wait(request: HttpRequest, username: str) -> int:
    """Count one log-in: 0 when it may be tried, otherwise seconds to wait. Call it before the password is looked at.

    A try that its address was refused does not count against the name: else one address could lock anybody out.
    """
    return allow_all(
        Try("login-address", network_of(client_address(request)), *LOGINS_PER_ADDRESS),
        Try("login-name", username.strip().lower(), *LOGINS_PER_NAME),
    )


def guest_wait(request: HttpRequest) -> int:
    """Count one click that would make a guest: 0 when it may, otherwise seconds to wait. A guest is an account, a
    character, a name and a session: who could have them without end would fill the database and use up the names."""
    return allow("guest-address", network_of(client_address(request)), *GUESTS_PER_ADDRESS)


def in_words(seconds: int) -> str:
    """A wait as people say it: "42 seconds", "12 minutes"."""
    if seconds < 90:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{-(-seconds // 60)} minutes"
