"""The work of a job on many parties, many at a time: a party that fails is found by halves and holds up no other."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from vvw_site.foundation.database.faults import UNAVAILABLE, is_connection_lost

P = TypeVar("P")
R = TypeVar("R")


def by_halves(
    parties: Sequence[P], work: Callable[[list[P]], R], *, size: int, failed: Callable[[P, Exception], object]
) -> list[R]:
    """Call `work` with so many parties at a time. Returns its answers in the order of the parties.

    work: does all of it or nothing, in a transaction of its own. A batch that fails is split in halves, until the parties are left that
    fail alone; `failed` is called with each of them and its error, within the except clause. The error is raised if the connection is
    lost, or if the database itself refuses a single party (a lock or a statement took too long).
    """
    answers: list[R] = []
    waiting = [list(parties[at : at + size]) for at in range(0, len(parties), size)]
    while waiting:
        batch = waiting.pop(0)
        try:
            answers.append(work(batch))
        except Exception as error:  # whatever is wrong with one party must not hold up the others
            if is_connection_lost() or (len(batch) == 1 and isinstance(error, UNAVAILABLE)):
                raise
            if len(batch) == 1:
                failed(batch[0], error)
            else:
                middle = len(batch) // 2
                waiting[:0] = [batch[:middle], batch[middle:]]
    return answers
