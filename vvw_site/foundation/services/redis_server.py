"""The embedded Redis. It stores nothing on disk: nothing but speed may depend on what it holds."""

import signal
import subprocess
import time
from pathlib import Path

import redis

from .binaries import Binaries, Runner
from .children import die_with_parent, end_stray, read_pid
from .errors import error_from_log
from .instance_paths import InstancePaths

STOP = ((signal.SIGTERM, 5.0),)
DATABASES = 64
"""How many numbered databases it has: each process of a parallel test run uses one."""


def recover(paths: InstancePaths) -> None:
    """Stop a server that outlived its daemon. Its command line contains the path of its socket."""
    if (pid := read_pid(paths.home / "redis.pid")) is not None:
        end_stray(pid, str(paths.redis_socket), (*STOP, (signal.SIGKILL, 5.0)))
    (paths.home / "redis.pid").unlink(missing_ok=True)
    paths.redis_socket.unlink(missing_ok=True)


def start(paths: InstancePaths, binaries: Binaries, runner: Runner, log: Path) -> subprocess.Popen[bytes]:
    # It has all roles, and counts of limits must not be evicted (docs/operation/redis.md).
    options = {
        "port": "0",
        "unixsocket": str(paths.redis_socket),
        "unixsocketperm": "700",
        "databases": str(DATABASES),
        "save": "",
        "appendonly": "no",
        "maxmemory": "512mb",
        "maxmemory-policy": "noeviction",
    }
    command: list[str | Path] = [binaries.redis]
    for name, value in options.items():
        command += [f"--{name}", value]
    with log.open("ab") as out:
        server = subprocess.Popen(
            command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd=paths.redis_data,
            start_new_session=True, preexec_fn=die_with_parent(signal.SIGTERM), **runner.as_user,
        )  # fmt: skip
    (paths.home / "redis.pid").write_text(f"{server.pid}\n")
    return server


def wait(paths: InstancePaths, server: subprocess.Popen[bytes], log: Path, seconds: float = 20.0) -> None:
    """Wait until the server answers. Raises ServicesError."""
    deadline = time.monotonic() + seconds
    client = redis.Redis(unix_socket_path=str(paths.redis_socket))
    try:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise error_from_log("Redis", log) from None
                time.sleep(0.05)
    finally:
        client.close()
