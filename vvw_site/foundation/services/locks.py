"""Locks between processes (flock). The kernel releases them however a process ends."""

import fcntl
import os
from pathlib import Path


class Lock:
    """One open lock file. Programs that we start do not inherit it; a forked copy of this process shares it."""

    def __init__(self, path: Path) -> None:
        self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def acquire(self, *, shared: bool, wait: bool) -> bool:
        """False only if another process has it and `wait` is off. A second call changes the mode of a lock that we have."""
        mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self.fd, mode if wait else mode | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


def is_taken(path: Path) -> bool:
    """Whether another open file holds the lock exclusively."""
    if not path.exists():
        return False
    lock = Lock(path)
    try:
        return not lock.acquire(shared=True, wait=False)
    finally:
        lock.close()
