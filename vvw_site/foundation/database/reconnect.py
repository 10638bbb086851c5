"""How the connection pool recovers after Postgres was away.

The pool's own way is to retry less and less often, for five minutes: after an outage of one minute, requests would wait for
another minute although Postgres answers. Here each attempt is short, and another one begins as long as requests wait.
"""

from typing import Any

from psycopg_pool import ConnectionPool

RECONNECT_SECONDS = 0.5


def retry_while_requests_wait(pool: ConnectionPool[Any]) -> None:
    """The pool calls this when an attempt has failed. If no request waits, the next request begins another attempt."""
    if pool.get_stats()["requests_waiting"]:
        pool.check()
