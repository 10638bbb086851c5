"""A process whose children each run one action on letters and die by SIGKILL at a given statement: `python dying_mail.py DATABASE`.

It reads one line of JSON for each child: {"action", "character", "letter", "to", "holdings", "key", "dies_at"}. dies_at is the
number of the statement that is not run any more, counted from 0; the commit counts as one; None: the child dies when all is done.
It prints the child's process id, and when the child is dead whether it died at the statement ("died") or after all ("ended").
"""

import json
import os
import signal
import sys
from typing import Any

import django


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run(order: dict[str, Any]) -> None:
    from django.db import connection

    from game.actions import letter_goods, mail
    from game.actions.letter_return import return_unclaimed
    from game.actions.player_action import Actor
    from game.actions.shop import Portion

    statements = 0

    def count() -> None:
        nonlocal statements
        if statements == order["dies_at"]:
            die()
        statements += 1

    def wrapper(execute: Any, *args: Any) -> Any:
        count()
        return execute(*args)

    connection.ensure_connection()
    commit = connection._commit  # type: ignore[attr-defined]  # Django's own hook

    def count_and_commit() -> None:
        count()
        commit()

    connection._commit = count_and_commit  # type: ignore[attr-defined]
    with connection.execute_wrapper(wrapper):
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
    os._exit(0)


def main(database: str) -> None:
    django.setup()
    from django.conf import settings
    from django.db import connection

    connection.settings_dict["NAME"] = database
    settings.LIMITS_ENFORCED = False
    from game.content import catalogue

    catalogue()
    say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                run(json.loads(line))
            finally:
                os._exit(1)
        say(str(child))
        _, status = os.waitpid(child, 0)
        died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        say("died" if died else "ended" if status == 0 else f"failed {status}")


if __name__ == "__main__":
    main(sys.argv[1])
