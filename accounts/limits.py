"""How often something may be tried: counted in Redis, in one atomic step."""

import hashlib

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
local count = redis.call('INCR', KEYS[1])
local left = redis.call('TTL', KEYS[1])
if left < 0 then
    redis.call('EXPIRE', KEYS[1], ARGV[2])
    left = tonumber(ARGV[2])
end
if count > tonumber(ARGV[1]) then return math.max(left, 1) end
return 0
"""


def allow(name: str, key: str, limit: int, seconds: int) -> int:
    """Count one try of `key` at `name`: 0 when it is among the first `limit` in its window of `seconds`, otherwise the
    seconds until the window ends. Lets everything through while Redis is away, and where LIMITS_ENFORCED is off."""
    digest = hashlib.blake2b(key.encode(errors="replace"), digest_size=16).hexdigest()
    try:
        wait = int(get_redis_connection("default").eval(_COUNT, 1, f"vvw:limit:{name}:{digest}", limit, seconds))
    except RedisError as error:
        log.warning("limit_not_counted", limit=name, error=str(error))
        return 0
    if not wait or not settings.LIMITS_ENFORCED:
        return 0
    log.info("limit_reached", limit=name, wait=wait)
    return wait


def login_wait(request: HttpRequest, username: str) -> int:
    """Count one log-in: 0 when it may be tried, otherwise seconds to wait. Call it before the password is looked at.

    A try that its address was refused does not count against the name: else one address could lock anybody out.
    """
    if wait := allow("login-address", network_of(client_address(request)), *LOGINS_PER_ADDRESS):
        return wait
    return allow("login-name", username.strip().lower(), *LOGINS_PER_NAME)


def guest_wait(request: HttpRequest) -> int:
    """Count one click that would make a guest: 0 when it may, otherwise seconds to wait. A guest is an account, a
    character, a name and a session: who could have them without end would fill the database and use up the names."""
    return allow("guest-address", network_of(client_address(request)), *GUESTS_PER_ADDRESS)


def in_words(seconds: int) -> str:
    """A wait as people say it: "42 seconds", "12 minutes"."""
    if seconds < 90:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{-(-seconds // 60)} minutes"
