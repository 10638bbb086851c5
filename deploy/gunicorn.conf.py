"""Gunicorn for the tiers `site` and `game`. It uses threads, because a request mostly waits for Postgres."""

import os
import sys
from contextlib import suppress
from itertools import count

from django.core.exceptions import ImproperlyConfigured
from gunicorn.arbiter import Arbiter

from deploy.metrics_folder import MetricsFolder, remove_left_behind
from deploy.worker import Worker
from vvw_site.settings import declared
from vvw_site.settings.output import refuse

worker_class = "deploy.worker.Worker"
try:
    from vvw_site.settings.logs import logging_settings

    # One process per core: twice as many cost a tenth more CPU per request (docs/performance.md).
    workers = declared.WORKERS.value()
    threads = declared.THREADS.value()
    max_requests = declared.MAX_REQUESTS.value()
    # The master writes the same lines as the site, which sets up the logs of its workers.
    logconfig_dict = logging_settings(json=True)
except ImproperlyConfigured as error:
    refuse(error)
max_requests_jitter = max_requests // 2
# Forked workers must not share a connection pool, so each loads the app after the fork.
preload_app = False
timeout = 30
graceful_timeout = 20
keepalive = 30
# Heartbeats on a disk can stall a worker; memory does not.
memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
worker_tmp_dir = memory
accesslog = None
errorlog = "-"
control_socket_disable = True


# --- metrics of all workers together (vvw_site/metrics/) ------------------------------------------------------------------
# Each worker counts in its own files, in one folder of this master. A file is named after the worker's slot, not its process
# id: the next worker in that slot continues the counts. So restarts do not fill the folder, and no counter goes back.
def on_starting(server: Arbiter) -> None:
    for folder in remove_left_behind(memory):
        server.log.info("Removed %s: its master was killed.", folder)
    server.metrics_folder = MetricsFolder(memory)
    os.environ[declared.PROMETHEUS_MULTIPROC_DIR.name] = str(server.metrics_folder.path)


def pre_fork(server: Arbiter, worker: Worker) -> None:
    taken = {other.slot for other in server.WORKERS.values()}
    worker.slot = next(slot for slot in count(1) if slot not in taken)


def post_fork(server: Arbiter, worker: Worker) -> None:
    # Nearly every request sends its statement to Postgres within 50 ms. Python's default lets threads take turns every 5 ms,
    # and then they mostly evict each other's caches: API calls cost a sixth more CPU (docs/performance.md).
    sys.setswitchinterval(0.05)
    from prometheus_client import values

    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: worker.slot)  # type: ignore[no-untyped-call]  # prometheus_client leaves it untyped


def post_worker_init(worker: Worker) -> None:
    """Open the pool, so that the first requests need not wait for it. While Postgres is away, they wait as others do."""
    from django.db import Error, connection

    with suppress(Error):
        connection.ensure_connection()
    connection.close()


def child_exit(server: Arbiter, worker: Worker) -> None:
    """Gauges of living workers leave with this one."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.slot)  # type: ignore[no-untyped-call]  # prometheus_client leaves it untyped


def on_exit(server: Arbiter) -> None:
    server.metrics_folder.remove()
