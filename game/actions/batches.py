"""The work of a job on many parties: many in one transaction, and a party that fails holds up no other."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import structlog

from game.actions.constraints import REFUSED
from game.actions.transaction import in_transaction
from game.rules.errors import GameError
from vvw_site.foundation.database.faults import UNAVAILABLE, is_connection_lost

log = structlog.get_logger("game.action")
P = TypeVar("P")
R = TypeVar("R")
_EXPECTED = (GameError, *REFUSED)
"""Refusals by the rules of the game, such as too much gold; everything else is a fault of the code and logged with its place."""


def in_batches(parties: Sequence[P], work: Callable[[list[P]], R], *, size: int, what: str) -> tuple[list[R], list[P]]:
    """Call `work` with so many parties at a time, each time in a transaction of its own. Returns its answers, and the parties that
    failed, each of which is logged. what: the event of the log, for example "letters not returned".

    A batch that fails is rolled back and split in halves, until the parties are left that fail alone. An error of the database itself
    (it is away, or a lock or a statement took too long) is raised where a smaller batch does not help.
    """
    answers: list[R] = []
    failed: list[P] = []
    waiting = [list(parties[at : at + size]) for at in range(0, len(parties), size)]
    while waiting:
        batch = waiting.pop(0)
        try:
            answers.append(in_transaction(partial(work, batch)))
        except Exception as error:  # whatever is wrong with one party must not hold up the others
            if isinstance(error, UNAVAILABLE) and (len(batch) == 1 or is_connection_lost()):
                raise
            if len(batch) == 1:
                log.warning(what, party=batch[0], error=str(error), exc_info=not isinstance(error, _EXPECTED))
                failed += batch
            else:
                middle = len(batch) // 2
                waiting[:0] = [batch[:middle], batch[middle:]]
    return answers, failed
