"""Sockets through a real daphne: counted while open, for pages of our own hosts only, and refused at unknown addresses."""

import base64
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from vvw_site.foundation.keyring import new_key
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.tests.tiers import SERVED, Caller, database_url, tier, until, wait_until_live

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def dial(port: int, address: str, origin: str = "http://127.0.0.1") -> tuple[socket.socket, int]:
    """A socket as a browser opens it (RFC 6455), and the status of the answer: 101 when it is open."""
    line = socket.create_connection(("127.0.0.1", port), timeout=20)
    key = base64.b64encode(os.urandom(16)).decode()
    line.sendall(
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    head = b""
    while b"\r\n\r\n" not in head:
        head += line.recv(1)
    return line, int(head.split()[1])


def send(line: socket.socket, word: bytes) -> None:
    """A text frame with a mask of zeros."""
    line.sendall(bytes([0x81, 0x80 | len(word)]) + bytes(4) + word)


def receive(line: socket.socket) -> bytes:
    """The next short frame."""
    head = line.recv(2, socket.MSG_WAITALL)
    return line.recv(head[1], socket.MSG_WAITALL)


@contextmanager
def echoing(log: Path, **environment: str) -> Iterator[Caller]:
    port = free_port()
    given = {"DJANGO_SETTINGS_MODULE": SERVED, "DATABASE_URL": database_url(), **environment}
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "vvw_site.tests.echo:application"],
            cwd=settings.BASE_DIR, env=os.environ | given, stdout=out, stderr=out, preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
    try:
        wait_until_live(Caller(port), process, log)
        yield Caller(port)
    finally:
        process.terminate()
        process.wait(20)


def test_sockets_and_their_frames_are_counted_by_route(tmp_path: Path) -> None:
    with echoing(tmp_path / "echo.log") as site:
        lines = [dial(site.port, "/ws/echo/") for _ in range(3)]
        assert [status for _, status in lines] == [101, 101, 101]
        for line, _ in lines[:2]:
            send(line, b"hello")
            assert (receive(line), receive(line)) == (b"hello", b"again")
        now = site.figures()
        assert now("sockets_open", route="echo") == 3
        assert (now("socket_frames_total", way="in"), now("socket_frames_total", way="out")) == (2, 4)
        lines[0][0].close()  # without a close frame
        lines[1][0].sendall(bytes([0x88, 0x80]) + bytes(4))
        assert lines[1][0].recv(1)  # the answer to a close frame
        until(lambda: site.figures()("sockets_open", route="echo") == 1, 20)


def test_a_socket_at_an_unknown_address_is_refused_without_an_error(tmp_path: Path) -> None:
    log = tmp_path / "sockets.log"
    with tier("sockets", log) as (site, _):
        assert dial(site.port, "/ws/nowhere/")[1] == 403
        assert site.get("/healthz/live").status == 200
        assert site.figures()("sockets_open") == 0
    assert "Traceback" not in log.read_text()


def test_only_pages_of_our_own_hosts_may_open_a_socket(tmp_path: Path) -> None:
    production = {
        "DJANGO_SETTINGS_MODULE": "vvw_site.settings.prod", "SECRET_KEY": "0123456789" * 6, "SITE_URL": "https://127.0.0.1",
        "ENCRYPTION_KEYS": f"first:{new_key()}", "ALLOWED_HOSTS": "127.0.0.1",
        "REDIS_URL": settings.REDIS_URL, "METRICS_TOKEN": "",
    }  # fmt: skip
    with echoing(tmp_path / "echo.log", **production) as site:
        assert dial(site.port, "/ws/echo/")[1] == 101
        assert dial(site.port, "/ws/echo/", origin="https://elsewhere.example")[1] == 403
