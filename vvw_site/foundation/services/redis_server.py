"""Redis: a process that keeps nothing on disk, as nothing but speed may be lost with it."""

import signal
import subprocess
import time
from pathlib import Path

import redis

from .binaries import Binaries, Runner
from .children import die_with_parent, end_stray, read_pid
from .faults import of_log
from .places import Places

STOP = ((signal.SIGTERM, 5.0),)
DATABASES = 64
"""Numbers to choose from: each worker of a parallel test run has its own."""


def recover(places: Places) -> None:
    """Stop a server that outlived its keeper; its command line names its socket."""
    if (pid := read_pid(places.home / "redis.pid")) is not None:
        end_stray(pid, str(places.redis_socket), (*STOP, (signal.SIGKILL, 5.0)))
    (places.home / "redis.pid").unlink(missing_ok=True)
    places.redis_socket.unlink(missing_ok=True)


def start(places: Places, binaries: Binaries, runner: Runner, log: Path) -> subprocess.Popen:
    options = {
        "port": "0",
        "unixsocket": str(places.redis_socket),
        "unixsocketperm": "700",
        "databases": str(DATABASES),
        "save": "",
        "appendonly": "no",
        "maxmemory": "512mb",
        "maxmemory-policy": "volatile-lru",
    }
    command: list[str | Path] = [binaries.redis]
    for name, value in options.items():
        command += [f"--{name}", value]
    with log.open("ab") as out:
        server = subprocess.Popen(
            command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=places.redis_data,
            start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM), **runner.as_user,
        )  # fmt: skip
    (places.home / "redis.pid").write_text(f"{server.pid}\n")
    return server


def wait(places: Places, server: subprocess.Popen, log: Path, seconds: float = 20.0) -> None:
    """Wait until the server answers. Raises ServicesError."""
    deadline = time.monotonic() + seconds
    client = redis.Redis(unix_socket_path=str(places.redis_socket))
    try:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise of_log("Redis", log) from None
                time.sleep(0.05)
    finally:
        client.close()
