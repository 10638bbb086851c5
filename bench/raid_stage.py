"""What bench/raid.py measures with: raids of the bench instance, hunters who hit, sockets that watch, and servers to compare with."""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench import session
from bench.instance import Instance, listens
from tools.terminal import CHECKOUT, UserError, log_file, short
from vvw_site.foundation.services.children import die_with_parent


class RaidBench:
    """The running instance with its options and what was found so far."""

    def __init__(self, instance: Instance, options: argparse.Namespace) -> None:
        self.instance, self.options = instance, options
        self.found: dict[str, Any] = {}

    def start_raid(self, *, health: int = 10**14, fight: int = 3600) -> int:
        """The id of a new raid; those before are ended first."""
        self.sql("UPDATE game_raid SET state = 'called_off', ended_at = now(), paid_at = now() WHERE state = 'open'")
        done = subprocess.run(
            [sys.executable, "manage.py", "start_raid", "--gather", "0", "--fight", str(fight), "--health", str(health),
             "--boss", "mister-snuff"],
            capture_output=True, text=True, cwd=CHECKOUT, check=False,
        )  # fmt: skip
        if done.returncode:
            raise UserError(f"start_raid failed: {done.stderr.strip()}")
        return int(json.loads(done.stdout.strip().splitlines()[-1])["id"])

    def sql(self, text: str, *params: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.instance.postgres, autocommit=True) as database:
            cursor = database.execute(text, params)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def hitters(self, raid: int, seconds: float, *, users: int = 5, pause: float = 0.25) -> Iterator[None]:
        """A few hunters who hit often enough for a frame at every fold."""
        command = [
            sys.executable, "bench/client.py", "--port", str(self.instance.port), "--users", str(users), "--seconds", str(seconds),
            "--warmup", "1", "--accounts", str(self.options.accounts), "--locations", "old-mill", "--only-hits", str(raid),
            "--pause", str(pause),
        ]  # fmt: skip
        with started(command) as process:
            time.sleep(2)
            yield
            process.terminate()

    def drive(self, users: int, *more: str, seconds: float | None = None) -> dict[str, Any]:
        options = argparse.Namespace(**vars(self.options) | {"seconds": seconds or self.options.seconds})
        return session.drive(self.instance, options, users, *more)


@contextmanager
def started(command: list[str], **more: Any) -> Iterator[subprocess.Popen[str]]:
    """A process that ends with the block."""
    with log_file("bench").open("a") as log:
        process = subprocess.Popen(
            command, cwd=CHECKOUT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
            preexec_fn=die_with_parent(9), **more,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


class SwarmRun:
    """Sockets that are open. `measure` counts what arrives from now on."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def measure(self) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        text = self.process.stdout.readline()
        if not text:
            raise UserError(f"The swarm of sockets failed; see {short(log_file('bench'))}.")
        found: dict[str, Any] = json.loads(text)
        return found


@contextmanager
def swarm(port: int, path: str, sockets: int, seconds: float) -> Iterator[SwarmRun]:
    command = [
        sys.executable, "bench/swarm.py", "--port", str(port), "--path", path, "--sockets", str(sockets), "--seconds", str(seconds)
    ]  # fmt: skip
    with started(command) as process:
        assert process.stdout
        if not process.stdout.readline():
            raise UserError(f"Not all {sockets:,} sockets opened; see {short(log_file('bench'))}.")
        yield SwarmRun(process)


@contextmanager
def server(command: list[str], port: int, **more: Any) -> Iterator[subprocess.Popen[str]]:
    """A server, from the moment that it listens. Raises UserError if it ends before."""
    with started(command, **more) as process:
        while not listens(port):
            if process.poll() is not None:
                raise UserError(f"{' '.join(command[1:])} did not start; see {short(log_file('bench'))}.")
            time.sleep(0.1)
        yield process


def plain_channels(redis: str, port: int) -> AbstractContextManager[subprocess.Popen[str]]:
    """The peer: plain Channels on daphne."""
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | {"REDIS_URL": redis}
    command = [sys.executable, "-m", "daphne", "-p", str(port), "-v", "0", "bench.plain_channels:application"]
    return server(command, port, env=environment)


def hub_on_daphne(port: int) -> AbstractContextManager[subprocess.Popen[str]]:
    """The whole site in one daphne, as `make run` has it."""
    return server([sys.executable, "-m", "daphne", "-p", str(port), "-v", "0", "vvw_site.asgi:application"], port)


def memory(pid: int) -> int:
    """Bytes of a process in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
