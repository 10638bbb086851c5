"""A number in a link that works without a login: encrypted, so that it says nothing, and for one purpose. It has no end of its own, and
reads as long as its key is in ENCRYPTION_KEYS."""

from vvw_site.foundation.keyring import CannotDecrypt, keyring

DIGITS = 20
"""All numbers have this length, so that a token's length does not tell the size of an id."""


def token_of(number: int, purpose: str) -> str:
    """Fits into an address."""
    return keyring().encrypt(b"%0*d" % (DIGITS, number), purpose).replace("+", "-").replace("/", "_").rstrip("=")


def number_of(token: str, purpose: str) -> int | None:
    """None for a token that is not ours, of another purpose, or not whole."""
    padded = token.replace("-", "+").replace("_", "/") + "=" * (-len(token.partition(".")[2]) % 4)
    try:
        return int(keyring().decrypt(padded, purpose))
    except CannotDecrypt:
        return None
