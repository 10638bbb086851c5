"""The loop of a process whose children each run one order and die by SIGKILL at a given statement.

It reads one line of JSON for each child; "dies_at" in it is the number of the statement that is not run any more, counted from 0.
A commit counts as one; None: the child dies when all is done. It prints the child's process id, and when the child is dead whether
it died at the statement ("died") or after all ("ended").
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

Order = dict[str, Any]


def serve(run: Callable[[Order], object]) -> None:
    """The first argument of the command is the name of the database."""
    django.setup()
    from django.conf import settings
    from django.db import connection

    connection.settings_dict["NAME"] = sys.argv[1]
    settings.LIMITS_ENFORCED = False
    from game.content import catalogue

    catalogue()
    _say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                _run_mortally(run, json.loads(line))
            finally:
                os._exit(1)
        _say(str(child))
        _, status = os.waitpid(child, 0)
        died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        _say("died" if died else "ended" if status == 0 else f"failed {status}")


def _run_mortally(run: Callable[[Order], object], order: Order) -> None:
    from django.db import connection

    statements = 0

    def count() -> None:
        nonlocal statements
        if statements == order["dies_at"]:
            os.kill(os.getpid(), signal.SIGKILL)
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
        run(order)
    os._exit(0)


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
