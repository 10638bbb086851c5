"""A holder's side of an instance: it runs while anyone holds it, and stops with the last one."""

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

from .faults import ServicesError, check_room, of_os_error
from .locks import Lock, is_taken
from .places import CHECKOUT, Places, places

START_SECONDS = 120.0
STOP_SECONDS = 40.0


class Lease:
    """A hold on a running instance. `started` is True when this one brought it up."""

    def __init__(self, where: Places, users: Lock) -> None:
        self.where = where
        self.users = users
        self.started = False
        self.keeper: subprocess.Popen | None = None
        self.owner = os.getpid()

    def alive(self) -> bool:
        """True while the servers run."""
        return is_taken(self.where.lock("keeper"))

    def reason(self) -> str:
        """Why they stopped by themselves; empty when they did not."""
        return str(read_state(self.where).get("reason", ""))

    def release(self) -> None:
        """Let go. The last holder stops the servers and waits until they are down."""
        if self.users.fd < 0 or os.getpid() != self.owner:  # a forked child's copy ends with the child
            return
        keeper_lock = self.where.lock("keeper")
        try:
            if self.users.take(shared=False, wait=False):
                pid = read_state(self.where).get("pid")
                if is_taken(keeper_lock) and isinstance(pid, int):
                    os.kill(pid, signal.SIGTERM)
                    wait_until_free(keeper_lock, STOP_SECONDS)
            else:
                # Others use it, or the keeper has just seen that nobody does: then its stop is ours to wait for.
                time.sleep(0.05)
                if read_state(self.where).get("state") == "stopping":
                    wait_until_free(keeper_lock, STOP_SECONDS)
        except ProcessLookupError:
            pass
        finally:
            self.users.close()
        if self.keeper is not None and not is_taken(keeper_lock):
            self.keeper.wait(5)


def read_state(where: Places) -> dict[str, object]:
    try:
        state = json.loads(where.state.read_text())
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
    where = places(instance)
    return is_taken(where.lock("keeper")) and read_state(where).get("state") == "ready"


def take(instance: str) -> Lease:
    """Hold `instance`, starting it when it is down. Raises ServicesError."""
    where = places(instance)
    try:
        where.make()
        check_room(where.home)
        starting = Lock(where.lock("start"))
        try:
            starting.take(shared=False, wait=True)
            lease = Lease(where, Lock(where.lock("users")))
            # Waits while a keeper that saw no users left is taking its servers down.
            lease.users.take(shared=True, wait=True)
            try:
                ensure(lease)
            except BaseException:
                lease.release()
                raise
            return lease
        finally:
            starting.close()
    except OSError as error:
        raise of_os_error(error) from error


def ensure(lease: Lease) -> None:
    """Come back when the servers answer. The start lock is held."""
    keeper_lock = lease.where.lock("keeper")
    deadline = time.monotonic() + START_SECONDS
    while is_taken(keeper_lock):  # a running one, or one whose starter was killed while it came up
        if read_state(lease.where).get("state") == "ready":
            return
        if time.monotonic() > deadline:
            raise ServicesError(f"The services did not start in time; their logs are in {lease.where.log_dir}.")
        time.sleep(0.05)
    with lease.where.log("services").open("ab") as log:
        lease.keeper = subprocess.Popen(
            [sys.executable, "-m", "vvw_site.foundation.services.keeper", lease.where.instance],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, cwd=CHECKOUT, start_new_session=True,
        )  # fmt: skip
    said = first_line(lease.keeper, START_SECONDS)
    if said != "ready":
        lease.keeper.terminate()
        raise ServicesError(said or f"The services did not start; their logs are in {lease.where.log('services').parent}.")
    lease.started = True


def first_line(process: subprocess.Popen, seconds: float) -> str:
    """What the keeper said; empty when it ended or took too long without a word."""
    assert process.stdout is not None
    with process.stdout as pipe:
        ready, _, _ = select.select([pipe], [], [], seconds)
        return pipe.readline().decode().strip() if ready else ""


@contextmanager
def hold(instance: str) -> Iterator[Lease]:
    """The instance runs inside the block. Raises ServicesError when it cannot."""
    lease = take(instance)
    try:
        yield lease
    finally:
        lease.release()
