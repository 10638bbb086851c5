"""A worker of gunicorn's whose HTTP is granian's: gunicorn keeps the socket, the processes and their signals, and Rust reads
requests and writes answers without Python's lock. Of a hunt's CPU it saves a fourth (docs/performance.md).

Granian shows its server as a whole only; its inner parts that are used here can change with any version. It is pinned, and
vvw_site/tests/test_worker.py asks of this worker all that is relied on.
"""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from granian._futures import _new_cbscheduler
from granian._granian import SocketHolder, WorkerSignal, WSGIWorker
from granian.http import HTTP1Settings
from gunicorn.http.wsgi import FileWrapper, WSGIErrorsWrapper
from gunicorn.workers.base import Worker as Base

NAMELESS = ("Server", "")
"""Granian names itself where no header of that name is set; an empty one says nothing of what runs here."""
WAITING = 1024
"""So many requests may wait for a thread; more are not read from their connections."""
FOR_PARTS = 512
"""As granian has it: threads of Rust's, made when they are needed, by which bodies and parts of answers may have to wait."""
IDLE = 24 * 3600
"""Seconds after which a thread that has nothing to do ends. They are few: all stay, and none is made anew in a burst."""
NO_TLS = (False, None, None, None, "tls1.3", None, [], False)
NO_FIGURES = (None, None)


class Worker(Base):
    """Heeds gunicorn's threads, keepalive (seconds a connection may be silent), backlog, max_requests and graceful_timeout."""

    def run(self) -> None:
        """Until told to stop, or the parent is gone; then what is under way is ended."""
        stop, stopped = WorkerSignal(), threading.Event()
        stop.add_cb(stopped.set)
        self.serve(stop)
        while self.alive and self.ppid == os.getppid():
            self.notify()
            time.sleep(0.5)
        stop.set()
        ends = time.monotonic() + self.cfg.graceful_timeout
        while not stopped.wait(0.1) and time.monotonic() < ends:
            self.notify()

    def serve(self, stop: WorkerSignal) -> None:
        """Answers from now on, in threads of its own."""
        (listener,) = self.sockets
        held = SocketHolder(listener.fileno(), False, self.cfg.backlog)
        http = HTTP1Settings(header_read_timeout=self.cfg.keepalive * 1000)
        server = WSGIWorker(
            self.age, (None, held), None, 1, FOR_PARTS, self.cfg.threads, IDLE, WAITING, "1", http, None, None,
            *NO_TLS, NO_FIGURES,
        )  # fmt: skip
        loop = asyncio.new_event_loop()  # the scheduler wants one and, for WSGI, never runs it
        server.serve_mtr(_new_cbscheduler(loop, self.answering(), impl_asyncio=True), loop, stop)

    def answering(self) -> Callable[[Any, dict[str, Any]], int]:
        """What is called in a thread for each request: the application as WSGI (PEP 3333) wants it called."""
        always = {
            "SCRIPT_NAME": "", "wsgi.errors": WSGIErrorsWrapper(self.cfg), "wsgi.file_wrapper": FileWrapper,
            "wsgi.input_terminated": True, "wsgi.multiprocess": True, "wsgi.multithread": True, "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }  # fmt: skip

        def answer(client: Any, request: dict[str, Any]) -> int:
            self.count()
            begun: list[Any] = []

            def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
                begun[:] = int(status[:3]), [*headers, NAMELESS]

            parts = self.wsgi(always | request, start)
            status, headers = begun
            if getattr(parts, "streaming", True):
                client.response_iter(status, headers, _Parts(parts))
            else:
                client.response_bytes(status, headers, b"".join(parts))
                parts.close()
            return status

        return answer

    def count(self) -> None:
        self.nr += 1
        if self.nr == self.max_requests:
            self.log.info("Worker %s has answered %s requests and makes room for another.", self.pid, self.nr)
            self.alive = False


class _Parts:
    """Parts of an answer one by one. Their source is closed also when the client went away."""

    def __init__(self, source: Iterable[bytes]) -> None:
        self.__next__ = iter(source).__next__
        self.close = getattr(source, "close", lambda: None)
