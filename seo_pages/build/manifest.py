"""The list of a build's files, with their digests. It is stored in the build; the next build and --check read it."""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

NAME = ".manifest.json"
VERSION = 2
"""A manifest of another version is ignored: everything is made again."""


class StoredFile(Struct, frozen=True, array_like=True):
    """A file on the disk. size: bytes. changed: modification time in seconds since 1970 (digests.second_for)."""

    size: int
    changed: int


class ManifestEntry(Struct, frozen=True):
    """inputs: digest of all that determines the file. content: digest of its bytes. words: digest of the bytes without the
    addresses of style sheet and script. day: when the words last changed, as 2026-11-21. copies: the file itself under "", its
    compressed copies under ".gz" and ".br"."""

    inputs: str
    content: str
    words: str
    day: str
    copies: dict[str, StoredFile]


class RetiredFile(Struct, frozen=True):
    """until: in seconds since 1970. copies: as in ManifestEntry."""

    until: int
    copies: dict[str, StoredFile]


class Manifest(Struct, frozen=True):
    """key: digest of everything that the build depends on (sources.build_key). entries: by path in the build.
    pictures: whether all sharing pictures are there. retired: hashed files of earlier builds that pages in caches still load, by path."""

    version: int
    key: str
    entries: dict[str, ManifestEntry]
    pictures: bool = False
    retired: dict[str, RetiredFile] = msgspec.field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(copy.size for entry in self.entries.values() for copy in entry.copies.values())

    @property
    def files(self) -> int:
        return sum(len(entry.copies) for entry in self.entries.values())


EMPTY = Manifest(VERSION, "", {})


def read(build: Path | None) -> Manifest:
    """The manifest of a build; the empty one if there is no build or its manifest cannot be read."""
    if build is None:
        return EMPTY
    try:
        found = msgspec.json.decode((build / NAME).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return EMPTY
    return found if found.version == VERSION else EMPTY


def write(build: Path, manifest: Manifest) -> None:
    """In one step: the file is replaced and never written into, as it may be linked."""
    part = build / f"{NAME}.part"
    part.write_bytes(msgspec.json.encode(manifest, order="sorted"))
    part.replace(build / NAME)


def is_intact(build: Path, path: str, entry: ManifestEntry | RetiredFile) -> bool:
    """Whether the file and its copies exist with the recorded size and modification time."""
    base = f"{build}/{path}"
    try:
        for suffix, copy in entry.copies.items():
            stat = os.stat(base + suffix)  # noqa: PTH116 - there are thousands of files
            if stat.st_size != copy.size or stat.st_mtime != copy.changed:
                return False
    except OSError:
        return False
    return True


def damaged(build: Path, manifest: Manifest) -> list[str]:
    """Paths whose file or copies are missing or changed."""
    return [path for path, entry in manifest.entries.items() if not is_intact(build, path, entry)]
