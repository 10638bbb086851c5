"""What goes wrong with the embedded services, said in one sentence that tells the reader what to do."""

import errno
import shutil
from pathlib import Path

ROOM_NEEDED = 250 * 1024 * 1024
"""Bytes: a new Postgres cluster takes 40 MB, its first write-ahead log 16 to 80 MB, the rest is air to breathe."""


class ServicesError(Exception):
    """The services cannot run; the text is one sentence for a person."""


def of_os_error(error: OSError) -> ServicesError:
    """The sentence for an error of the operating system."""
    where = f" at {error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ServicesError(f"The disk is full{where}: free some space and start again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ServicesError(f"No permission to write{where}: give this folder to the user who runs VvW.")
    return ServicesError(f"{error.strerror or error}{where}: mend this and start again.")


def check_room(folder: Path) -> None:
    """Raise ServicesError when the disk that holds `folder` (which exists) is about full."""
    free = shutil.disk_usage(folder).free
    if free < ROOM_NEEDED:
        wanted = ROOM_NEEDED // 2**20
        raise ServicesError(
            f"The disk of {folder} is full: {free // 2**20} MB are free and {wanted} MB are needed; free some space "
            "and start again."
        )


def of_log(name: str, log: Path) -> ServicesError:
    """The sentence for a server that would not start, from the end of its log."""
    try:
        lines = log.read_text(errors="replace").strip().splitlines()[-30:]
    except OSError:
        lines = []
    if any("No space left on device" in line or "Disk quota exceeded" in line for line in lines):
        return ServicesError(f"The disk is full, so {name} cannot start: free some space and start again.")
    last = next((line for line in reversed(lines) if "FATAL" in line or "error" in line.lower()), "")
    return ServicesError(f"{name} did not start{': ' + last.strip() if last else ''}; its log is {log}.")
