"""The process that owns an instance's servers: `python -m vvw_site.foundation.services.keeper <instance>`.

It sits in a session of its own, so that a Ctrl-C in the terminal reaches the site before its database. It stops the
servers when it is told to, when one of them dies, or when the last holder is gone, killed ones included: their lock
on `users.lock` goes with them. It says "ready" or one sentence on its standard output, once.
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
from .faults import ServicesError, check_room, of_os_error
from .locks import Lock
from .places import Places, make_private, places

LOG_LIMIT = 5 * 2**20


class Keeper:
    """One instance's servers from start to stop."""

    def __init__(self, where: Places) -> None:
        self.where = where
        self.servers: dict[str, subprocess.Popen] = {}
        self.told_to_stop = False

    def say(self, state: str, reason: str = "") -> None:
        """Write down what we are at. Written aside and renamed: a reader never sees half of it."""
        pids = {name: server.pid for name, server in self.servers.items()}
        draft = self.where.home / "keeper.json.new"
        draft.write_text(json.dumps({"pid": os.getpid(), "state": state, "reason": reason, "servers": pids}))
        draft.replace(self.where.state)

    def start(self) -> None:
        """Bring both servers up; what an earlier run left behind is ended first. Raises ServicesError, OSError."""
        check_room(self.where.home)
        runner = find_runner()
        binaries = find_binaries(runner)
        for folder in (self.where.run, self.where.redis_data):
            make_private(folder, runner.uid, runner.gid)
        logs = {name: self.where.log(name) for name in ("postgres", "redis")}
        for log in logs.values():
            if log.stat().st_size > LOG_LIMIT:
                os.truncate(log, 0)
        postgres.recover(self.where)
        redis_server.recover(self.where)
        postgres.prepare(self.where, binaries, runner, logs["postgres"])
        self.servers["postgres"] = postgres.start(self.where, binaries, runner, logs["postgres"])
        self.servers["redis"] = redis_server.start(self.where, binaries, runner, logs["redis"])
        redis_server.wait(self.where, self.servers["redis"], logs["redis"])
        postgres.wait(self.where, self.servers["postgres"], logs["postgres"])

    def watch(self, users: Lock) -> str:
        """Wait for a reason to stop, and give it; empty when it is a good one."""
        while not self.told_to_stop:
            for name, server in self.servers.items():
                if server.poll() is not None:
                    return f"{name.capitalize()} ended by itself; its log is {self.where.log(name)}."
            if users.take(shared=False, wait=False):
                return ""
            time.sleep(0.2)
        return ""

    def stop(self) -> None:
        if "redis" in self.servers:
            end_child(self.servers["redis"], *redis_server.STOP)
        if "postgres" in self.servers:
            end_child(self.servers["postgres"], *postgres.FAST_STOP)
        (self.where.home / "redis.pid").unlink(missing_ok=True)
        self.where.redis_socket.unlink(missing_ok=True)

    def end(self, *_: object) -> None:
        self.told_to_stop = True


def answer(text: str) -> None:
    """Tell the starter, who may be gone already."""
    with contextlib.suppress(BrokenPipeError):
        os.write(sys.stdout.fileno(), text.encode() + b"\n")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def main(instance: str) -> int:
    where = places(instance)
    owner = Lock(where.lock("keeper"))
    # A look by `is_taken` holds the lock for an instant: only a second of refusals is another keeper.
    deadline = time.monotonic() + 1.0
    while not owner.take(shared=False, wait=False):
        if time.monotonic() < deadline:
            time.sleep(0.02)
            continue
        answer("Another process is already starting these services: try again in a moment.")
        return 1
    keeper = Keeper(where)
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, keeper.end)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        keeper.say("starting")
        keeper.start()
    except (ServicesError, OSError) as error:
        known = of_os_error(error) if isinstance(error, OSError) else error
        keeper.stop()
        answer(str(known))
        return 1
    keeper.say("ready")
    answer("ready")
    reason = keeper.watch(Lock(where.lock("users")))
    with contextlib.suppress(OSError):  # a full disk is no reason to leave servers behind
        keeper.say("stopping", reason)
    keeper.stop()
    with contextlib.suppress(OSError):
        keeper.say("stopped", reason)
    return 1 if reason else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
