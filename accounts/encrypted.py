"""The register of what is stored encrypted: each app names its columns when it is ready, and rotation goes through all."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from msgspec import Struct

_registered: list["Encrypted"] = []


class Encrypted(Struct, frozen=True):
    """Rows of one table that hold something encrypted.

    stale: those of which something is not under the key with that id. renew: encrypts one of them under the key in use; it
    changes nothing if somebody else changed the row since it was read, and says whether it did.
    """

    name: str
    stale: Callable[[str], QuerySet]
    renew: Callable[[Any], bool]


def register(encrypted: Encrypted) -> None:
    _registered.append(encrypted)


def registered() -> list[Encrypted]:
    return list(_registered)
