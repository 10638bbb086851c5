"""The process that owns an instance's servers: `python -m vvw_site.foundation.services.daemon <instance>`.

It has a session of its own, so that Ctrl-C in the terminal reaches the site before its database. It stops the servers on a
signal, when one of them dies, or when the last holder is gone. A killed holder counts as gone, because the kernel releases its
lock on `users.lock`. The daemon prints one line on standard output: "ready", or a sentence that says what failed.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

from . import postgres, redis_server
from .binaries import find_binaries, find_runner
from .children import end_child
from .errors import ServicesError, check_free_space, error_from_os
from .instance_paths import InstancePaths, instance_paths, make_private
from .locks import Lock

LOG_LIMIT = 5 * 2**20
"""Bytes. A larger log is emptied at the start."""


class Daemon:
    """One instance's servers from start to stop."""

    def __init__(self, paths: InstancePaths) -> None:
        self.paths = paths
        self.servers: dict[str, subprocess.Popen[bytes]] = {}
        self.stop_requested = False

    def write_state(self, state: str, reason: str = "") -> None:
        """Write the state file. It is written under another name and renamed, so that a reader never sees half of it."""
        pids = {name: server.pid for name, server in self.servers.items()}
        draft = self.paths.home / "keeper.json.new"
        draft.write_text(json.dumps({"pid": os.getpid(), "state": state, "reason": reason, "servers": pids}))
        draft.replace(self.paths.state)

    def start(self) -> None:
        """Start both servers, after ending what an earlier run left behind. Raises ServicesError, OSError."""
        check_free_space(self.paths.home)
        runner = find_runner()
        binaries = find_binaries(runner)
        for folder in (self.paths.run, self.paths.redis_data):
            make_private(folder, runner.uid, runner.gid)
        logs = {name: self.paths.log(name) for name in ("postgres", "redis")}
        for log in logs.values():
            if log.stat().st_size > LOG_LIMIT:
                os.truncate(log, 0)
        postgres.recover(self.paths)
        redis_server.recover(self.paths)
        postgres.prepare(self.paths, binaries, runner, logs["postgres"])
        self.servers["postgres"] = postgres.start(self.paths, binaries, runner, logs["postgres"])
        self.servers["redis"] = redis_server.start(self.paths, binaries, runner, logs["redis"])
        redis_server.wait(self.paths, self.servers["redis"], logs["redis"])
        postgres.wait(self.paths, self.servers["postgres"], logs["postgres"])

    def watch(self, users: Lock) -> str:
        """Wait for a reason to stop. Returns what failed; empty after a signal or when no user is left."""
        while not self.stop_requested:
            for name, server in self.servers.items():
                if server.poll() is not None:
                    return f"{name.capitalize()} ended by itself; its log is {self.paths.log(name)}."
            if users.acquire(shared=False, wait=False):
                return ""
            time.sleep(0.2)
        return ""

    def stop(self) -> None:
        if "redis" in self.servers:
            end_child(self.servers["redis"], *redis_server.STOP)
        if "postgres" in self.servers:
            end_child(self.servers["postgres"], *postgres.FAST_STOP)
        (self.paths.home / "redis.pid").unlink(missing_ok=True)
        self.paths.redis_socket.unlink(missing_ok=True)

    def on_signal(self, *_: object) -> None:
        self.stop_requested = True


def report(text: str) -> None:
    """Print the one line for the process that started us, which may be gone already."""
    with contextlib.suppress(BrokenPipeError):
        os.write(sys.stdout.fileno(), text.encode() + b"\n")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())


def main(instance: str) -> int:
    paths = instance_paths(instance)
    owner = Lock(paths.daemon_lock)
    # `is_taken` holds the lock for an instant: only refusals for a whole second mean that another daemon has it.
    deadline = time.monotonic() + 1.0
    while not owner.acquire(shared=False, wait=False):
        if time.monotonic() < deadline:
            time.sleep(0.02)
            continue
        report("Another process is already starting these services: try again in a moment.")
        return 1
    daemon = Daemon(paths)
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, daemon.on_signal)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        daemon.write_state("starting")
        daemon.start()
    except (ServicesError, OSError) as error:
        known = error_from_os(error) if isinstance(error, OSError) else error
        daemon.stop()
        report(str(known))
        return 1
    daemon.write_state("ready")
    report("ready")
    reason = daemon.watch(Lock(paths.lock("users")))
    with contextlib.suppress(OSError):  # the servers must be stopped even if the disk is full
        daemon.write_state("stopping", reason)
    daemon.stop()
    with contextlib.suppress(OSError):
        daemon.write_state("stopped", reason)
    return 1 if reason else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
