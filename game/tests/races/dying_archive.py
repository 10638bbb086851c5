"""A process whose children each run the archive, or compute statistics, and die by SIGKILL at a given statement:
`python dying_archive.py DATABASE`. dying_orders.py says what it reads and prints. An order has {"action", "now", "dies_at"}."""

from datetime import datetime
from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from game.actions import archive, stats

    match order["action"]:
        case "archive":
            archive.archive(datetime.fromisoformat(order["now"]), batch=2)
        case "stats":
            stats.BATCH = 2
            stats.compute_due()
        case other:
            raise ValueError(other)


if __name__ == "__main__":
    serve(run)
