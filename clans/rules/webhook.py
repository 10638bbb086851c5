"""Which addresses a webhook may have. Pure: resolving a host is done by the caller, and every address that it gives is checked."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from msgspec import Struct

from game.rules.errors import GameError

URL_MOST = 300
PORTS = (443, 8443)
_NOT_PUBLIC = [
    ip_network(net)
    for net in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
    )
]  # fmt: skip
"""Shared, benchmark and translated networks (RFC 6890 and the registries of IANA): behind a translated address can be any other."""


class Target(Struct, frozen=True):
    """Where a report goes. path: with its query."""

    host: str
    port: int
    path: str


def parse_url(url: str, *, ports: Iterable[int] = PORTS) -> Target:
    """GameError invalid (url) says what is wrong: https only, a plain host, no user, a known port, no fragment."""
    try:
        if len(url) > URL_MOST or not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
            raise ValueError("it has up to 300 ordinary characters, without spaces")
        parts = urlsplit(url)
        port, host = parts.port or 443, parts.hostname or ""
        if parts.scheme != "https":
            raise ValueError("it begins with https://")
        if parts.username is not None or parts.password is not None or "@" in parts.netloc:
            raise ValueError("it holds no name and no password")
        if not host or host.endswith(".") or not all(c.isalnum() or c in ".-:" for c in host):
            raise ValueError("its host is a name such as example.org")
        if port not in tuple(ports):
            raise ValueError(f"its port is {' or '.join(map(str, PORTS))}")
        if parts.fragment:
            raise ValueError("it ends before the #")
    except ValueError as wrong:
        raise GameError("invalid", f"That address cannot be used: {wrong}.", field="url") from wrong
    return Target(host, port, f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network: not private, loopback, link-local, shared (CGNAT), reserved, multicast or
    unspecified, and not one that holds another address (IPv4-mapped, 6to4, NAT64, Teredo)."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and any((found.scope_id, found.ipv4_mapped, found.sixtofour, found.teredo)):
        return False
    if not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback:
        return False
    return not any(found in net for net in _NOT_PUBLIC if net.version == found.version)
