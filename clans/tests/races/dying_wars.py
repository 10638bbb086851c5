"""A process whose children each do one thing of levels and wars and die by SIGKILL at a given statement: `python dying_wars.py DATABASE`.

dying_orders.py says what it reads and prints. An order has {"action", "character", "key", "dies_at"}, and what the action needs.
"""

from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from clans.actions.clan_level import count_levels
    from clans.actions.perks import buy_perk
    from clans.actions.war import declare
    from clans.actions.war_job import tend_wars
    from game.actions.player_action import Actor

    match order["action"]:
        case "declare":
            declare(Actor(order["character"], order["key"]), clan=order["clan"])
        case "tend":
            tend_wars()
        case "levels":
            count_levels()
        case "perk":
            buy_perk(Actor(order["character"], order["key"]), perk="heralds")
        case other:
            raise ValueError(other)


if __name__ == "__main__":
    serve(run)
