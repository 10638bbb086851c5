"""`make run` stops everything that it started, whatever happens to it, and an error is one sentence."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from vvw_site.foundation.services.children import command_of
from vvw_site.testing import default_signals

SITE = "import http.server as h, sys; h.test(h.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind='127.0.0.1')"
STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if sys.argv[1] == "forks":
    os.fork()
time.sleep(600)
"""
SUPERVISOR = f"""
import sys
from tools import supervisor
from tools.terminal import exit_on_error, line
supervisor.STOP_SECONDS = 1.0
port = int(sys.argv[1])
plan = {{
    "trial-site": [sys.executable, "-c", {SITE!r}, str(port)],
    "trial-worker": [sys.executable, "-c", {STUBBORN!r}, sys.argv[2]],
}}
with exit_on_error(), supervisor.Supervisor(port) as running:
    running.start_children(plan)
    running.start_errand("trial-errand", [sys.executable, "-c", "raise SystemExit(3)"])
    line(" ".join(str(child.pid) for child in running.children.values()))
    running.watch()
"""
PORT_CHECK = """
from tools import run, terminal
with terminal.exit_on_error():
    run.check_port(run.port_from_environment())
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def start(
    port: int, worker: str = "forks", signals: Callable[[], None] = default_signals
) -> tuple[subprocess.Popen[str], list[int]]:
    """A real supervisor over two small processes, one of which ignores SIGTERM; and their ids."""
    environment = os.environ | {"DATABASE_URL": "postgresql://x/x", "REDIS_URL": "redis://x/0"}
    environment.pop("MAKELEVEL", None)
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(port), worker], cwd=settings.BASE_DIR, text=True, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=signals,
    )  # fmt: skip
    assert supervisor.stdout is not None
    return supervisor, [int(pid) for pid in supervisor.stdout.readline().split()]


def wait_until_gone(pids: list[int], port: int) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and (any(map(command_of, pids)) or answers(port)):
        time.sleep(0.05)
    assert [pid for pid in pids if command_of(pid)] == []
    assert not answers(port)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_leaves_no_process(port: int, signum: signal.Signals) -> None:
    supervisor, pids = start(port)
    forked = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pids[1])], capture_output=True, text=True, check=False)
    supervisor.send_signal(signum)
    out, err = supervisor.communicate(timeout=20)
    assert supervisor.returncode == 0
    assert "Stopped." in out and err == ""
    wait_until_gone([*pids, *map(int, forked.stdout.split())], port)


def in_the_background() -> None:
    """A script with nohup starts `make run &` like this: SIGINT and SIGHUP are ignored."""
    default_signals()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def test_in_the_background_it_stops_on_sigint_only(port: int) -> None:
    supervisor, pids = start(port, signals=in_the_background)
    supervisor.send_signal(signal.SIGHUP)  # the terminal is gone; nohup means that it goes on
    with pytest.raises(subprocess.TimeoutExpired):
        supervisor.wait(1)
    supervisor.send_signal(signal.SIGINT)
    out, err = supervisor.communicate(timeout=20)
    assert supervisor.returncode == 0
    assert "Stopped." in out and err == ""
    wait_until_gone(pids, port)


def test_a_killed_supervisor_leaves_no_process(port: int) -> None:
    # The kernel ends the supervisor's children with it, but not their children: celery's end by themselves, daphne has none.
    supervisor, pids = start(port, worker="alone")
    supervisor.kill()
    supervisor.communicate()
    wait_until_gone(pids, port)


def test_the_death_of_a_process_ends_all_and_names_it(port: int) -> None:
    supervisor, pids = start(port)
    os.kill(pids[1], signal.SIGKILL)
    _, err = supervisor.communicate(timeout=20)
    assert supervisor.returncode == 1
    assert err == "The trial-worker ended by itself (signal 9), so all was stopped; its log is .local/log/trial-worker.log.\n"
    wait_until_gone(pids, port)


def run(port: str, code: str = "") -> subprocess.CompletedProcess[str]:
    """`make run`, or a part of it: the whole would first find a site that runs in this checkout."""
    arguments = ["-c", code] if code else ["tools/run.py"]
    return subprocess.run(
        [sys.executable, *arguments], cwd=settings.BASE_DIR, env=os.environ | {"PORT": port}, text=True, capture_output=True,
        check=False, timeout=30,
    )  # fmt: skip


def test_a_taken_port_is_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        done = run(str(taken), PORT_CHECK)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {taken} is taken by another program: stop that one, or start with another port")
    assert done.stderr.count("\n") == 1


def test_a_port_that_is_not_a_number_is_one_sentence() -> None:
    done = run("eight")
    assert (done.returncode, done.stderr) == (1, "PORT=eight is not a port: use a number from 1 to 65535.\n")


def test_an_old_python_is_one_sentence(tmp_path: Path) -> None:
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14", "python"):
        (tmp_path / name).write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "tools/python.sh", "tools/run.py"], cwd=settings.BASE_DIR, env={"PATH": str(tmp_path)},
        text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("VvW needs Python 3.11 or newer and this machine has Python 3.9.2: install it")
