"""Our gunicorn worker (deploy/worker.py), in real processes: HTTP, WSGI, and how it starts and ends."""

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from game.models import Battle
from game.tests.make import make_character
from vvw_site.tests.players import bearer, user_of
from vvw_site.tests.raw_http import raw, request
from vvw_site.tests.tiers import Caller, Figures, children_of, locked, tier, until, wait_until_blocked

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ONE = {"WORKERS": "1", "THREADS": "2"}
JSON = {"Content-Type": "application/json"}
HUNT = '{"location": "old-mill"}'


def test_responses_of_the_worker_follow_http(tmp_path: Path) -> None:
    with tier("site", tmp_path / "site.log", **ONE) as (site, _):
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        for _ in range(3):  # on one connection
            connection.request("GET", "/healthz/live")
            answer = connection.getresponse()
            assert answer.status == 200 and answer.read()
        page = site.get("/accounts/login/")
        assert page.status == 200 and len(page.body) == int(page.headers["Content-Length"])
        assert page.headers.get_all("Set-Cookie") and "set-cookie" not in page.headers["Vary"].lower()
        head = site.request("HEAD", "/accounts/login/")
        assert (head.status, head.body) == (200, b"") and head.headers["Content-Length"] == page.headers["Content-Length"]
        # A file, which is streamed, and a 304 without a body.
        css = next(Path(settings.BASE_DIR / "static/css").glob("*.css"))
        file = site.get(f"/static/css/{css.name}")
        assert (file.status, file.body) == (200, css.read_bytes())
        again = site.get(f"/static/css/{css.name}", {"If-Modified-Since": file.headers["Last-Modified"]})
        assert (again.status, again.body) == (304, b"")
        # A form with its body and cookies, and a path that is not ASCII.
        refused = site.form("/accounts/login/", login="nobody", password="nothing at all")
        assert refused.status == 200 and "with this password" in refused.text
        assert raw(site.port, request("GET", "/wiki/%C3%BC%2F")).startswith(b"HTTP/1.1 404")
        # A body in chunks is read: the 400 is for its missing fields.
        headers = ("Content-Type: application/json", "Transfer-Encoding: chunked")
        chunks = request("POST", "/api/v1/auth/login", *headers, body="2\r\n{}\r\n0\r\n\r\n")
        assert raw(site.port, chunks).startswith(b"HTTP/1.1 400")
        # Requests that are not HTTP, or too long.
        assert raw(site.port, b"\x16\x03\x01\x02\r\n\r\n").startswith(b"HTTP/1.1 400")
        assert raw(site.port, request("GET", "/" + "a" * 70_000)).startswith(b"HTTP/1.1 414")
        assert raw(site.port, request("GET", "/", *(f"X-{n}: a" for n in range(300)))).startswith(b"HTTP/1.1 431")
        assert site.get("/healthz/ready").status == 200


def test_a_client_that_disconnects_leaves_no_connection_to_postgres_in_use(tmp_path: Path) -> None:
    with tier("site", tmp_path / "site.log", **ONE) as (site, _):
        for _ in range(100):
            with socket.create_connection(("127.0.0.1", site.port)) as gone:
                gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, bytes([1, 0, 0, 0, 0, 0, 0, 0]))  # a reset, at once
                gone.sendall(request("GET", "/healthz/ready"))
        until(lambda: site.figures()("db_pool_connections", state="in_use") == 0, 10)
        assert site.get("/healthz/ready").status == 200


def test_after_a_signal_the_worker_finishes_running_requests_before_it_ends(tmp_path: Path) -> None:
    character = make_character()
    pk, sent = character.pk, JSON | bearer(user_of(character))
    with tier("game", tmp_path / "game.log", **ONE) as (game, master), ThreadPoolExecutor(6) as players, locked(pk) as other:
        already = len(game.sent)
        keys = [sent | {"Idempotency-Key": f"hunt-000000{n}"} for n in range(6)]  # more than there are threads
        hunting = [players.submit(game.request, "POST", "/api/v1/hunts", HUNT, key) for key in keys]
        until(lambda: len(game.sent) == already + 6, 20)
        wait_until_blocked(2)
        master.terminate()
        with pytest.raises(subprocess.TimeoutExpired):
            master.wait(1)
        assert not any(one.done() for one in hunting)
        other.rollback()
        answers = [one.result() for one in hunting]
        assert {answer.status for answer in answers} <= {201, 429} and any(answer.status == 201 for answer in answers)
        assert {answer.headers["Connection"] for answer in answers} == {"close"}
        assert master.wait(20) == 0
    assert Battle.objects.filter(character_id=pk).count() == sum(answer.status == 201 for answer in answers)


def test_a_reload_of_the_code_refuses_no_connection(tmp_path: Path) -> None:
    with tier("site", tmp_path / "site.log", **ONE) as (site, master):
        old, over = children_of(master.pid), threading.Event()

        def visit() -> list[int]:
            """Statuses, each on a connection of its own."""
            seen = []
            while not over.is_set():
                seen.append(Caller(site.port).get("/healthz/live").status)
            return seen

        with ThreadPoolExecutor(4) as visitors:
            visits = [visitors.submit(visit) for _ in range(4)]
            try:
                os.kill(master.pid, signal.SIGHUP)
                until(lambda: (now := children_of(master.pid)) and not set(now) & set(old))
                time.sleep(1)  # the new workers serve for a while
            finally:
                over.set()
        seen = [one.result() for one in visits]
        assert all(len(statuses) > 5 for statuses in seen) and [set(statuses) for statuses in seen] == [{200}] * 4


def test_a_worker_is_replaced_after_max_requests_and_none_outlives_the_master(tmp_path: Path) -> None:
    with tier("site", tmp_path / "site.log", **ONE, MAX_REQUESTS="20") as (site, master):
        (old,) = children_of(master.pid)
        for _ in range(30):
            assert site.get("/healthz/live").status == 200
        until(lambda: children_of(master.pid) not in ([old], []))
        (worker,) = children_of(master.pid)
        assert isinstance(site.figures(), Figures)
        master.kill()
        until(lambda: not Path(f"/proc/{worker}").exists(), 20)
