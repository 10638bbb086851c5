"""Our worker of gunicorn's (deploy/worker.py), with real processes: what HTTP and WSGI ask of it, and how it starts and ends."""

import http.client
import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from game.actions import tokens
from game.models import Battle
from game.tests.make import make_character
from vvw_site.tests.test_metrics import children_of
from vvw_site.tests.tiers import Caller, Figures, locked, tier

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ONE = {"WORKERS": "1", "THREADS": "2"}
JSON = {"Content-Type": "application/json"}
HUNT = '{"location": "old-mill"}'


def raw(port: int, sent: bytes) -> bytes:
    """What comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def request(method: str, path: str, *lines: str, body: str = "") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *lines, "", body]).encode()


def until(true, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def hunter() -> tuple[int, dict[str, str]]:
    character = make_character()
    return character.pk, {"Authorization": f"Bearer {tokens.issue(character.user).token}", "Idempotency-Key": "hunt-0000001"}


def test_http_as_clients_know_it(tmp_path):
    with tier("site", tmp_path / "site.log", **ONE) as (site, _):
        kept = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        for _ in range(3):  # on one connection
            kept.request("GET", "/healthz/live")
            answer = kept.getresponse()
            assert answer.status == 200 and answer.read()
        page = site.get("/accounts/login/")
        assert page.status == 200 and len(page.body) == int(page.headers["Content-Length"])
        assert page.headers.get_all("Set-Cookie") and "set-cookie" not in page.headers["Vary"].lower()
        head = site.ask("HEAD", "/accounts/login/")
        assert (head.status, head.body) == (200, b"") and head.headers["Content-Length"] == page.headers["Content-Length"]
        # A file, in parts, and the 304 that has none.
        css = Path(settings.BASE_DIR / "static/css").glob("*.css").__next__()
        file = site.get(f"/static/css/{css.name}")
        assert (file.status, file.body) == (200, css.read_bytes())
        again = site.get(f"/static/css/{css.name}", **{"If-Modified-Since": file.headers["Last-Modified"]})
        assert (again.status, again.body) == (304, b"")
        # A form with its body, cookies and redirect; a body in chunks is refused as one that is not there.
        refused = site.form("/accounts/login/", login="nobody", password="nothing at all")
        assert refused.status == 200 and "not correct" in refused.text
        assert raw(site.port, request("GET", "/wiki/%C3%BC%2F")).startswith(b"HTTP/1.1 404")
        chunks = request(
            "POST",
            "/api/v1/auth/login",
            *map(": ".join, JSON.items()),
            "Transfer-Encoding: chunked",
            body="2\r\n{}\r\n0\r\n\r\n",
        )
        assert raw(site.port, chunks).startswith(b"HTTP/1.1 400")
        # What is no HTTP, or too much of it.
        assert raw(site.port, b"\x16\x03\x01\x02\r\n\r\n").startswith(b"HTTP/1.1 400")
        assert raw(site.port, request("GET", "/" + "a" * 70_000)).startswith(b"HTTP/1.1 414")
        assert raw(site.port, request("GET", "/", *(f"X-{n}: a" for n in range(300)))).startswith(b"HTTP/1.1 431")
        assert site.get("/healthz/ready").status == 200


def test_who_hangs_up_leaves_no_connection_to_postgres_behind(tmp_path):
    with tier("site", tmp_path / "site.log", **ONE) as (site, _):
        for _ in range(100):
            with socket.create_connection(("127.0.0.1", site.port)) as gone:
                gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, bytes([1, 0, 0, 0, 0, 0, 0, 0]))  # a reset, at once
                gone.sendall(request("GET", "/healthz/ready"))
        until(lambda: site.figures()("db_pool_connections", state="in_use") == 0, 10)
        assert site.get("/healthz/ready").status == 200


def test_told_to_end_it_ends_what_is_under_way(tmp_path):
    pk, sent = hunter()
    with tier("game", tmp_path / "game.log", **ONE) as (game, master), ThreadPoolExecutor(6) as players, locked(pk) as other:
        keys = [sent | {"Idempotency-Key": f"hunt-000000{n}"} for n in range(6)]  # more than there are threads
        asked = [players.submit(game.ask, "POST", "/api/v1/hunts", HUNT, **JSON, **key) for key in keys]
        time.sleep(1)
        master.terminate()
        time.sleep(1)
        assert master.poll() is None and not any(one.done() for one in asked)
        other.rollback()
        answers = [one.result() for one in asked]
        assert {answer.status for answer in answers} <= {201, 429} and any(answer.status == 201 for answer in answers)
        assert {answer.headers["Connection"] for answer in answers} == {"close"}
        assert master.wait(20) == 0
    assert Battle.objects.filter(character_id=pk).count() == sum(answer.status == 201 for answer in answers)


def test_new_code_is_taken_in_without_a_refused_connection(tmp_path):
    with tier("site", tmp_path / "site.log", **ONE) as (site, master):
        old, over = children_of(master.pid), threading.Event()

        def ask() -> set[int]:
            seen = set()
            while not over.is_set():
                seen.add(Caller(site.port).get("/healthz/live").status)  # a connection for each
            return seen

        with ThreadPoolExecutor(4) as visitors:
            asking = [visitors.submit(ask) for _ in range(4)]
            try:
                os.kill(master.pid, signal.SIGHUP)
                until(lambda: (now := children_of(master.pid)) and not set(now) & set(old))
                time.sleep(1)
            finally:
                over.set()
        assert [one.result() for one in asking] == [{200}] * 4


def test_a_worker_makes_room_after_its_requests_and_nothing_outlives_the_master(tmp_path):
    with tier("site", tmp_path / "site.log", **ONE, MAX_REQUESTS="20") as (site, master):
        (old,) = children_of(master.pid)
        for _ in range(30):
            assert site.get("/healthz/live").status == 200
        until(lambda: children_of(master.pid) not in ([old], []))
        (worker,) = children_of(master.pid)
        assert isinstance(site.figures(), Figures)
        master.kill()
        until(lambda: not Path(f"/proc/{worker}").exists(), 20)
