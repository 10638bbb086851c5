"""Reading fixtures/ and decoding it against the schema. If anything is wrong, nothing is loaded."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from game.content.schema import ADDRESSES, FILES


class ContentError(Exception):
    """The message says in one sentence what is wrong and where: file, entry, field."""


OnProgress = Callable[[str, int, int], None]
"""Called with the step that begins, how many steps are done, and how many there are."""


def no_progress(what: str, done: int, of: int) -> None:
    """For loads that show no progress."""


def read_fixtures(folder: Path, on_progress: OnProgress = no_progress) -> tuple[dict[str, dict[str, Struct]], str]:
    """All entries by file and slug, and the content hash: SHA-256 over the files, 16 hex digits of it.

    ContentError if a file is missing, an entry does not fit the schema, or a slug occurs twice.
    """
    digest, entries = hashlib.sha256(), {}
    for number, (name, shape) in enumerate(FILES.items()):
        on_progress(f"{name}.json", number, len(FILES))
        path = folder / f"{name}.json"
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ContentError(f"{path.name} cannot be read: {error.strerror}.") from error
        digest.update(raw)
        address = ADDRESSES.get(name, "slug")
        entries[name] = _by_address(path.name, address, _decode(path.name, address, raw, shape))
    return entries, digest.hexdigest()[:16]


def _decode(file: str, address: str, raw: bytes, shape: type[Struct]) -> list[Any]:
    try:
        found: list[Any] = msgspec.json.decode(raw, type=list[shape])  # type: ignore[valid-type] # a type made at run time
        return found
    except msgspec.ValidationError as error:
        message = str(error)
        at = re.search(r"\$\[(\d+)\](\S*)", message)
        if not at:
            raise ContentError(f"{file}: {message}.") from error
        entry = msgspec.json.decode(raw)[int(at[1])]
        number = f"number {int(at[1]) + 1}"
        slug = entry.get(address, number) if isinstance(entry, dict) else number
        field = at[2].strip("`.") or "the entry"
        raise ContentError(f"{file}: {slug}: {field}: {message.split(' - at')[0]}.") from error
    except msgspec.DecodeError as error:
        raise ContentError(f"{file} is not JSON: {error}.") from error


def _by_address(file: str, address: str, entries: list[Any]) -> dict[str, Struct]:
    found: dict[str, Struct] = {}
    for entry in entries:
        slug = getattr(entry, address)
        if slug in found:
            raise ContentError(f"{file}: {slug}: {address}: comes twice.")
        found[slug] = entry
    return found
