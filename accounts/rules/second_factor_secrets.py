"""Encryption of the secrets of second factors."""

from vvw_site.foundation.keyring import keyring

SECRET_FIELDS = frozenset(("secret", "seed"))
"""The keys of an authenticator's data that are stored encrypted: the app's secret, and the seed of the recovery codes."""
PURPOSE = "second factor"


def encrypt_secret(text: str) -> str:
    return keyring().encrypt(text.encode(), PURPOSE)


def decrypt_secret(encrypted: str) -> str:
    """Raises CannotDecrypt for text that was not encrypted for this purpose."""
    return keyring().decrypt(encrypted, PURPOSE).decode()
