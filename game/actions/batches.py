"""The work of a job on many parties: many in one transaction, and a party that fails holds up no other."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import structlog

from game.actions.constraints import REFUSED
from game.actions.transaction import in_transaction
from game.rules.errors import GameError
from vvw_site.foundation.database.batches import by_halves

log = structlog.get_logger("game.action")
P = TypeVar("P")
R = TypeVar("R")
_EXPECTED = (GameError, *REFUSED)
"""Refusals by the rules of the game, such as too much gold; everything else is a fault of the code and logged with its place."""


def in_batches(parties: Sequence[P], work: Callable[[list[P]], R], *, size: int, what: str) -> tuple[list[R], list[P]]:
    """Call `work` with so many parties at a time, each time in a transaction of its own. Returns its answers, and the parties that
    failed, each of which is logged. what: the event of the log, for example "letters not returned".

    A batch that fails is rolled back, and the parties that fail alone are found by halves (foundation/database/batches.py, which says what
    is raised).
    """
    failed: list[P] = []

    def note(party: P, error: Exception) -> None:
        log.warning(what, party=party, error=str(error), exc_info=not isinstance(error, _EXPECTED))
        failed.append(party)

    answers = by_halves(parties, lambda batch: in_transaction(partial(work, batch)), size=size, failed=note)
    return answers, failed
