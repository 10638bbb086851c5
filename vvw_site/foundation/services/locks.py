"""Locks between processes (flock): the kernel lets go of them however a process ends."""

import fcntl
import os
from pathlib import Path


class Lock:
    """One open lock file. Not inherited by programs we start; a forked copy of us shares it."""

    def __init__(self, path: Path) -> None:
        self.fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, *, shared: bool, wait: bool) -> bool:
        """True when we have it; False only when told not to wait. Taking it in the other mode changes the mode."""
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
    """True when another open file holds the lock exclusively."""
    if not path.exists():
        return False
    lock = Lock(path)
    try:
        return not lock.take(shared=True, wait=False)
    finally:
        lock.close()
