"""The tiers as production starts them, in their own processes on the test's database, and a client for them."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.db import connection
from prometheus_client.parser import text_string_to_metric_families

from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.children import die_with_parent

CHECKOUT = Path(settings.BASE_DIR)
START_SECONDS = 60.0
SERVED = "vvw_site.tests.served_settings"
Headers = dict[str, str]


class Answer:
    """seconds: how long it took."""

    def __init__(self, response: http.client.HTTPResponse, body: bytes, seconds: float) -> None:
        self.status, self.headers, self.body, self.seconds = response.status, response.headers, body, seconds

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Caller:
    """A client with cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.sent: list[str] = []
        """The paths of all requests that were sent, answered or not."""

    def request(
        self, method: str, path: str, body: str | bytes | Iterable[bytes] | None = None, headers: Headers | None = None,
        *, wait: float = 30,
    ) -> Answer:  # fmt: skip
        """wait: seconds."""
        headers = dict(headers or {})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        begun = time.monotonic()
        try:
            connection.request(method, path, body, headers)
            self.sent.append(path)
            response = connection.getresponse()
            read = response.read()
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return Answer(response, read, time.monotonic() - begun)

    def get(self, path: str, headers: Headers | None = None, *, wait: float = 30) -> Answer:
        return self.request("GET", path, headers=headers, wait=wait)

    def form(self, path: str, **fields: str) -> Answer:
        """A form as a browser sends it, with the CSRF token that the page set."""
        fields["csrfmiddlewaretoken"] = self.cookies["csrftoken"]
        return self.request("POST", path, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})

    def figures(self) -> "Figures":
        answer = self.get("/metrics")
        assert answer.status == 200, answer.text
        return Figures(answer.text)


class Figures:
    """The values of /metrics: figures("db_pool_waiting"), figures("http_requests_total", status="503"), summed over the rest."""

    def __init__(self, text: str) -> None:
        self.samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]

    def __call__(self, name: str, **labels: str) -> float:
        return sum(s.value for s in self.samples if s.name == name and labels.items() <= s.labels.items())

    def has(self, name: str) -> bool:
        return any(sample.name == name for sample in self.samples)

    def labels(self, name: str, label: str) -> set[str]:
        return {sample.labels[label] for sample in self.samples if sample.name == name}


def until(is_true: Callable[[], object], seconds: float = 60) -> None:
    """Wait until a condition holds; fail after so many seconds."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    """The process ids of the children of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def database_url() -> str:
    """The test's own database, as a URL for another process."""
    had = connection.settings_dict
    name = f"{quote(had['USER'])}:{quote(had['PASSWORD'])}" if had["PASSWORD"] else quote(had["USER"])
    return f"postgresql://{name}@/{had['NAME']}?{urlencode({'host': had['HOST'], 'port': had['PORT'] or '5432'})}"


class Where(TypedDict):
    dbname: str
    user: str
    password: str | None
    host: str
    port: str | None


def where() -> Where:
    """The test's own database, as arguments of psycopg.connect."""
    had = connection.settings_dict
    return {"dbname": had["NAME"], "user": had["USER"], "password": had["PASSWORD"] or None, "host": had["HOST"],
            "port": had["PORT"] or None}  # fmt: skip


@contextmanager
def tier(name: str, log: Path, **environment: str) -> Iterator[tuple[Caller, subprocess.Popen[bytes]]]:
    """`deploy/start NAME` as the image runs it, on loopback, stopped when the block ends. log: the file it writes to."""
    port = free_port()
    given = {
        "DJANGO_SETTINGS_MODULE": SERVED, "DATABASE_URL": database_url(), "PORT": str(port),
        "BIND": "127.0.0.1", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LOG_LEVEL": "WARNING",
        "MAINTENANCE_FILE": str(log.with_suffix(".closed")), "SERVE_PAGES": "0", **environment,
    }  # fmt: skip
    with served(["deploy/start", name], port, log, given) as process:
        yield Caller(port), process


@contextmanager
def served(command: list[str], port: int, log: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A server of this checkout on a port, from the moment that it answers until the end of the block."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=os.environ | environment, stdout=out, stderr=out,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
    try:
        wait_until_live(Caller(port), process, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_live(caller: Caller, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        assert process.poll() is None, log.read_text()
        try:
            if caller.get("/healthz/live", wait=10).status == 200:
                return
        except OSError:
            pass
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


@contextmanager
def locked(character: int) -> Iterator["psycopg.Connection[Any]"]:
    """Locks the row of a character in another transaction, so that every action on the character waits."""
    with psycopg.connect(**where()) as other:
        other.execute("SELECT 1 FROM game_character WHERE id = %s FOR UPDATE", [character])
        yield other
        other.rollback()


def wait_until_blocked(count: int = 1) -> list[int]:
    """Wait until so many other connections of this database wait for a lock. Returns their process ids."""
    found: list[int] = []

    def blocked() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() "
                "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            found[:] = [pid for (pid,) in cursor.fetchall()]
        return len(found) >= count

    until(blocked, 20)
    return found
