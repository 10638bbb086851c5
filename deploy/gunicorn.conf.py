"""Gunicorn for the `site` and `game` tiers: threads, as most of a request's time is a wait for Postgres."""

import os
import shutil
import sys
import tempfile
from itertools import count
from typing import Any

worker_class = "deploy.worker.Worker"
# A process a core: twice as many cost a tenth more CPU a request (docs/performance.md).
workers = int(os.environ.get("WORKERS", str(os.cpu_count() or 1)))
threads = int(os.environ.get("THREADS", "8"))
# A connection pool must not be shared by forked workers, so each loads the app after the fork.
preload_app = False
timeout = 30
graceful_timeout = 20
keepalive = 30
max_requests = int(os.environ.get("MAX_REQUESTS", "200000"))
max_requests_jitter = max_requests // 2
# Heartbeats on a disk can stall a worker; memory does not.
memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
worker_tmp_dir = memory
accesslog = None
errorlog = "-"
control_socket_disable = True


# --- figures that hold for all workers together (vvw_site/metrics/) -------------------------------------------------------
# Each worker counts in files of its own, in one folder of this master's. They are named by the worker's place and not by its
# id: a place is taken over with all its counts, so that no number of restarts fills the folder, and no count goes back.
def on_starting(server: Any) -> None:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="vvw-metrics-", dir=memory)


def pre_fork(server: Any, worker: Any) -> None:
    taken = {other.place for other in server.WORKERS.values()}
    worker.place = next(place for place in count(1) if place not in taken)


def post_fork(server: Any, worker: Any) -> None:
    # A request has nearly always gone to Postgres before 50 ms are over. Threads that take turns every 5 ms, as Python has
    # it, mostly take each other's caches away: calls cost a sixth more CPU (docs/performance.md).
    sys.setswitchinterval(0.05)
    from prometheus_client import values

    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: worker.place)


def child_exit(server: Any, worker: Any) -> None:
    """What is true of living workers alone goes with this one."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.place)


def on_exit(server: Any) -> None:
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
