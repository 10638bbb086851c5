"""The processes of `make run`: started together, watched, and stopped in order."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType, TracebackType
from typing import NoReturn, Self

from tools.terminal import CHECKOUT, UserError, bound_logs, line, log_file, short, step
from vvw_site.foundation import services
from vvw_site.foundation.services.children import die_with_parent

START_SECONDS = 90.0
LOOK_SECONDS = 30.0
"""So often the sizes of the logs are looked at."""
STOP_SECONDS = 15.0
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """A signal requested the end of this process."""


def commands(port: int) -> dict[str, list[str]]:
    """The processes in the order in which they start, and their commands."""
    python = [sys.executable, "-m"]
    quiet = ["--without-mingle", "--without-gossip", "--without-heartbeat"]
    worker = [*python, "celery", "-q", "-A", "vvw_site", "worker", "--loglevel=INFO", *quiet]
    return {
        "site": [*python, "daphne", "-b", "127.0.0.1", "-p", str(port), "--no-server-name", "vvw_site.asgi:application"],
        "worker": [*worker, "--concurrency=2", "--queues=fast,slow,mail,celery", "--hostname=worker@%h"],
        # As `deploy/start stats`. The task runs in a process of its own: only so is it ended at its time limit.
        "stats": [*worker, "--concurrency=1", "--queues=stats", "--hostname=stats@%h"],
        "beat": [*python, "celery", "-q", "-A", "vvw_site", "beat", "--loglevel=INFO", "--pidfile="],
    }


PICTURES = [sys.executable, "tools/draw_pictures.py"]
"""Draws the sharing pictures of the wiki while people play already: a web server before the built pages needs them as files."""


class Supervisor:
    """A context manager: however it ends, all processes that were started in it are stopped."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.lease: services.Lease | None = None
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.errands: set[str] = set()
        self.stop_requested = False
        # When a terminal closes, only its first process gets SIGHUP, and make does not pass it on: so `fault` checks it.
        self.terminal = os.isatty(0) and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN
        self.stopping = False

    def __enter__(self) -> Self:
        for signum in STOPPING:
            # With nohup, SIGHUP stays ignored. In a script, `make run &` ignores SIGINT, but whoever sends it wants a stop.
            if signum != signal.SIGHUP or signal.getsignal(signum) != signal.SIG_IGN:
                signal.signal(signum, self.on_signal)
        if "MAKELEVEL" in os.environ and (request_signal := die_with_parent(signal.SIGTERM, parent=os.getppid())):
            request_signal()  # if make is killed, this process ends too
        return self

    def on_signal(self, signum: int, frame: FrameType | None) -> None:
        """Interrupt the current step. Python ignores an exception in a destructor, so loops check a flag as well."""
        self.stop_requested = True
        if not self.stopping:
            raise Stop

    def hold_services(self) -> None:
        """Start the embedded servers, unless both URLs are set. Raises UserError."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.dev")
        os.environ.setdefault("SITE_URL", f"http://localhost:{self.port}")
        if not services.needs_embedded():
            return
        from vvw_site.foundation.services import worlds

        if words := worlds.hint():
            line(f"  {words}")
        with step("Postgres and Redis"):
            try:
                self.lease = services.acquire("dev")
            except services.ServicesError as error:
                raise UserError(str(error)) from error

    def start_children(self, plan: dict[str, list[str]] | None = None) -> None:
        """Start the site and wait until it answers; then start the others, which would slow it down. Raises UserError."""
        (site, command), *rest = (plan or commands(self.port)).items()
        self.start_child(site, command)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if fault := self.fault():
                raise UserError(fault)
            if time.monotonic() > deadline:
                raise UserError(f"The site does not answer; its log is {short(log_file('site'))}.")
            time.sleep(0.1)
        for name, command in rest:
            self.start_child(name, command)

    def start_errand(self, name: str, command: list[str]) -> None:
        """A process that ends by itself. If it fails, its log says why, and the game goes on."""
        self.errands.add(name)
        self.start_child(name, command)

    def start_child(self, name: str, command: list[str]) -> None:
        with log_file(name).open("ab") as log:
            # A session of its own: Ctrl-C reaches only this process, which stops the others in order.
            self.children[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=CHECKOUT,
                start_new_session=True, preexec_fn=die_with_parent(signal.SIGKILL), env=os.environ | {"TIER": name},
            )  # fmt: skip

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/live", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True  # any answer will do
        except OSError:
            return False

    def fault(self) -> str:
        """The sentence for a process that ended by itself; empty if all run. Raises Stop after a signal."""
        if self.stop_requested or (self.terminal and not os.isatty(0)):
            raise Stop
        for name, child in self.children.items():
            if name in self.errands:
                continue
            if (code := child.poll()) is not None:
                how = f"signal {-code}" if code < 0 else f"exit code {code}"
                return f"The {name} ended by itself ({how}), so all was stopped; its log is {short(log_file(name))}."
        if self.lease and not self.lease.alive():
            return f"{self.lease.reason() or 'The embedded servers ended by themselves.'} So all was stopped."
        return ""

    def watch(self) -> NoReturn:
        """Wait. Raises Stop after a signal, and UserError if a process ended by itself."""
        look_at = time.monotonic()
        while not (fault := self.fault()):
            if time.monotonic() > look_at:
                bound_logs()
                look_at = time.monotonic() + LOOK_SECONDS
            time.sleep(0.3)
        raise UserError(fault)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        self.stopping = True
        if kind is Stop:
            line("\n  Stopping …")
        self.stop_children()
        if self.lease:
            self.lease.release()
        if kind is Stop:
            line("  Stopped.")
        return kind is Stop

    def stop_children(self) -> None:
        """The site first, so that no request starts what cannot be finished; then the others together."""
        waves = [["site"], [name for name in self.children if name != "site"]]
        for wave in waves:
            group = [self.children[name] for name in wave if name in self.children]
            for child in group:
                if child.poll() is None:
                    child.terminate()
            deadline = time.monotonic() + STOP_SECONDS
            for child in group:
                try:
                    child.wait(max(0.1, deadline - time.monotonic()))
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(child.pid, signal.SIGKILL)  # its own children, if any are left
