"""The folder in which the workers of one master count, and the removal of folders whose master was killed.

A master and its workers hold a lock in their folder, and the kernel releases it however they end. So a folder whose lock is free
belongs to nobody, also if its master ran in another container with process numbers of its own.
"""

import os
import shutil
import tempfile
from pathlib import Path

from vvw_site.foundation.services.locks import Lock

PREFIX = "vvw-metrics-"
LOCK = "master.lock"


class MetricsFolder:
    """A new folder, held until `remove`. memory: the folder of temporary files in memory; None: the usual one."""

    def __init__(self, memory: str | None) -> None:
        # It gets its name when the lock is held: another start would take it for a folder left behind.
        draft = Path(tempfile.mkdtemp(prefix="vvw-new-", dir=memory))
        self._lock = Lock(draft / LOCK)
        self._lock.acquire(shared=False, wait=False)
        self.path = draft.rename(draft.with_name(PREFIX + draft.name.removeprefix("vvw-new-")))

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def remove_left_behind(memory: str | None) -> list[Path]:
    """Remove this user's folders that no process holds. Those without a lock are of a version before, which may be running."""
    removed = []
    for folder in sorted(Path(memory or tempfile.gettempdir()).glob(f"{PREFIX}*")):
        try:
            if folder.is_symlink() or folder.stat().st_uid != os.geteuid() or not (folder / LOCK).is_file():
                continue
            lock = Lock(folder / LOCK)
        except OSError:  # another start has just removed it
            continue
        try:
            if lock.acquire(shared=False, wait=False):
                shutil.rmtree(folder, ignore_errors=True)
                removed.append(folder)
        finally:
            lock.close()
    return removed
