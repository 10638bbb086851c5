"""How often something may be tried: counted in Redis, in one atomic step; in Postgres while Redis is away."""

import hashlib
from typing import NamedTuple

import structlog
from django.conf import settings
from django.http import HttpRequest
from django_redis import get_redis_connection
from redis.exceptions import RedisError

from accounts.actions import limit_count
from accounts.address import client_address, network_of
from accounts.known_browser import known_as
from accounts.queries.logins import names_of

log = structlog.get_logger(__name__)

LOGINS_PER_ADDRESS = (5, 60)
LOGINS_PER_NAME = (10, 3600)
"""(times, seconds): log-ins by any door, page or API, succeeded or not."""
LOGINS_PER_KNOWN_BROWSER = (10, 3600)
"""The same for a browser that the owner has used before, once the name's are used up (by somebody elsewhere, perhaps)."""
GUESTS_PER_ADDRESS = (20, 3600)
"""(times, seconds): clicks that would make a guest."""
SIGNUPS_PER_ADDRESS = (30, 24 * 3600)
SIGNUPS_PER_EMAIL = (5, 24 * 3600)
SIGNUPS_OF_ALL = (3000, 3600)
"""Accounts made: from one network, with one e-mail address, and all over the world together."""

# One step: a process that dies between counting and setting the end would leave a count that never ends.
# The last argument says whether to count ("count") or only to look ("look").
_COUNT = """
local looks = ARGV[#ARGV] == 'look'
for i, key in ipairs(KEYS) do
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


class Try(NamedTuple):
    """One try of `key` at `name`, of which there may be `limit` in a window of `seconds`."""

    name: str
    key: str
    limit: int
    seconds: int

    @property
    def stored(self) -> str:
        """The name of its count."""
        return f"{self.name}:{hashlib.blake2b(self.key.encode(errors='replace'), digest_size=16).hexdigest()}"


def allow(name: str, key: str, limit: int, seconds: int, *, without_redis: bool = True) -> int:
    """Count one try of `key` at `name`: 0 when it is among the first `limit` in its window of `seconds`, otherwise the
    seconds until the window ends. without_redis: see allow_all."""
    return allow_all(Try(name, key, limit, seconds), without_redis=without_redis)


def allow_all(*tries: Try, looks: bool = False, without_redis: bool = True) -> int:
    """Count several tries in one step: 0 when all are within their limits, otherwise the seconds until the window of the
    first that is not ends; what stands behind that one is not counted.

    looks: nothing is counted, the answer is what one more try would get. without_redis: whether Postgres counts while Redis
    is away; otherwise everything is let through then. Where LIMITS_ENFORCED is off, everything is let through.
    """
    return _first_over(tries, looks, without_redis)[1]


def _first_over(tries: tuple[Try, ...], looks: bool = False, without_redis: bool = True) -> tuple[int, int]:
    """The number of the first try over its limit, from 1, and the seconds to wait; 0 and 0 when there is none."""
    limits = [figure for t in tries for figure in (t.limit, t.seconds)]
    keys = [f"vvw:limit:{t.stored}" for t in tries]
    try:
        which, wait = get_redis_connection("default").eval(_COUNT, len(keys), *keys, *limits, "look" if looks else "count")
    except RedisError as error:
        log.warning("limit_not_in_redis", limit=tries[0].name, error=str(error))
        which, wait = _first_over_in_postgres(tries, looks) if without_redis else (0, 0)
    if not which or not settings.LIMITS_ENFORCED:
        return 0, 0
    log.info("limit_reached", limit=tries[which - 1].name, wait=wait)
    return which, wait


def _first_over_in_postgres(tries: tuple[Try, ...], looks: bool) -> tuple[int, int]:
    for number, t in enumerate(tries, 1):
        count, left = limit_count.counted(t.stored) if looks else limit_count.count_one(t.stored, t.seconds)
        if count + looks > t.limit:
            return number, max(left, 1)
    return 0, 0


def forget(t: Try) -> None:
    """Begin its window anew."""
    try:
        get_redis_connection("default").delete(f"vvw:limit:{t.stored}")
    except RedisError:
        limit_count.forget(t.stored)


def login_wait(request: HttpRequest, login: str) -> int:
    """Count one log-in: 0 when it may be tried, otherwise seconds to wait. Call it before the password is looked at.

    login: a name or an e-mail address; both count for the account. A try that its address was refused does not count against
    the name: else one address could lock anybody out. And who sits at a browser that the owner has used before has tries of
    his own, when others have used up those of the name.
    """
    names = [Try("login-name", name, *LOGINS_PER_NAME) for name in names_of(login)]
    which, wait = _first_over((Try("login-address", network_of(client_address(request)), *LOGINS_PER_ADDRESS), *names))
    if which > 1 and (known := known_as(request, login)):
        return allow("login-known", known, *LOGINS_PER_KNOWN_BROWSER)
    return wait


def guest_wait(request: HttpRequest) -> int:
    """Count one click that would make a guest: 0 when it may, otherwise seconds to wait. A guest is an account, a
    character, a name and a session: who could have them without end would fill the database and use up the names."""
    return allow("guest-address", network_of(client_address(request)), *GUESTS_PER_ADDRESS)


def signup_wait(request: HttpRequest, email: str) -> int:
    """Count one account that is about to be made: 0 when it may, otherwise seconds to wait. email: canonical, may be empty."""
    per_email = [Try("signup-email", email, *SIGNUPS_PER_EMAIL)] if email else []
    return allow_all(
        Try("signup-address", network_of(client_address(request)), *SIGNUPS_PER_ADDRESS),
        *per_email,
        Try("signup-all", "", *SIGNUPS_OF_ALL),
    )


def in_words(seconds: int) -> str:
    """A wait as people say it: "42 seconds", "12 minutes", "23 hours"."""
    if seconds < 90:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    if seconds <= 7200:
        return f"{-(-seconds // 60)} minutes"
    return f"{-(-seconds // 3600)} hours"
