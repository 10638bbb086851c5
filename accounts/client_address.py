"""The address of a request's client, as the outermost of our own proxies saw it; never what the client claims."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from accounts.rules.networks import UNKNOWN_ADDRESS as UNKNOWN_ADDRESS


def client_address(request: HttpRequest) -> str:
    """The address of a request's client: see `address_behind`."""
    return address_behind(str(request.META.get("REMOTE_ADDR", "")), str(request.META.get("HTTP_X_FORWARDED_FOR", "")))


def address_behind(peer: str, forwarded: str) -> str:
    """An IPv4 or IPv6 address. With n trusted proxies it is the n-th entry from the right of X-Forwarded-For: the client sent
    everything further left, and may have made it up. With fewer entries than proxies, the leftmost one is used.

    peer: the address at the other end of the connection. forwarded: the header's value, or empty."""
    found = peer
    trusted: int = settings.TRUSTED_PROXY_COUNT
    if trusted > 0 and forwarded:
        hops = forwarded.split(",")
        found = hops[-min(trusted, len(hops))]
    return _parsed(found) or UNKNOWN_ADDRESS


def network_of(address: str) -> str:
    """What limits count: an IPv4 address, or the /64 network of an IPv6 address, because one customer has all of it."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv4Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


def _parsed(text: str) -> str:
    """The address without port, brackets or zone; empty when the text is no address."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ipaddress.ip_address(text.partition("%")[0]))
    except ValueError:
        return ""
