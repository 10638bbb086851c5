"""How the pool comes back after Postgres was away.

The pool's own way is to try less and less often, for five minutes: after an outage of a minute, requests would wait for
another minute although Postgres answers. Here an attempt is given up soon, and begun anew for as long as somebody waits.
"""

from psycopg_pool import ConnectionPool

RECONNECT_SECONDS = 0.5


def grow_for_who_waits(pool: ConnectionPool) -> None:
    """Called by the pool when it gave an attempt up. Nobody waits: the next request begins another."""
    if pool.get_stats()["requests_waiting"]:
        pool.check()
