"""How many sockets this process may have open in all and for one client address, and how often an address may open one."""

import time
from collections import Counter

from django.conf import settings

from accounts.client_address import address_behind, network_of
from vvw_site.foundation.sockets import Scope, header

WINDOW_SECONDS = 60.0


class AddressLimits:
    """Counts by address, an IPv6 address by its network. Counting costs no Redis: the limits protect this process."""

    def __init__(self) -> None:
        self.open: Counter[str] = Counter()
        self.all_open = 0
        self.handshakes: Counter[str] = Counter()
        self._window_ends = 0.0

    def is_full(self) -> bool:
        """Whether nobody else may come in, of any address."""
        return settings.LIMITS_ENFORCED and self.all_open >= settings.SOCKETS_PER_PROCESS

    def enter(self, address: str) -> bool:
        """Count a handshake, and an open socket if it is within the limits. After True, call `leave`."""
        if (now := time.monotonic()) > self._window_ends:
            self.handshakes.clear()
            self._window_ends = now + WINDOW_SECONDS
        self.handshakes[address] += 1
        within = (
            self.handshakes[address] <= settings.SOCKET_HANDSHAKES_PER_MINUTE
            and self.open[address] < settings.SOCKETS_PER_ADDRESS
        )
        if not within and settings.LIMITS_ENFORCED:
            return False
        self.open[address] += 1
        self.all_open += 1
        return True

    def leave(self, address: str) -> None:
        self.all_open -= 1
        self.open[address] -= 1
        if self.open[address] <= 0:
            del self.open[address]


def address_of(scope: Scope) -> str:
    """What the limits count for a socket: the address of its client, found as for a request."""
    return network_of(address_behind((scope.get("client") or [""])[0], header(scope, b"x-forwarded-for")))
