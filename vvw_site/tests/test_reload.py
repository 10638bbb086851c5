"""HUP of a real tier under load: the old workers serve until the new ones do, and go on if those do not load. A killed tier leaves
no metrics behind."""

import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy import metrics_folder
from deploy.metrics_folder import MetricsFolder, remove_left_behind
from vvw_site.tests.tiers import Caller, children_of, tier, until

pytestmark = pytest.mark.slow
CLIENTS = 40


class Crowd:
    """Clients that call again and again, each call on a new connection. lost: what went wrong."""

    def __init__(self, port: int) -> None:
        self.port, self.answered, self.lost = port, 0, list[str]()
        self.over = threading.Event()

    def call(self) -> None:
        caller = Caller(self.port)
        while not self.over.is_set():
            try:
                status = caller.get("/healthz/ready").status
            except OSError as error:
                self.lost.append(repr(error))
                continue
            self.answered += 1
            if status != 200:
                self.lost.append(str(status))
            self.over.wait(0.4)  # the new workers need most of the CPU to load


@contextmanager
def crowd(port: int) -> Iterator[Crowd]:
    clients = Crowd(port)
    with ThreadPoolExecutor(CLIENTS) as threads:
        calls = [threads.submit(clients.call) for _ in range(CLIENTS)]
        try:
            yield clients
        finally:
            clients.over.set()
        for one in calls:
            one.result()


@pytest.mark.django_db(transaction=True)
def test_at_hup_the_old_workers_serve_until_the_new_ones_do_and_go_on_if_those_do_not_load(tmp_path: Path) -> None:
    gate, log = tmp_path / "gate", tmp_path / "site.log"
    gate.write_text("open")
    given = {"DJANGO_SETTINGS_MODULE": "vvw_site.tests.gated_settings", "LOAD_GATE": str(gate), "WORKERS": "2", "THREADS": "4"}
    with tier("site", log, **given) as (site, master):
        until(lambda: len(children_of(master.pid)) == 2)
        old = set(children_of(master.pid))
        with crowd(site.port) as clients:
            gate.write_text("fail")
            master.send_signal(signal.SIGHUP)
            until(lambda: "send HUP again" in log.read_text(), 180)
            until(lambda: set(children_of(master.pid)) == old)

            gate.write_text("wait")
            master.send_signal(signal.SIGHUP)
            until(lambda: len(children_of(master.pid)) == 4)
            before = clients.answered
            until(lambda: clients.answered > before + 4 * CLIENTS)  # each client many times, and the new ones cannot answer yet
            assert old < set(children_of(master.pid))

            gate.write_text("open")
            until(lambda: len(now := set(children_of(master.pid))) == 2 and not now & old, 180)
            before = clients.answered
            until(lambda: clients.answered > before + CLIENTS)
        assert clients.lost == [], (len(clients.lost), clients.answered)


def test_a_folder_of_metrics_is_removed_when_no_process_holds_it(tmp_path: Path) -> None:
    here = str(tmp_path)
    held = MetricsFolder(here)
    before = Path(tempfile.mkdtemp(prefix=metrics_folder.PREFIX, dir=here))  # by a version without locks
    code = (
        "import sys, time; from deploy.metrics_folder import MetricsFolder; "
        "held = MetricsFolder(sys.argv[1]); print(held.path, flush=True); time.sleep(60)"
    )
    master = subprocess.Popen([sys.executable, "-c", code, here], stdout=subprocess.PIPE, text=True)
    assert master.stdout is not None
    killed = Path(master.stdout.readline().strip())
    assert remove_left_behind(here) == [] and killed.is_dir()
    master.kill()
    master.wait()
    assert remove_left_behind(here) == [killed]
    assert held.path.is_dir() and before.is_dir() and not killed.exists()
    held.remove()
    assert list(tmp_path.iterdir()) == [before]
