"""The connection budget: how many connections to Postgres all processes may open together (docs/operation/tiers.md has the table)."""

from msgspec import Struct

from vvw_site.doctor.finding import Fault


class Tiers(Struct, frozen=True):
    """Processes of each tier, and the most connections that one of them opens."""

    site: int
    site_pool: int
    game: int
    game_pool: int
    sockets_pool: int
    worker: int


COMMANDS = 4
"""A release, a manual command, a dump."""


def connections_needed(tiers: Tiers) -> int:
    """While HUP reloads them, `site` and `game` run twice. A process of Celery uses one connection, and one more while a job is long;
    their parents and beat use one each."""
    web = tiers.site * tiers.site_pool + tiers.game * tiers.game_pool
    worker, stats, beat = 2 * tiers.worker + 1, 3, 1
    return 2 * web + tiers.sockets_pool + worker + stats + beat + COMMANDS


def budget_fault(tiers: Tiers, *, allowed: int, reserved: int) -> Fault | None:
    """allowed: max_connections. reserved: those of them that only superusers and privileged roles get."""
    needed = connections_needed(tiers)
    if needed <= allowed - reserved:
        return None
    return Fault(
        f"All processes together may open {needed} connections during a reload (site {tiers.site} × {tiers.site_pool} and game "
        f"{tiers.game} × {tiers.game_pool}, both twice), but Postgres has {allowed - reserved} for them (max_connections {allowed}).",
        "Raise max_connections, lower the numbers of processes and THREADS, or put PgBouncer between.",
    )
