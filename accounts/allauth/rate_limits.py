"""Counts the limits of allauth (ACCOUNT_RATE_LIMITS) with accounts/limits/counter.py.

That counter takes one atomic step, uses Postgres while Redis is down, and knows how many seconds are left. Allauth's own reads
and writes a list in the cache. Two functions of allauth are replaced when the app is ready; its rules, actions and keys stay.
"""

from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from accounts.client_address import client_address, network_of
from accounts.limits.counter import Attempt, count_attempts, reset_window
from accounts.limits.known_browser import browser_of, is_known
from accounts.limits.request_wait import set_limit_wait
from accounts.models import User
from accounts.queries.logins import canonical, user_by_id

_SECOND_FACTOR_PREFIX = "mfa-auth-user-"


class CountedUsage(ratelimit.SingleRateLimitUsage):  # type: ignore[misc]  # allauth has no types
    """An attempt that was counted. It stays counted even if allauth rolls it back."""

    def rollback(self) -> None:
        return None


def consume_single_rate(
    request: HttpRequest, *, app: str, action: str, rate: ratelimit.Rate, key: str | None = None, user: User | None = None,
    dry_run: bool = False, raise_exception: bool = False,
) -> CountedUsage | None:  # fmt: skip
    """None, or RateLimited if raise_exception, when the limit is reached; limit_wait_of(request) then has the seconds."""
    attempt = _attempt(request, action, rate, key, user)
    wait = count_attempts(attempt, dry_run=dry_run)
    if wait and (own := _of_known_browser(request, attempt, key)):
        wait = count_attempts(own, dry_run=dry_run)
    if not wait:
        return CountedUsage(cache_key=attempt.storage_key, cache_duration=rate.duration, timestamp=0)
    set_limit_wait(request, wait)
    if raise_exception:
        raise RateLimited
    return None


def clear(
    request: HttpRequest, *, app: str, action: str, config: dict[str, str] | None = None, key: str | None = None,
    user: User | None = None,
) -> None:  # fmt: skip
    """Start new windows, except those per address: an attacker who succeeds now and then could otherwise guess for ever."""
    for rate in ratelimit.get_rates(app=app, action=action, config=config):
        if rate.per != "ip":
            reset_window(_attempt(request, action, rate, key, user))


def _attempt(request: HttpRequest, action: str, rate: ratelimit.Rate, key: str | None, user: User | None) -> Attempt:
    if rate.per == "ip":
        counted_by = network_of(client_address(request))
    elif rate.per == "user":
        counted_by = str((user or request.user).pk)
    else:
        counted_by = canonical(key or "")
    return Attempt(f"allauth-{action}-{rate.per}-{rate.duration:.0f}", counted_by, rate.amount, int(rate.duration))


def _of_known_browser(request: HttpRequest, attempt: Attempt, key: str | None) -> Attempt | None:
    """For codes of a second factor: guesses from elsewhere do not lock out a browser that the owner has used before."""
    if not key or not key.startswith(_SECOND_FACTOR_PREFIX) or attempt.key != canonical(key):
        return None
    owner = user_by_id(int(key.removeprefix(_SECOND_FACTOR_PREFIX)))
    if owner is None or not is_known(request, owner):
        return None
    return attempt._replace(name=f"{attempt.name}-known", key=f"{owner.pk}:{browser_of(request)}")


def replace_allauth_counting() -> None:
    ratelimit._consume_single_rate = consume_single_rate
    ratelimit.clear = clear
