"""A process whose children say something in a room and die by SIGKILL at a given statement: `python dying_chat.py DATABASE`.

dying_orders.py says what it reads and prints. An order has {"character", "room", "text", "key", "message", "dies_at"}; with a message
it is taken back.
"""

from typing import Any

from game.tests.races.dying_orders import serve


def run(order: dict[str, Any]) -> None:
    from game.actions.chat import say, take_back
    from game.actions.player_action import Actor

    actor = Actor(order["character"], order["key"])
    if order["message"]:
        take_back(actor, message=order["message"])
    else:
        say(actor, room=order["room"], text=order["text"])


if __name__ == "__main__":
    serve(run)
