"""One file of a build and its packed copies: written, or linked from the build before when the bytes are the same."""

import errno
import os
import shutil
from collections.abc import Mapping

from seo_pages.build.compress import is_text, packed
from seo_pages.build.digests import digest_of, second_for
from seo_pages.build.manifest import Copy, Entry

NO_LINKS = (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP)
"""What a file system says that has no hard links, or has too many of one file already."""


def write(base: str, raw: bytes) -> dict[str, Copy]:
    """Write `raw` at `base`, its copies beside it; each with the time that its content gives."""
    files = {"": raw} | (packed(raw) if is_text(base) else {})
    return {suffix: _write(base + suffix, data) for suffix, data in files.items()}


def _write(path: str, data: bytes) -> Copy:
    changed = second_for(digest_of(data))
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - thousands of them: a Path costs as much as the file
        if file.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
    os.utime(path, (changed, changed))
    return Copy(len(data), changed)


def link(source: str, target: str, copies: Mapping[str, Copy]) -> None:
    """Give the files of another build a second name. A link takes no room, and leaves file, time and ETag as they are."""
    for suffix in copies:
        try:
            os.link(source + suffix, target + suffix)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            shutil.copy2(source + suffix, target + suffix)


def place(base: str, raw: bytes, words: bytes, inputs: str, before: tuple[str, Entry] | None) -> tuple[Entry, bool]:
    """Put a file that was just made where it belongs. `before`: the same file of the build before, when it is sound.

    Returns its entry, without the day, and whether it was written.
    """
    content = digest_of(raw)
    spoken = content if words is raw else digest_of(words)
    if before and before[1].content == content:
        link(before[0], base, before[1].copies)
        return Entry(inputs, content, spoken, "", before[1].copies), False
    return Entry(inputs, content, spoken, "", write(base, raw)), True
