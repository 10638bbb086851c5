"""A process whose children each end or pay for a season and die by SIGKILL at a given statement: `python dying_season.py DATABASE`.

dying_orders.py says what it reads and prints. An order has {"action", "dies_at"}.
"""

from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from game.actions.season_pay import pay_seasons
    from game.actions.season_roll import open_first_season, roll_season

    match order["action"]:
        case "roll":
            roll_season()
        case "open":
            open_first_season()
        case "pay":
            pay_seasons()
        case other:
            raise ValueError(other)


if __name__ == "__main__":
    serve(run)
