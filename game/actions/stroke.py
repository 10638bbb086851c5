"""How a player action runs that is done often: one statement reads, one statement writes, and nothing is locked between.

What is written names the character's version that it was reckoned from (`xmin`, which Postgres changes with every update
of a row). Has anybody changed the character meanwhile, the whole statement is taken back, and the action begins anew with
the row locked. So a stroke is as safe as a turn, and most strokes are a third of one in cost (docs/performance.md).

A stroke changes its own character's row, always, and what belongs to it; it takes nothing from anybody.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import msgspec
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from game.actions import receipts
from game.actions.locking import lock_for_action
from game.actions.turn import By, Turn, once
from game.models import Character
from game.queries.characters import seen
from vvw_site.database.statement import statement

P = ParamSpec("P")
R = TypeVar("R", bound=msgspec.Struct)


class Stroke(Turn):
    """One action under way that gathers what it will write. Parameters go by name, and a name means one thing.

    holds_lock: the character's row is locked, since the action was overtaken before.
    """

    def __init__(self, character: Character, *, holds_lock: bool = False) -> None:
        super().__init__(character)
        self.holds_lock = holds_lock
        self._changes: list[str] = []
        self._parts: list[str] = []
        self._params: dict[str, Any] = {"character": character.pk, "version": character.version, "now": self.now}

    def change(self, changes: str, **params: Any) -> None:
        """What becomes of the character's row: `hp = %(hp)s, hunts = hunts + 1`. character and now are known by name."""
        self._changes.append(changes)
        self._params |= params

    def write(self, *parts: str, **params: Any) -> None:
        """What is written beside it: `mission AS (UPDATE ...)`. Parts do not see each other's doings."""
        self._parts += parts
        self._params |= params

    def require_lock(self) -> None:
        """For what cannot be part of the one statement: without the lock the action begins anew with it. Raises Overtaken."""
        if not self.holds_lock:
            raise Overtaken

    def done(self) -> None:
        """Writes it all, at once or not at all. Raises Overtaken."""
        others = "".join(f",\n{part}" for part in self._parts)
        changes = ", ".join(self._changes)
        text = f"WITH player AS (UPDATE game_character SET {changes} WHERE {_AS_SEEN}){others}\n{_OR_NOTHING}"  # noqa: S608
        try:
            with _savepoint():
                statement(text).rows(**self._params)
        except OperationalError as error:
            if isinstance(error.__cause__, SerializationFailure | DeadlockDetected):
                raise Overtaken from error
            raise


_AS_SEEN = "id = %(character)s AND xmin = %(version)s::xid AND deleted_at IS NULL RETURNING id"
_OR_NOTHING = "SELECT CASE WHEN EXISTS (SELECT FROM player) THEN 0 ELSE overtaken() END::text"
"""overtaken() raises (migration 0006): then all parts are taken back."""


class Overtaken(Exception):
    """Somebody changed the character between the reading and the writing; nothing was written."""


def stroke(answer: type[R]) -> Callable[[Callable[Concatenate[Stroke, P], R]], Callable[Concatenate[By, P], R]]:
    """Makes a function of a Stroke an action of a By; the promises are those of turn.action.

    The function reads and reckons, tells the stroke what to write, and answers; it is called a second time when it was
    overtaken.
    """

    def decorate(verb: Callable[Concatenate[Stroke, P], R]) -> Callable[Concatenate[By, P], R]:
        name = verb.__name__

        @wraps(verb)
        def run(by: By, *args: P.args, **params: P.kwargs) -> R:
            def strike(character: Character, digest: bytes, *, holds_lock: bool = False) -> R:
                under_way = Stroke(character, holds_lock=holds_lock)
                result = verb(under_way, *args, **params)
                if by.key is not None:
                    under_way.write(
                        f"receipt AS ({receipts.KEEP})", **receipts.values(by.character, by.key, name, digest, result)
                    )
                under_way.done()
                return result

            def act(digest: bytes) -> R:
                try:
                    return strike(by.seen or seen(by.character), digest)
                except Overtaken:
                    with transaction.atomic():
                        character, first = lock_for_action(by.character, by.key)
                        if first is not None:
                            return receipts.again(first, digest, answer, by.repeat)
                        return strike(character, digest, holds_lock=True)

            return once(by, receipts.digest_of(name, params), answer, act)

        return run

    return decorate


def _savepoint() -> AbstractContextManager[Any]:
    """One statement is a transaction by itself. Within another, one that fails must not take that with it."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
