"""A process whose children each run a sweep and die by SIGKILL at a given statement: `python dying_sweep.py DATABASE`.

dying_orders.py says what it reads and prints. An order has {"action", "dies_at"}.
"""

from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from accounts.actions.sweep_accounts import sweep_accounts
    from game.actions.letter_copies import delete_copies_of_the_gone
    from game.actions.sweep import sweep

    match order["action"]:
        case "accounts":
            sweep_accounts()
        case "characters":
            sweep()
        case "copies":
            delete_copies_of_the_gone()
        case other:
            raise ValueError(other)


if __name__ == "__main__":
    serve(run)
