"""A process whose children each send the digests or the reminders of missions and die by SIGKILL at a given statement.

dying_orders.py says what it reads and prints. An order has {"action", "day", "dies_at"}.
"""

from datetime import date
from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from game.actions.mission_reminder import remind_of_missions
    from game.actions.notice_digest import send_digests

    if order["action"] == "digest":
        send_digests(date.fromisoformat(order["day"]))
    else:
        remind_of_missions(order["day"])


if __name__ == "__main__":
    serve(run)
