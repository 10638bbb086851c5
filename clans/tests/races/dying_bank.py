"""A process whose children each run one action of a bank and die by SIGKILL at a given statement: `python dying_bank.py DATABASE`.

dying_orders.py says what it reads and prints. An order has {"action", "character", "key", "dies_at"}, and what the action needs.
"""

from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from clans.actions.donate import donate
    from clans.actions.dues import collect_dues
    from clans.actions.lend import lend
    from clans.actions.membership import leave
    from clans.actions.pay_out import pay_due
    from game.actions.player_action import Actor
    from game.actions.shop import Portion

    match order["action"]:
        case "pay":
            pay_due()
        case "dues":
            collect_dues()
        case "donate":
            donate(Actor(order["character"], order["key"]), gold=5, items=[Portion(order["holding"], 1)])
        case "lend":
            lend(Actor(order["character"], order["key"]), holding=order["holding"], member=order["member"])
        case "leave":
            leave(Actor(order["character"], order["key"]))
        case other:
            raise ValueError(other)


if __name__ == "__main__":
    serve(run)
