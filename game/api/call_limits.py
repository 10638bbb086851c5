"""How many calls an account and a network may make: limits far above what a program needs that plays, for those that do not wait."""

from functools import lru_cache
from ipaddress import ip_address
from time import monotonic

from django.conf import settings
from django.http import HttpRequest

from accounts.client_address import client_address
from accounts.rules.allowance import Allowance
from accounts.rules.networks import network_prefix
from game.rules.errors import GameError

OF_AN_ACCOUNT = (400, 20.0)
OF_A_NETWORK = (2000, 100.0)
"""(calls at once, calls a second in the long run) in one process of the tier."""
_accounts, _networks = Allowance(*OF_AN_ACCOUNT), Allowance(*OF_A_NETWORK)


def count_call_of_network(request: HttpRequest) -> None:
    """Count a call for the /24 or /48 network of its client. GameError too_fast. This machine's own calls are not limited."""
    if settings.LIMITS_ENFORCED and (network := network_to_count(client_address(request))):
        _refuse(_networks.wait(network, monotonic()), "Too many calls from your network.")


def count_call_of_account(user: int) -> None:
    """GameError too_fast."""
    if settings.LIMITS_ENFORCED:
        _refuse(_accounts.wait(str(user), monotonic()), "Too many calls of this account.")


@lru_cache(maxsize=10_000)
def network_to_count(address: str) -> str:
    """Empty if its calls are not limited."""
    return "" if ip_address(address).is_loopback else network_prefix(address)


def forget_calls() -> None:
    """Every account and network has its whole allowance again."""
    _accounts.whole_at.clear()
    _networks.whole_at.clear()


def _refuse(wait: int, words: str) -> None:
    if wait:
        raise GameError("too_fast", f"{words} Wait a moment and try again.", retry_after=wait)
