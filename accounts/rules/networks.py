"""Networks of addresses as keyed hashes: two log-ins from one network can be seen together, and no address can be read from them."""

import hashlib
import hmac
import ipaddress

KEY_DAYS = 30
"""A key is used for so many days. The hashes of two keys cannot be compared, so nobody is followed through the years."""
HASH_LENGTH = 20
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 (a request over a Unix socket has no address)


def network_hash(address: str, secret: str, seconds: float) -> str:
    """HMAC-SHA-256 (RFC 2104) of the /24 or /48 network of an address, cut to 80 bits, in hex; "" for an unknown address.

    secret: of the site. seconds: when, since 1970; it decides which key is derived from the secret.
    """
    network = network_prefix(address)
    if not network:
        return ""
    period = int(seconds) // (KEY_DAYS * 86_400)
    key = hmac.digest(secret.encode(), f"networks of period {period}".encode(), "sha256")
    return hmac.new(key, network.encode(), hashlib.sha256).hexdigest()[:HASH_LENGTH]


def network_prefix(address: str) -> str:
    """The /24 network of an IPv4 address, the /48 of an IPv6 one; "" for what is no address, and for 0.0.0.0 (unknown)."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if parsed.is_unspecified:
        return ""
    return str(ipaddress.ip_network((str(parsed), 24 if parsed.version == 4 else 48), strict=False))
