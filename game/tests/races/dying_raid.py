"""A process whose children each run one action of a raid and die by SIGKILL at a given statement: `python dying_raid.py DATABASE`.

dying_orders.py says what it reads and prints. An order has {"action", "raid", "character", "key", "dies_at"}.
"""

from datetime import datetime
from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from game.actions.actor import Actor
    from game.actions.raid_fold import fold_raid
    from game.actions.raid_hit import hit
    from game.actions.raid_open import open_scheduled
    from game.actions.raid_pay import pay_raids

    match order["action"]:
        case "hit":
            hit(Actor(order["character"], order["key"]), raid=order["raid"])
        case "fold":
            fold_raid(order["raid"])
        case "pay":
            pay_raids()
        case "open":
            open_scheduled(datetime.fromisoformat(order["at"]))
        case other:
            raise ValueError(other)


if __name__ == "__main__":
    serve(run)
