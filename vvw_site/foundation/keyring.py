"""Encryption at rest: AES-256-GCM with a ring of keys, so that no dump of the database shows a secret.

The first key of the ring encrypts; all of them decrypt. `manage.py rotate_encryption` encrypts everything with the first.
"""

import os
from base64 import b64decode, b64encode
from binascii import a2b_base64, b2a_base64
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12
"""96 random bits, as NIST SP 800-38D (8.2.2) allows for up to 2**32 messages under one key."""


class CannotDecrypt(Exception):
    """The text was not encrypted with this ring for this purpose, or its key is no longer in the ring."""


class Keyring:
    """keys: `id:key` each; the id has 1 to 16 letters and digits, the key is 32 bytes in base64. ValueError says what is wrong."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("it is empty")
        self._ciphers: dict[str, AESGCM] = {}
        for entry in keys:
            name, _, key = entry.strip().partition(":")
            if not (name.isascii() and name.isalnum() and len(name) <= 16):
                raise ValueError("each key begins with an id of 1 to 16 letters and digits, and a colon")
            if name in self._ciphers:
                raise ValueError(f"two keys have the id {name}")
            self._ciphers[name] = AESGCM(_key_bytes(name, key))
        self.current = next(iter(self._ciphers))

    def encrypt(self, secret: bytes, purpose: str) -> str:
        """`id.base64(nonce, ciphertext, tag)`. The purpose (for example table and row) is authenticated: moved to another row,
        the text does not decrypt."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._ciphers[self.current].encrypt(nonce, secret, purpose.encode())
        return f"{self.current}.{b2a_base64(nonce + sealed, newline=False).decode()}"

    def decrypt(self, encrypted: str, purpose: str) -> bytes:
        """The bytes that were encrypted for the same purpose. Raises CannotDecrypt."""
        name, _, data = encrypted.partition(".")
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise CannotDecrypt(f"no key {name[:16]!r} is in ENCRYPTION_KEYS")
        try:
            raw = a2b_base64(data)
            return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode())
        except (InvalidTag, ValueError) as error:
            raise CannotDecrypt("the text was changed, or encrypted for another purpose") from error

    def is_current(self, encrypted: str) -> bool:
        """Whether the first key has encrypted it."""
        return encrypted.startswith(f"{self.current}.")


def _key_bytes(name: str, key: str) -> bytes:
    try:
        raw = b64decode(key, validate=True)
    except ValueError as error:
        raise ValueError(f"the key {name} is not base64") from error
    if len(raw) != KEY_BYTES:
        raise ValueError(f"the key {name} has {len(raw)} bytes instead of {KEY_BYTES}")
    return raw


def new_key() -> str:
    """32 random bytes in the format of ENCRYPTION_KEYS, without an id."""
    return b64encode(os.urandom(KEY_BYTES)).decode()


def keyring() -> Keyring:
    """The ring of ENCRYPTION_KEYS."""
    return _ring(tuple(settings.ENCRYPTION_KEYS))


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> Keyring:
    return Keyring(keys)
