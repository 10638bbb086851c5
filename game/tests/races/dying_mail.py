"""A process whose children each run one action on letters and die by SIGKILL at a given statement: `python dying_mail.py DATABASE`.

dying_orders.py says what it reads and prints. An order has {"action", "character", "letter", "to", "holdings", "key", "dies_at"}.
"""

from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from game.actions import letter_goods, mail
    from game.actions.letter_return import return_unclaimed
    from game.actions.player_action import Actor
    from game.actions.shop import Portion

    actor = Actor(order["character"], order["key"])
    match order["action"]:
        case "send":
            items = [Portion(holding, 1) for holding in order["holdings"]]
            mail.send(actor, to=order["to"], subject="Tonight", text="Come.", gold=5, items=items)
        case "claim":
            letter_goods.claim(actor, letter=order["letter"])
        case "take_back":
            letter_goods.take_back(actor, letter=order["letter"])
        case "return":
            return_unclaimed()
        case other:
            raise ValueError(other)


if __name__ == "__main__":
    serve(run)
