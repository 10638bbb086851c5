"""Writes one file of a build and its compressed copies, or links them from the previous build if the bytes are the same."""

import errno
import os
import shutil
from collections.abc import Mapping

from seo_pages.build.compress import compressed_copies, is_text
from seo_pages.build.digests import digest_of, second_for
from seo_pages.build.manifest import ManifestEntry, StoredFile

NO_LINKS = (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP)
"""Errors of a file system that has no hard links, or too many links to one file."""


def write(base: str, raw: bytes) -> dict[str, StoredFile]:
    """Writes `raw` at the path `base` and its compressed copies beside it, each with the modification time of its content."""
    files = {"": raw} | (compressed_copies(raw) if is_text(base) else {})
    return {suffix: _write(base + suffix, data) for suffix, data in files.items()}


def _write(path: str, data: bytes) -> StoredFile:
    changed = second_for(digest_of(data))
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - a Path costs as much as the file, and there are thousands
        if file.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
    os.utime(path, (changed, changed))
    return StoredFile(len(data), changed)


def link(source: str, target: str, copies: Mapping[str, StoredFile]) -> None:
    """Hard-links the files of another build. A link takes no space and leaves content, time and ETag as they are."""
    for suffix in copies:
        try:
            os.link(source + suffix, target + suffix)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            shutil.copy2(source + suffix, target + suffix)


def write_or_link(
    base: str, raw: bytes, words: bytes, inputs: str, before: tuple[str, ManifestEntry] | None
) -> tuple[ManifestEntry, bool]:
    """Puts a file at the path `base`. before: path and entry of the same file in the previous build, if it is intact.

    Returns the file's entry, without the day, and whether it was written.
    """
    content = digest_of(raw)
    words_digest = content if words is raw else digest_of(words)
    if before and before[1].content == content:
        link(before[0], base, before[1].copies)
        return ManifestEntry(inputs, content, words_digest, "", before[1].copies), False
    return ManifestEntry(inputs, content, words_digest, "", write(base, raw)), True
