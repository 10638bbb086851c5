"""Where a request comes from, as the outermost of our own proxies saw it; never what the client claims."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

NOWHERE = "0.0.0.0"  # noqa: S104 (a request over a Unix socket has no address)


def client_address(request: HttpRequest) -> str:
    """An IPv4 or IPv6 address. With n trusted proxies it is the n-th from the right of X-Forwarded-For: all that stands
    further left was sent by the client and may be made up. With fewer entries than proxies, the nearest one is taken."""
    seen = request.META.get("REMOTE_ADDR", "")
    trusted = settings.TRUSTED_PROXY_COUNT
    if trusted > 0 and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR", "")):
        hops = forwarded.split(",")
        seen = hops[-min(trusted, len(hops))]
    return _clean(seen) or NOWHERE


def network_of(address: str) -> str:
    """What a limit counts: an IPv4 address, or the /64 that an IPv6 customer has all to himself."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


def _clean(text: str) -> str:
    """The address without port, brackets or zone; empty when it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return ""
