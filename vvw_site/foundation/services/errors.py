"""Failures of the embedded services, as one sentence that tells the reader what to do."""

import errno
import shutil
from pathlib import Path

SPACE_NEEDED = 250 * 1024 * 1024
"""Bytes. A new Postgres cluster takes 40 MB and its first write-ahead log 16 to 80 MB; the rest is reserve."""


class ServicesError(Exception):
    """The services cannot run; the text is one sentence for a person."""


def error_from_os(error: OSError) -> ServicesError:
    """The sentence for an error of the operating system."""
    where = f" at {error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ServicesError(f"The disk is full{where}: free some space and start again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ServicesError(f"No permission to write{where}: give this folder to the user who runs VvW.")
    return ServicesError(f"{error.strerror or error}{where}: fix this and start again.")


def check_free_space(folder: Path) -> None:
    """Raise ServicesError when the disk of `folder` (which exists) is almost full."""
    free = shutil.disk_usage(folder).free
    if free < SPACE_NEEDED:
        raise ServicesError(
            f"The disk of {folder} is full: {free // 2**20} MB are free and {SPACE_NEEDED // 2**20} MB are needed; free some "
            "space and start again."
        )


def error_from_log(name: str, log: Path) -> ServicesError:
    """The sentence for a server that did not start, from the end of its log."""
    try:
        lines = log.read_text(errors="replace").strip().splitlines()[-30:]
    except OSError:
        lines = []
    if any("No space left on device" in line or "Disk quota exceeded" in line for line in lines):
        return ServicesError(f"The disk is full, so {name} cannot start: free some space and start again.")
    last = next((line for line in reversed(lines) if "FATAL" in line or "error" in line.lower()), "")
    return ServicesError(f"{name} did not start{': ' + last.strip() if last else ''}; its log is {log}.")
