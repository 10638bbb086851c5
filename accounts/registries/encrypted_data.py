"""The register of encrypted columns. Key rotation (`manage.py rotate_encryption`) re-encrypts everything registered here."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from msgspec import Struct

_registered: list["EncryptedData"] = []


class EncryptedData(Struct, frozen=True):
    """Rows of one table that hold encrypted data.

    stale: takes a key id; returns the rows that hold something encrypted under another key. renew: encrypts one row under the
    current key. It changes nothing when the row changed since it was read, and returns whether it wrote.
    """

    name: str
    stale: Callable[[str], QuerySet[Any]]
    renew: Callable[[Any], bool]


def register(encrypted: EncryptedData) -> None:
    _registered.append(encrypted)


def registered() -> list[EncryptedData]:
    return list(_registered)
