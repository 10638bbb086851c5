"""Starting, finding and ending child processes."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1


def die_with_parent(signum: int, parent: int | None = None) -> Callable[[], None] | None:
    """A preexec_fn: Linux sends `signum` to the child when its parent (by default this process) dies. On other systems None."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    expected = parent or os.getpid()

    def request_signal() -> None:
        prctl(PR_SET_PDEATHSIG, signum)
        if os.getppid() != expected:  # the parent died before this call
            os._exit(1)

    return request_signal


def command_of(pid: int) -> str:
    """The command line of a live process; empty if there is none."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
        return raw.replace(b"\0", b" ").decode(errors="replace")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return ""
    except (PermissionError, ProcessLookupError):
        return ""
    listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout


def read_pid(path: Path) -> int | None:
    """The number on the first line of a pid file, or None."""
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def end_stray(pid: int, mark: str, signals: tuple[tuple[int, float], ...]) -> None:
    """End process `pid` if its command line contains `mark`: send each (signal, seconds to wait) until it is gone."""
    for signum, patience in signals:
        if mark not in command_of(pid):
            return
        try:
            os.kill(pid, signum)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline and mark in command_of(pid):
            time.sleep(0.05)


def end_child(child: subprocess.Popen[bytes], *signals: tuple[int, float]) -> None:
    """End a child of this process: send each (signal, seconds to wait) until it is gone, and SIGKILL last."""
    for signum, patience in signals:
        if child.poll() is not None:
            return
        child.send_signal(signum)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    if child.poll() is None:
        child.send_signal(signal.SIGKILL)
        child.wait()
