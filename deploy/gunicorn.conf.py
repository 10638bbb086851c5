"""Gunicorn for the `site` and `game` tiers: threads, as most of a request's time is a wait for Postgres."""

import os

worker_class = "gthread"
workers = int(os.environ.get("WORKERS", str(min(4, 2 * (os.cpu_count() or 1)))))
threads = int(os.environ.get("THREADS", "4"))
# A connection pool must not be shared by forked workers, so each loads the app after the fork.
preload_app = False
timeout = 30
graceful_timeout = 20
keepalive = 30
max_requests = 20_000
max_requests_jitter = 2_000
# Heartbeats on a disk can stall a worker; memory does not.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
accesslog = None
errorlog = "-"
forwarded_allow_ips = "*" if int(os.environ.get("TRUSTED_PROXY_COUNT", "0")) else "127.0.0.1"
control_socket_disable = True
