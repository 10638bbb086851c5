"""The instance under measurement: services, migrations, content, load accounts, production web processes on one port."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import TextIO
from urllib.parse import urlsplit, urlunsplit

from bench import cpu
from tools.run import check_port
from tools.supervisor import START_SECONDS, Supervisor
from tools.terminal import CHECKOUT, LOCAL, UserError, log_file, short, step
from vvw_site.foundation import services
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.foundation.services.instance_paths import instance_paths

SETTINGS = "vvw_site.settings.bench"
CALM_SECONDS = 1.0
PLACES_VISITED = 10
"""Number of places in which the load session hunts. All are open to a new character."""


class Instance(Supervisor):
    """A context manager for the bench instance. After start() it answers on `port`; at the end of the block it is stopped.

    Raises UserError if it cannot start. Progress goes to sys.stdout.
    """

    def __init__(self, port: int, accounts: int, instance: str = "bench") -> None:
        super().__init__(port)
        self.accounts = accounts
        self.instance = instance
        self.name = f"vvw-bench-{port}"
        self.sockets_port, self.sockets_name = 0, ""
        self.lock: TextIO | None = None
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS

    def start(self) -> "Instance":
        self.lock = only_one(self.instance)
        check_port(self.port)
        self.lock.write(f"port {self.port}\n")
        self.lock.flush()
        self.hold_services()
        for what, command in (
            ("Migrations", ["manage.py", "migrate", "--noinput", "-v0"]),
            ("World content", ["manage.py", "load_content"]),
            (f"{self.accounts:,} accounts", ["manage.py", "seed_load_test", "--accounts", str(self.accounts)]),
        ):
            with step(what):
                run_python(command)
        self.sockets_port = free_port()
        self.sockets_name = f"vvw-sockets-{self.sockets_port}"
        with step("Web processes and the sockets tier"):
            self.start_children({"site": self.command(), "sockets": self.sockets_command()})
            self.wait_until_ready()
        return self

    def hold_services(self) -> None:
        """Start the embedded servers whose URL is not set, and set both URLs in the environment. Raises UserError."""
        if services.needs_embedded():
            with step("Postgres and Redis"):
                try:
                    self.lease = services.acquire(self.instance)
                except services.ServicesError as error:
                    raise UserError(str(error)) from error
        self.postgres = os.environ.get("DATABASE_URL") or services.postgres_url(self.instance)
        self.redis = os.environ.get("REDIS_URL") or services.redis_url(self.instance)
        os.environ |= {"DATABASE_URL": self.postgres, "REDIS_URL": self.redis}

    def command(self) -> list[str]:
        """The command of deploy/start, with a connection for each thread. The name marks the processes of this instance."""
        os.environ.setdefault("DATABASE_POOL", os.environ.get("THREADS") or "8")
        return [
            sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{self.port}",
            "--name", self.name, "vvw_site.wsgi",
        ]  # fmt: skip

    def sockets_command(self) -> list[str]:
        """The command of deploy/start for the sockets tier, on a port of its own."""
        return [
            sys.executable, "-m", "deploy.sockets", "--bind", "127.0.0.1", "--port", str(self.sockets_port), "--name",
            self.sockets_name,
        ]  # fmt: skip

    def wait_until_ready(self) -> None:
        """Wait until the site reports that it is ready. Raises UserError.

        Then wait until gunicorn is idle: one loaded worker can answer while the others still load.
        """
        deadline = time.monotonic() + START_SECONDS
        while not (self.ready() and listens(self.sockets_port)):
            if (fault := self.fault()) or time.monotonic() > deadline:
                raise UserError(fault or f"The site is not ready; its log is {short(log_file('site'))}.")
            time.sleep(0.1)
        self.wait_until_calm("gunicorn", deadline - time.monotonic())

    def wait_until_calm(self, part: str, seconds: float) -> None:
        """Wait until a part of `server_pids` is idle, but at most so many seconds."""
        pids = self.server_pids()[part]
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            before = cpu.seconds(pids)
            time.sleep(CALM_SECONDS)
            if cpu.seconds(pids) - before < CALM_SECONDS / 20:
                return

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/ready", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def describe(self) -> dict[str, object]:
        """The data that a load driver needs. The URL `postgres` has no database, because a driver may create its own."""
        return {
            "port": self.port, "postgres": without_database(self.postgres), "redis": self.redis,
            "cpu_words": [self.name], "locations": places(), "sockets_port": self.sockets_port,
            "sockets_cpu_words": [self.sockets_name],
        }  # fmt: skip

    def server_pids(self) -> dict[str, list[int]]:
        """The root processes of each running part, by part. For a server given by URL: the local processes with its name."""
        owned = {}
        if self.lease:
            owned = json.loads(instance_paths(self.instance).state.read_text())["servers"]
        names = {"site": "gunicorn", "sockets": "sockets"}
        web = {name: [self.children[child].pid] for child, name in names.items() if child in self.children}
        return web | {
            "postgres": [owned["postgres"]] if owned else cpu.named("postgres"),
            "redis": [owned["redis"]] if owned else cpu.named("redis-server"),
        }

    def postgres_log(self) -> Path | None:
        """The log of the embedded Postgres, None for a server given by URL."""
        return instance_paths(self.instance).log("postgres") if self.lease else None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        try:
            return super().__exit__(kind, error, trace)
        finally:
            if self.lock:
                self.lock.close()


def listens(port: int) -> bool:
    """Whether a server accepts connections on this port."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def only_one(instance: str) -> TextIO:
    """Lock the instance, so that only one run of this checkout uses it. Raises UserError if another run has the lock."""
    LOCAL.mkdir(exist_ok=True)
    lock = (LOCAL / f"{instance}.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "its port"
        lock.close()
        raise UserError(f"A bench instance of this checkout already runs, at {holder}: stop it first.") from None
    lock.seek(0)
    lock.truncate()
    return lock


def run_python(arguments: list[str]) -> None:
    """Run Python with these arguments. Raises UserError with the last line of the output if it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=CHECKOUT, stdin=subprocess.DEVNULL, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=die_with_parent(9), check=False,
    )  # fmt: skip
    with log_file("bench").open("a") as log:
        log.write(done.stdout)
    if done.returncode:
        last = (done.stdout.strip().splitlines() or ["no output"])[-1]
        raise UserError(f"{' '.join(arguments[:2])} failed: {last} (full output: {short(log_file('bench'))})")


def places() -> list[str]:
    """Slugs of the places where a character of level 1 may hunt."""
    from game.content import catalogue

    world = catalogue()
    return sorted(slug for slug in world.encounters if world.places[slug].level <= 1)[:PLACES_VISITED]


def without_database(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path="/"))
