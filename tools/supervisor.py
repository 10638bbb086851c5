"""The processes of `make run`: started together, watched, stopped in order."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType, TracebackType

from tools.say import CHECKOUT, Sentence, line, log_file, short, step
from vvw_site.foundation import services
from vvw_site.foundation.services.children import die_with_parent

START_SECONDS = 90.0
STOP_SECONDS = 15.0
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """A signal asks this process to end."""


def commands(port: int) -> dict[str, list[str]]:
    """What to run, in the order of starting."""
    python = [sys.executable, "-m"]
    quiet = ["--without-mingle", "--without-gossip", "--without-heartbeat"]
    return {
        "site": [*python, "daphne", "-b", "127.0.0.1", "-p", str(port), "--no-server-name", "vvw_site.asgi:application"],
        "worker": [*python, "celery", "-A", "vvw_site", "worker", "--loglevel=INFO", "--concurrency=2", *quiet],
        "beat": [*python, "celery", "-A", "vvw_site", "beat", "--loglevel=INFO", "--pidfile="],
    }


class Supervisor:
    """A context manager: everything that was started inside is stopped when it ends, however it ends."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.lease: services.Lease | None = None
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = False
        # A closing terminal signals only its first process, and make does not pass the signal on: so fault() checks the terminal.
        self.terminal = os.isatty(0) and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN
        self.stopping = False

    def __enter__(self) -> "Supervisor":
        for signum in STOPPING:
            # nohup wants to go on without a terminal. `make run &` in a script ignores SIGINT, but a SIGINT sent here is meant.
            if signum != signal.SIGHUP or signal.getsignal(signum) != signal.SIG_IGN:
                signal.signal(signum, self.on_signal)
        if "MAKELEVEL" in os.environ and (ask := die_with_parent(signal.SIGTERM, parent=os.getppid())):
            ask()  # ends this process if make is killed
        return self

    def on_signal(self, signum: int, frame: FrameType | None) -> None:
        """Interrupt the current step. Python swallows an exception raised in a destructor, so loops check a flag as well."""
        self.asked_to_stop = True
        if not self.stopping:
            raise Stop

    def hold_services(self) -> None:
        """Bring the embedded servers up, unless both URLs are given. Raises Sentence."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.dev")
        os.environ.setdefault("SITE_URL", f"http://localhost:{self.port}")
        if not services.needs_embedded():
            return
        with step("Postgres and Redis"):
            try:
                self.lease = services.take("dev")
            except services.ServicesError as error:
                raise Sentence(str(error)) from error

    def start_children(self, plan: dict[str, list[str]] | None = None) -> None:
        """Start the site, wait until it answers, then the rest, which would slow its start. Raises Sentence."""
        (site, command), *rest = (plan or commands(self.port)).items()
        self.start_child(site, command)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if fault := self.fault():
                raise Sentence(fault)
            if time.monotonic() > deadline:
                raise Sentence(f"The site does not answer; its log is {short(log_file('site'))}.")
            time.sleep(0.1)
        for name, command in rest:
            self.start_child(name, command)

    def start_child(self, name: str, command: list[str]) -> None:
        with log_file(name).open("ab") as log:
            # In its own session: Ctrl-C reaches only this process, which stops the others in order.
            self.children[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=CHECKOUT,
                start_new_session=True, preexec_fn=die_with_parent(signal.SIGKILL),
            )  # fmt: skip

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/live", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True  # it answers; the status does not matter here
        except OSError:
            return False

    def fault(self) -> str:
        """A sentence if a process ended by itself; otherwise empty. Raises Stop when asked to end."""
        if self.asked_to_stop or (self.terminal and not os.isatty(0)):
            raise Stop
        for name, child in self.children.items():
            if (code := child.poll()) is not None:
                how = f"signal {-code}" if code < 0 else f"exit code {code}"
                return f"The {name} ended by itself ({how}), so all was stopped; its log is {short(log_file(name))}."
        if self.lease and not self.lease.alive():
            return f"{self.lease.reason() or 'The embedded servers ended by themselves.'} So all was stopped."
        return ""

    def watch(self) -> int:
        """Wait for the end. Returns the exit code; raises Sentence when a process ended by itself."""
        while not (fault := self.fault()):
            time.sleep(0.3)
        raise Sentence(fault)

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
        """The site first, so that no new work begins; then worker and beat together."""
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
                    os.killpg(child.pid, signal.SIGKILL)  # children of its own that are left
