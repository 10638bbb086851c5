"""What lies in a build, file by file: kept in the build itself, read by the next one and by --check."""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

NAME = ".manifest.json"
VERSION = 2
"""A manifest of another version is ignored: everything is made again."""


class Copy(Struct, frozen=True, array_like=True):
    """One file on the disk: bytes, and seconds since 1970 (see digests.second_for)."""

    size: int
    changed: int


class Entry(Struct, frozen=True):
    """inputs: digest of all that shapes the file. content: digest of its bytes. words: digest of the bytes without the
    addresses of style and script. day: when the words last changed, as 2026-11-21. copies: the file itself under "", its
    packed copies under ".gz" and ".br"."""

    inputs: str
    content: str
    words: str
    day: str
    copies: dict[str, Copy]


class Manifest(Struct, frozen=True):
    """key: digest of everything that the build depends on (sources.key). entries: by path in the build.
    pictures: whether all pictures for sharing are there."""

    version: int
    key: str
    entries: dict[str, Entry]
    pictures: bool = False

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(copy.size for entry in self.entries.values() for copy in entry.copies.values())

    @property
    def files(self) -> int:
        return sum(len(entry.copies) for entry in self.entries.values())


EMPTY = Manifest(VERSION, "", {})


def read(build: Path | None) -> Manifest:
    """The manifest of a build; the empty one when there is no build, or nothing readable in it."""
    if build is None:
        return EMPTY
    try:
        found = msgspec.json.decode((build / NAME).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return EMPTY
    return found if found.version == VERSION else EMPTY


def write(build: Path, manifest: Manifest) -> None:
    (build / NAME).write_bytes(msgspec.json.encode(manifest, order="sorted"))


def sound(build: Path, entry_path: str, entry: Entry) -> bool:
    """Are the file and its copies there, of the size and time that were written down?"""
    base = f"{build}/{entry_path}"
    try:
        for suffix, copy in entry.copies.items():
            seen = os.stat(base + suffix)  # noqa: PTH116 - thousands of them
            if seen.st_size != copy.size or seen.st_mtime != copy.changed:
                return False
    except OSError:
        return False
    return True


def damaged(build: Path, manifest: Manifest) -> list[str]:
    """Paths whose file or copies are missing or changed."""
    return [path for path, entry in manifest.entries.items() if not sound(build, path, entry)]
