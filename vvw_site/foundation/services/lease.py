"""A process's hold on an instance. The instance runs while any process holds it, and stops with the last one."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import ServicesError, check_free_space, error_from_os
from .instance_paths import CHECKOUT, InstancePaths, instance_paths
from .locks import Lock, is_taken

START_SECONDS = 120.0
STOP_SECONDS = 40.0


class Lease:
    """A hold on a running instance. `started` is True if this hold has started it."""

    def __init__(self, paths: InstancePaths, users: Lock) -> None:
        self.paths = paths
        self.users = users
        self.started = False
        self.daemon: subprocess.Popen[bytes] | None = None
        self.pid = os.getpid()

    def alive(self) -> bool:
        """True while the servers run."""
        return is_taken(self.paths.daemon_lock)

    def reason(self) -> str:
        """Why the servers stopped by themselves; empty if they did not."""
        return str(read_state(self.paths).get("reason", ""))

    def release(self) -> None:
        """End the hold. The last holder stops the servers and waits until they are down."""
        if self.users.fd < 0 or os.getpid() != self.pid:  # the copy in a forked child ends with the child
            return
        daemon_lock = self.paths.daemon_lock
        try:
            if self.users.acquire(shared=False, wait=False):
                pid = read_state(self.paths).get("pid")
                if is_taken(daemon_lock) and isinstance(pid, int):
                    os.kill(pid, signal.SIGTERM)
                    wait_until_free(daemon_lock, STOP_SECONDS)
            else:
                # Either others use it, or the daemon has just seen that nobody does: then we wait until it has stopped.
                time.sleep(0.05)
                if read_state(self.paths).get("state") == "stopping":
                    wait_until_free(daemon_lock, STOP_SECONDS)
        except ProcessLookupError:
            pass
        finally:
            self.users.close()
        if self.daemon is not None and not is_taken(daemon_lock):
            self.daemon.wait(5)


def read_state(paths: InstancePaths) -> dict[str, object]:
    """What the daemon wrote last; empty if it wrote nothing."""
    try:
        state = json.loads(paths.state.read_text())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def wait_until_free(path: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not is_taken(path):
            return True
        time.sleep(0.02)
    return False


def is_running(instance: str) -> bool:
    paths = instance_paths(instance)
    return is_taken(paths.daemon_lock) and read_state(paths).get("state") == "ready"


def acquire(instance: str) -> Lease:
    """Hold `instance`, and start it if it is down. Raises ServicesError."""
    paths = instance_paths(instance)
    try:
        paths.make()
        check_free_space(paths.home)
        starting = Lock(paths.lock("start"))
        try:
            starting.acquire(shared=False, wait=True)
            lease = Lease(paths, Lock(paths.lock("users")))
            # This waits while a daemon without users is stopping its servers.
            lease.users.acquire(shared=True, wait=True)
            try:
                ensure_running(lease)
            except BaseException:
                lease.release()
                raise
            return lease
        finally:
            starting.close()
    except OSError as error:
        raise error_from_os(error) from error


def ensure_running(lease: Lease) -> None:
    """Return when the servers answer. The caller holds the start lock."""
    daemon_lock = lease.paths.daemon_lock
    deadline = time.monotonic() + START_SECONDS
    while is_taken(daemon_lock):  # a daemon runs, or was started by a process that was killed
        if read_state(lease.paths).get("state") == "ready":
            return
        if time.monotonic() > deadline:
            raise ServicesError(f"The services did not start in time; their logs are in {lease.paths.log_dir}.")
        time.sleep(0.05)
    with lease.paths.log("services").open("ab") as log:
        lease.daemon = subprocess.Popen(
            [sys.executable, "-m", "vvw_site.foundation.services.daemon", lease.paths.instance],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, cwd=CHECKOUT, start_new_session=True,
        )  # fmt: skip
    line = first_line(lease.daemon, START_SECONDS)
    if line != "ready":
        lease.daemon.terminate()
        raise ServicesError(line or f"The services did not start; their logs are in {lease.paths.log('services').parent}.")
    lease.started = True


def first_line(process: subprocess.Popen[bytes], seconds: float) -> str:
    """The first line of its output; empty if it ended, or was silent for so long."""
    assert process.stdout is not None
    with process.stdout as pipe:
        ready, _, _ = select.select([pipe], [], [], seconds)
        return pipe.readline().decode().strip() if ready else ""


@contextmanager
def hold(instance: str) -> Iterator[Lease]:
    """The instance runs inside the block. Raises ServicesError if it cannot."""
    lease = acquire(instance)
    try:
        yield lease
    finally:
        lease.release()
