"""Short names for bytes: equal bytes have equal digests, in every process and on every machine."""

import hashlib
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

FIRST_SECOND = 631_152_000
"""1 January 1990, in seconds since 1970."""
SPAN = 2**30
"""Seconds: up to January 2024."""


def digest_of(*parts: bytes) -> str:
    """32 hex digits of SHA-256; each part's length counts too, so that ("ab", "c") and ("a", "bc") differ."""
    running = hashlib.sha256()
    for part in parts:
        running.update(b"%d:" % len(part))
        running.update(part)
    return running.hexdigest()[:32]


def digest_of_value(value: object) -> str:
    """Of anything JSON-able or a struct; the order of keys does not count."""
    return digest_of(msgspec.json.encode(value, order="deterministic"))


def digest_of_files(folder: Path, patterns: Iterable[str], without: Collection[str] = ()) -> str:
    """Of the names and bytes of all files below `folder` that fit one of the patterns (of Path.glob), but for those in
    folders of the names `without`."""
    found = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    names = sorted(str(name) for path in found if not set((name := path.relative_to(folder)).parts) & set(without))
    return digest_of(*(part for name in names for part in (name.encode(), (folder / name).read_bytes())))


def second_for(digest: str) -> int:
    """The time of change that a file gets, in seconds since 1970: made from its content, always in the past.

    A web server makes a file's ETag from its size and this time. So the same bytes have the same ETag in every build and on
    every machine, other bytes have another, and a file that somebody changed by hand is found by one look at its entry.
    """
    return FIRST_SECOND + int(digest[:12], 16) % SPAN
