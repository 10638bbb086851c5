"""The token in the link that ends a user's mails. It is encrypted, so it says nothing about the user; it fits no other purpose; and it has
no end. It reads as long as its key is in ENCRYPTION_KEYS."""

from accounts.models.ids import UserId
from vvw_site.foundation.keyring import CannotDecrypt, keyring

PURPOSE = "ends the mails with notices"
DIGITS = 20
"""All ids have this length, so that a token's length does not tell the size of an id."""


def unsubscribe_token(user: UserId) -> str:
    """Fits into an address."""
    return keyring().encrypt(b"%0*d" % (DIGITS, user), PURPOSE).replace("+", "-").replace("/", "_").rstrip("=")


def user_of_token(token: str) -> UserId | None:
    """None for a token that is not ours, or not whole."""
    padded = token.replace("-", "+").replace("_", "/") + "=" * (-len(token.partition(".")[2]) % 4)
    try:
        return UserId(int(keyring().decrypt(padded, PURPOSE)))
    except CannotDecrypt:
        return None
