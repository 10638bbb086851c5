"""The limits of allauth (ACCOUNT_RATE_LIMITS), counted by accounts/limits.py: in one atomic step, in Postgres while Redis is
away, and with the seconds that are left. Its own counting reads, adds and writes a list in the cache, and has no seconds to tell.

Put in place of two of its functions when the app is ready; its rules, actions and keys stay as they are.
"""

from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from accounts.address import client_address, network_of
from accounts.known_browser import browser_of, is_known
from accounts.limits import Try, allow_all, forget
from accounts.models import User
from accounts.queries.logins import canonical

_OF_SECOND_FACTOR = "mfa-auth-user-"


class Counted(ratelimit.SingleRateLimitUsage):
    """A try that was counted. It stays so: what it was for succeeded or not."""

    def rollback(self) -> None:
        return None


def consume_single_rate(
    request: HttpRequest, *, app: str, action: str, rate: ratelimit.Rate, key: str | None = None, user: User | None = None,
    dry_run: bool = False, raise_exception: bool = False,
) -> Counted | None:  # fmt: skip
    """None, or RateLimited with raise_exception, when the limit is reached; the request then knows how long for."""
    tried = _try_of(request, action, rate, key, user)
    wait = allow_all(tried, looks=dry_run)
    if wait and (own := _of_known_browser(request, tried, key)):
        wait = allow_all(own, looks=dry_run)
    if not wait:
        return Counted(cache_key=tried.stored, cache_duration=rate.duration, timestamp=0)
    request.limit_wait = wait  # type: ignore[attr-defined]
    if raise_exception:
        raise RateLimited
    return None


def clear(
    request: HttpRequest, *, app: str, action: str, config: dict[str, str] | None = None, key: str | None = None,
    user: User | None = None,
) -> None:  # fmt: skip
    """Begin anew, but for what is counted by address: who may succeed now and then would guess on for ever."""
    for rate in ratelimit.get_rates(app=app, action=action, config=config):
        if rate.per != "ip":
            forget(_try_of(request, action, rate, key, user))


def _try_of(request: HttpRequest, action: str, rate: ratelimit.Rate, key: str | None, user: User | None) -> Try:
    if rate.per == "ip":
        counts = network_of(client_address(request))
    elif rate.per == "user":
        counts = str((user or request.user).pk)
    else:
        counts = canonical(key or "")
    return Try(f"allauth-{action}-{rate.per}-{rate.duration:.0f}", counts, rate.amount, int(rate.duration))


def _of_known_browser(request: HttpRequest, tried: Try, key: str | None) -> Try | None:
    """Codes of a second factor: guesses from elsewhere do not lock out a browser that the owner has used before."""
    if not key or not key.startswith(_OF_SECOND_FACTOR) or tried.key != canonical(key):
        return None
    owner = User.objects.filter(pk=int(key.removeprefix(_OF_SECOND_FACTOR))).first()
    if owner is None or not is_known(request, owner):
        return None
    return tried._replace(name=f"{tried.name}-known", key=f"{owner.pk}:{browser_of(request)}")


def put_in_place() -> None:
    ratelimit._consume_single_rate = consume_single_rate
    ratelimit.clear = clear
