"""Compares the connection budget with what Postgres allows."""

from collections.abc import Iterator

from django.conf import settings

from vvw_site.doctor.connections_rules import Tiers, budget_fault
from vvw_site.doctor.finding import Finding
from vvw_site.foundation.database.server_state import connection_bounds
from vvw_site.settings import declared


def findings() -> Iterator[Finding]:
    if not settings.PRODUCTION:
        return  # one process, and the embedded Postgres has room for it
    allowed, reserved = connection_bounds()
    if fault := budget_fault(tiers(), allowed=allowed, reserved=reserved):
        yield fault


def tiers() -> Tiers:
    """As the environment of this process says. SITE_WORKERS and GAME_WORKERS are Compose's; without them each tier has WORKERS."""
    every, threads = declared.WORKERS.value(), declared.THREADS.value()
    pool = declared.DATABASE_POOL.value() if declared.DATABASE_POOL.is_set() else threads
    return Tiers(
        site=declared.SITE_WORKERS.value() if declared.SITE_WORKERS.is_set() else every, site_pool=pool,
        game=declared.GAME_WORKERS.value() if declared.GAME_WORKERS.is_set() else every, game_pool=pool,
        sockets_pool=declared.DATABASE_POOL.value(), worker=int(declared.WORKERS.shell_default),
    )  # fmt: skip
