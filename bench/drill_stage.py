"""The parts of a running site for drills: each is started, killed with SIGKILL, and started again."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self

import redis

from tools.terminal import CHECKOUT, UserError
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.binaries import find_binaries, find_runner
from vvw_site.foundation.services.children import die_with_parent

START_SECONDS = WAIT_SECONDS = 60.0
PARTS = ("redis", "site", "sockets", "worker", "beat")


class Stage:
    """A context manager; at its end all parts are killed. It does not own Postgres.

    folder: for logs and Redis' data; a short path, because Redis' socket lies in it. environment: of all parts, with DATABASE_URL.
    """

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.redis_socket, self.redis_data = folder / "r.sock", folder / "redis"
        self.redis_url = f"unix://{self.redis_socket}?db=1"
        self.ports = {"site": free_port(), "sockets": free_port()}
        self.environment = os.environ | {
            "REDIS_URL": self.redis_url, "BIND": "127.0.0.1", "SERVE_PAGES": "0", "LOG_LEVEL": "INFO",
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "DJANGO_SETTINGS_MODULE": "vvw_site.settings.bench",
            "MAINTENANCE_FILE": str(folder / "closed"),
        } | environment  # fmt: skip
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for name in reversed(list(self.processes)):
            self.kill(name)

    def start(self, *names: str) -> None:
        """Start the parts together, and wait until each answers or has said that it is ready. Raises UserError."""
        since = {name: self._log_size(name) for name in names}
        for name in names:
            self._start(name)
        for name in names:
            self._wait(name, partial(self._is_ready, name, since[name]))

    def kill(self, name: str) -> None:
        """SIGKILL for the part with all its processes; returns when they are gone."""
        process = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def kill_web_worker(self) -> None:
        """SIGKILL for the process that answers requests; its master starts another one."""
        [worker, *_] = children_of(self.processes["site"].pid)
        os.kill(worker, signal.SIGKILL)
        self._wait("site", lambda: worker not in children_of(self.processes["site"].pid) and self._is_ready("site", 0))

    def empty_redis(self) -> None:
        """Delete what a killed Redis has stored."""
        shutil.rmtree(self.redis_data)

    def _start(self, name: str) -> None:
        self.redis_data.mkdir(exist_ok=True)
        given = {"PORT": str(self.ports.get(name, 0)), "WORKERS": "1", "THREADS": "8"}
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self._command(name), cwd=CHECKOUT, env=self.environment | given, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=die_with_parent(signal.SIGKILL),
            )  # fmt: skip

    def _command(self, name: str) -> list[str]:
        if name != "redis":
            return ["deploy/start", name.split()[0]]
        # With a log of all writes, so that a killed Redis comes back with what it had, and another one empty.
        return [
            str(find_binaries(find_runner()).redis), "--port", "0", "--unixsocket", str(self.redis_socket), "--save", "",
            "--appendonly", "yes", "--appendfsync", "always", "--dir", str(self.redis_data),
        ]  # fmt: skip

    def _is_ready(self, name: str, since: int) -> bool:
        if name == "redis":
            with redis.Redis.from_url(self.redis_url) as client, contextlib.suppress(redis.RedisError):
                return bool(client.ping())
            return False
        if name in self.ports:
            return _answers(f"http://127.0.0.1:{self.ports[name]}/healthz/live")
        words = {"worker": b" ready.", "stats": b" ready.", "beat": b"beat: Starting"}[name.split()[0]]
        return words in (self.folder / f"{name}.log").read_bytes()[since:]

    def _wait(self, name: str, is_true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not is_true():
            if self.processes[name].poll() is not None or time.monotonic() > deadline:
                raise UserError(f"The {name} does not start: {self._last_words(name)} (log: {self.folder / name}.log)")
            time.sleep(0.05)

    def _log_size(self, name: str) -> int:
        path = self.folder / f"{name}.log"
        return path.stat().st_size if path.exists() else 0

    def _last_words(self, name: str) -> str:
        text = (self.folder / f"{name}.log").read_text(errors="replace").strip().splitlines()
        return text[-1] if text else "it says nothing"


def fill_database(hunters: int = 0) -> None:
    """The database that DATABASE_URL names: tables, content and so many accounts with a character. Raises UserError."""
    from bench.instance import run_python

    run_python(["manage.py", "migrate", "--noinput", "-v0"])
    run_python(["manage.py", "load_content"])
    if hunters:
        run_python(["manage.py", "seed_load_test", "--accounts", str(hunters)])


def make_tokens(count: int) -> list[str]:
    """Tokens of hunters of level 10 with energy for the whole drill."""
    from accounts.models import User
    from game.actions.tokens import issue
    from game.models import Character

    users = list(User.objects.filter(username__startswith="load").order_by("pk")[:count])
    Character.objects.filter(user__in=users).update(level=10, energy=1_000_000, hp=1_000_000)
    return [issue(user).token for user in users]


def wait_until(
    what: str, is_true: Callable[[], object], seconds: float = WAIT_SECONDS, more: Callable[[], str] = lambda: ""
) -> None:
    """Raises UserError after so many seconds. what: is waited for, in words. more: said after it."""
    deadline = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > deadline:
            raise UserError(f"Waited {seconds:.0f} s for this: {what}. {more()}".rstrip())
        time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    """The process ids of the children of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True  # any answer will do
    except OSError:
        return False
