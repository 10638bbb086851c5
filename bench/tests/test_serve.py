"""`make bench-serve` starts the instance under measurement, describes it, and leaves no process behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import Any

import pytest
from django.conf import settings

from bench import cpu
from vvw_site.foundation.ports import free_port
from vvw_site.testing import default_signals

ACCOUNTS = 30


def start(port: int) -> subprocess.Popen[str]:
    dropped = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "MAKELEVEL", "WORKERS", "THREADS")
    environment = {k: v for k, v in os.environ.items() if k not in dropped}
    return subprocess.Popen(
        [sys.executable, "bench/serve.py", "--accounts", str(ACCOUNTS), "--instance", "bench-trial"],
        cwd=settings.BASE_DIR, env=environment | {"PORT": str(port), "WORKERS": "1"}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=default_signals,
    )  # fmt: skip


def drive(port: int, description: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "bench/client.py", "--port", str(port), "--users", "2", "--seconds", "2", "--warmup", "1",
         "--accounts", str(ACCOUNTS), "--locations", *description["locations"]],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_the_instance_describes_itself_plays_a_session_and_leaves_no_process() -> None:
    port = free_port()
    serve = start(port)
    assert serve.stdout is not None
    try:
        line = serve.stdout.readline()
        assert line, serve.communicate()[1]
        description = json.loads(line)
        assert set(description) == {
            "port", "postgres", "redis", "cpu_words", "locations", "sockets_port", "sockets_cpu_words",
        }  # fmt: skip
        [word] = description["sockets_cpu_words"]
        assert word not in description["cpu_words"][0] and description["cpu_words"][0] not in word
        assert description["port"] == port and description["locations"]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/ready") as answer:
            assert answer.status == 200
        started = cpu.family([serve.pid])
        assert len(started) >= 3  # bench/serve.py, gunicorn, its worker
        played = drive(port, description)
        assert played["errors"] == {} and played["hunts"] > 0
        other = start(free_port())
        out, err = other.communicate(timeout=30)
        assert (other.returncode, out) == (1, "")
        assert f"already runs, at port {port}" in err.splitlines()[-1]
    finally:
        serve.send_signal(signal.SIGTERM)
        out, err = serve.communicate(timeout=60)
    assert (serve.returncode, out) == (0, ""), err
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and started & set(cpu.parents()):
        time.sleep(0.1)
    assert not started & set(cpu.parents())


@pytest.mark.slow
def test_a_taken_port_is_reported_in_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        serve = start(taken)
        out, err = serve.communicate(timeout=30)
    assert (serve.returncode, out) == (1, "")
    assert err.startswith(f"Port {taken} is taken by another program") and err.count("\n") == 1
