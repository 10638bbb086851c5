"""Digests of bytes, values and files: equal input has an equal digest in every process and on every machine."""

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

FIRST_SECOND = 631_152_000
"""1 January 1990, in seconds since 1970."""
SPAN = 2**30
"""Seconds: up to January 2024."""


def digest_of(*parts: bytes) -> str:
    """32 hex digits of SHA-256. Each part's length is hashed too, so that ("ab", "c") and ("a", "bc") differ."""
    running = hashlib.sha256()
    for part in parts:
        running.update(b"%d:" % len(part))
        running.update(part)
    return running.hexdigest()[:32]


def digest_of_value(value: object) -> str:
    """The digest of a struct or anything JSON-able; the order of keys does not matter."""
    return digest_of(msgspec.json.encode(value, order="deterministic"))


def digest_of_files(folder: Path, patterns: Iterable[str], without: Collection[str] = ()) -> str:
    """The digest of the names and bytes of all files below `folder` that match one of the patterns (as in Path.glob), except
    those in folders with a name in `without`."""
    found = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    names = sorted(str(name) for path in found if not set((name := path.relative_to(folder)).parts) & set(without))
    return digest_of(*(part for name in names for part in (name.encode(), (folder / name).read_bytes())))


def second_for(digest: str) -> int:
    """The modification time of a file, in seconds since 1970: computed from its content, always in the past.

    A web server makes the ETag from a file's size and modification time. With this time, equal bytes have the same ETag in
    every build and on every machine, different bytes have different ones, and one stat() finds a file that was edited by hand.
    """
    return FIRST_SECOND + int(digest[:12], 16) % SPAN
