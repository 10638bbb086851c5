"""A process whose children each fold or pay for achievements, or gather news, and die by SIGKILL at a given statement:
`python dying_achievements.py DATABASE`.

dying_orders.py says what it reads and prints. An order has {"action", "dies_at"}.
"""

from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from game.actions.achievement_fold import fold_achievements
    from game.actions.achievement_pay import pay_achievements
    from game.actions.news_gather import gather_news

    match order["action"]:
        case "fold":
            fold_achievements(batch=1)
        case "pay":
            pay_achievements()
        case "gather":
            gather_news()
        case other:
            raise ValueError(other)


if __name__ == "__main__":
    serve(run)
