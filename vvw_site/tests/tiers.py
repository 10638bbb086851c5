"""The tiers as production starts them, each in processes of its own, on the test's database; and talking to them."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.db import connection
from prometheus_client.parser import text_string_to_metric_families

from vvw_site.foundation.services.children import die_with_parent

CHECKOUT = Path(settings.BASE_DIR)
START_SECONDS = 60.0


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

    def ask(self, method: str, path: str, body: Any = None, *, wait: float = 30, **headers: str) -> Answer:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=wait)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        begun = time.monotonic()
        try:
            asked.request(method, path, body, headers)
            response = asked.getresponse()
            read = response.read()
        finally:
            asked.close()
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return Answer(response, read, time.monotonic() - begun)

    def get(self, path: str, **more: Any) -> Answer:
        return self.ask("GET", path, **more)

    def form(self, path: str, **fields: str) -> Answer:
        """A form as a browser sends it: with the secret that the page set."""
        fields["csrfmiddlewaretoken"] = self.cookies["csrftoken"]
        return self.ask("POST", path, urlencode(fields), **{"Content-Type": "application/x-www-form-urlencoded"})

    def figures(self, **headers: str) -> "Figures":
        answer = self.get("/metrics", **headers)
        assert answer.status == 200, answer.text
        return Figures(answer.text)


class Figures:
    """What /metrics told: figures("db_pool_waiting"), figures("http_requests_total", status="503"), summed over the rest."""

    def __init__(self, text: str) -> None:
        self.samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]

    def __call__(self, name: str, **labels: str) -> float:
        return sum(s.value for s in self.samples if s.name == name and labels.items() <= s.labels.items())

    def has(self, name: str) -> bool:
        return any(sample.name == name for sample in self.samples)

    def labels(self, name: str, label: str) -> set[str]:
        return {sample.labels[label] for sample in self.samples if sample.name == name}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def database_url() -> str:
    """The test's own database, as a URL for another process."""
    had = connection.settings_dict
    name = f"{quote(had['USER'])}:{quote(had['PASSWORD'])}" if had["PASSWORD"] else quote(had["USER"])
    return f"postgresql://{name}@/{had['NAME']}?{urlencode({'host': had['HOST'], 'port': had['PORT'] or '5432'})}"


@contextmanager
def tier(name: str, log: Path, **environment: str) -> Iterator[tuple[Caller, subprocess.Popen]]:
    """`deploy/start NAME` as the image runs it, on loopback; gone when the block ends. log: the file it writes to."""
    port = free_port()
    given = {
        "DJANGO_SETTINGS_MODULE": "vvw_site.settings.bench", "DATABASE_URL": database_url(), "PORT": str(port),
        "BIND": "127.0.0.1", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LOG_LEVEL": "WARNING",
        "MAINTENANCE_FILE": str(log.with_suffix(".closed")), "SERVE_PAGES": "0", **environment,
    }  # fmt: skip
    with log.open("ab") as out:
        process = subprocess.Popen(
            ["deploy/start", name], cwd=CHECKOUT, env=os.environ | given, stdout=out, stderr=out,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
    caller = Caller(port)
    try:
        wait_until_live(caller, process, log)
        yield caller, process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_live(caller: Caller, process: subprocess.Popen, log: Path) -> None:
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
def locked(character: int) -> Iterator[psycopg.Connection]:
    """The row of a character is locked by somebody else: whoever acts on it waits."""
    had = connection.settings_dict
    with psycopg.connect(
        dbname=had["NAME"], user=had["USER"], password=had["PASSWORD"] or None, host=had["HOST"], port=had["PORT"] or None
    ) as other:
        other.execute("SELECT 1 FROM game_character WHERE id = %s FOR UPDATE", [character])
        yield other
        other.rollback()
