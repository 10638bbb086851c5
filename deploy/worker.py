"""A gunicorn worker that serves HTTP with granian: gunicorn keeps the socket, the processes and their signals, and granian's
Rust code reads requests and writes responses without Python's lock. This saves a quarter of a hunt's CPU
(docs/decisions/gunicorn-with-granian.md).

Granian documents only its whole server; the inner parts used here can change with any version. So granian's version is pinned,
and vvw_site/tests/test_worker.py tests everything that this worker relies on.
"""

import asyncio
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Protocol, cast

from django.core.exceptions import ImproperlyConfigured
from granian._futures import _new_cbscheduler
from granian._granian import SocketHolder, WorkerSignal, WSGIWorker
from granian.http import HTTP1Settings
from gunicorn.arbiter import Arbiter
from gunicorn.http.wsgi import FileWrapper, WSGIErrorsWrapper
from gunicorn.workers.base import Worker as GunicornWorker

NO_SERVER_NAME = ("Server", "")
"""Granian adds its name if there is no such header; an empty one keeps the product secret."""
CLOSE = ("Connection", "close")
"""In the responses of a worker that ends: a proxy must not send another request on that connection."""
DRAIN_SECONDS = 1.0
BACKPRESSURE = 1024
"""How many requests may wait for a thread; more are not read from their connections."""
BLOCKING_THREADS = 512
"""The most Rust threads for bodies and streamed responses that have to wait; created as needed. Granian's own default."""
IDLE_SECONDS = 24 * 3600
"""After this time an idle Python thread would end. There are few, so all stay, and a burst need not create any."""
NO_TLS: tuple[object, ...] = (False, None, None, None, "tls1.3", None, [], False)
NO_METRICS = (None, None)

Headers = list[tuple[str, str]]


class GranianRequest(Protocol):
    """Granian's side of one request."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...

    def response_iter(self, status: int, headers: Headers, body: object) -> None: ...


class GranianServer(Protocol):
    def serve_mtr(self, scheduler: object, loop: asyncio.AbstractEventLoop, stop: WorkerSignal) -> None: ...


# The type stubs that granian ships are of other signatures than its extension module.
_make_server = cast(Callable[..., GranianServer], WSGIWorker)
_make_socket = cast(Callable[[int, bool, int], object], SocketHolder)
_make_scheduler = cast(Callable[..., object], _new_cbscheduler)


class Worker(GunicornWorker):  # type: ignore[misc]  # gunicorn has no types
    """Obeys gunicorn's threads, keepalive (seconds that a connection may be silent), backlog, max_requests, graceful_timeout."""

    slot = 0
    """Its number among the workers, from 1 on; the next worker takes it over (deploy/gunicorn.conf.py)."""
    told_to_end = False
    """Known to the master only (deploy/arbiter.py)."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.made_at = self.tmp.last_update()

    def load_wsgi(self) -> None:
        """What keeps the site from loading is one line of the log. Gunicorn would print it a second time, as it is."""
        try:
            super().load_wsgi()
        except ImproperlyConfigured as error:
            for sentence in str(error).splitlines():
                self.log.critical("%s", sentence)
        except Exception:
            self.log.exception("The site cannot be loaded.")
        else:
            return
        sys.exit(Arbiter.WORKER_BOOT_ERROR)

    def is_ready(self) -> bool:
        """Whether it has begun to serve. The master knows by the first heartbeat, which comes when the site is loaded."""
        return bool(self.tmp.last_update() != self.made_at)

    def run(self) -> None:
        """Serve until told to stop, or until the parent is gone; then accept no connection more and finish the running requests."""
        stop, stopped = WorkerSignal(), threading.Event()
        stop.add_cb(stopped.set)
        self.serve(stop)
        while self.alive and self.ppid == os.getppid():
            self.notify()
            time.sleep(0.5)
        deadline = time.monotonic() + self.cfg.graceful_timeout
        # Granian closes a connection from which it has read nothing yet. So those that it has accepted get time to send.
        stop_accepting(self.sockets[0])
        stopped.wait(DRAIN_SECONDS)
        stop.set()
        while not stopped.wait(0.1) and time.monotonic() < deadline:
            self.notify()

    def serve(self, stop: WorkerSignal) -> None:
        """Start to serve, in threads of its own, and return."""
        (listener,) = self.sockets
        held = _make_socket(listener.fileno(), False, self.cfg.backlog)
        http = HTTP1Settings(header_read_timeout=self.cfg.keepalive * 1000)
        server = _make_server(
            self.age, (None, held), None, 1, BLOCKING_THREADS, self.cfg.threads, IDLE_SECONDS, BACKPRESSURE, "1", http, None, None,
            *NO_TLS, NO_METRICS,
        )  # fmt: skip
        loop = asyncio.new_event_loop()  # the scheduler wants one and, for WSGI, never runs it
        server.serve_mtr(_make_scheduler(loop, self.handler(), impl_asyncio=True), loop, stop)

    def handler(self) -> Callable[[GranianRequest, dict[str, object]], int]:
        """What granian calls in a thread for each request: calls the application by WSGI (PEP 3333) and returns the status."""
        environ = {
            "SCRIPT_NAME": "", "wsgi.errors": WSGIErrorsWrapper(self.cfg), "wsgi.file_wrapper": FileWrapper,
            "wsgi.input_terminated": True, "wsgi.multiprocess": True, "wsgi.multithread": True, "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }  # fmt: skip

        def handle(client: GranianRequest, request: dict[str, object]) -> int:
            self.count()
            started: list[tuple[int, Headers]] = []

            def start_response(line: str, headers: Headers, exc_info: object = None) -> None:
                started[:] = [(int(line[:3]), [*headers, NO_SERVER_NAME] if self.alive else [*headers, NO_SERVER_NAME, CLOSE])]

            parts = self.wsgi(environ | request, start_response)
            status, headers = started[0]
            if getattr(parts, "streaming", True):
                client.response_iter(status, headers, _Stream(parts))
            else:
                client.response_bytes(status, headers, b"".join(parts))
                parts.close()
            return status

        return handle

    def count(self) -> None:
        self.nr += 1
        if self.nr == self.max_requests:
            self.log.info("Worker %s has answered %s requests and will be replaced.", self.pid, self.nr)
            self.alive = False


def stop_accepting(listener: socket.socket) -> None:
    """In this process alone: other workers accept from the same socket. Each of its numbers here gets another socket instead, to which
    nobody can connect; granian knows no other way that does not end its connections, too."""
    nobody = socket.create_server(("127.0.0.1", 0), backlog=1)
    nobody.setblocking(False)
    ours = os.fstat(listener.fileno())
    for number in [int(entry) for entry in os.listdir("/proc/self/fd")]:  # noqa: PTH208 (these are numbers, not paths)
        with suppress(OSError):  # the listing's own
            if os.path.samestat(os.fstat(number), ours):
                os.dup2(nobody.fileno(), number, inheritable=False)


class _Stream:
    """The parts of a streamed response. Granian closes it also if the client goes away."""

    def __init__(self, source: Iterable[bytes]) -> None:
        parts: Iterator[bytes] = iter(source)
        self.__next__ = parts.__next__
        self.close: Callable[[], None] = getattr(source, "close", lambda: None)
