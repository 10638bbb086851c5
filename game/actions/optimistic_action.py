"""Optimistic execution for frequent actions: one read, one write, no lock.

The write names the version of the character that the action read (`xmin`, which Postgres changes with every update of a
row). If the row changed in the meantime, nothing is written, and the action starts again with the row locked. So an
optimistic action is as safe as a locked one, at a third of the cost (docs/performance.md).

An optimistic action always changes its own character's row and rows that belong to it. It takes nothing from anybody.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import msgspec
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from game.actions import receipts
from game.actions.actor import Actor
from game.actions.locking import lock_for_action
from game.actions.player_action import ActionContext
from game.actions.receipts import StoredAs
from game.models import Character
from game.queries.characters import seen
from vvw_site.foundation.database.statement import statement

P = ParamSpec("P")
R = TypeVar("R", bound=msgspec.Struct)


class OptimisticContext(ActionContext):
    """One running action that collects what it will write. All parts share their parameters, by name.

    holds_lock: the character's row is locked, because the attempt without the lock failed.
    """

    def __init__(self, character: Character, *, holds_lock: bool = False) -> None:
        super().__init__(character)
        self.holds_lock = holds_lock
        self._changes: list[str] = []
        self._parts: list[str] = []
        self._params: dict[str, object] = {"character": character.pk, "version": character.version, "now": self.now}

    def change(self, changes: str, **params: object) -> None:
        """Adds a change of the character's row: `hp = %(hp)s, hunts = hunts + 1`. %(character)s and %(now)s are known."""
        self._changes.append(changes)
        self._params |= params

    def write(self, *parts: str, **params: object) -> None:
        """Adds other writes: `mission AS (UPDATE ...)`. No part sees what another part writes."""
        self._parts += parts
        self._params |= params

    def require_lock(self) -> None:
        """Called before a step that cannot be part of the one statement: without the lock, the action starts again with it.
        Raises VersionChanged."""
        if not self.holds_lock:
            raise VersionChanged

    def commit(self) -> None:
        """Writes everything in one statement. Raises VersionChanged, and then nothing is written."""
        others = "".join(f",\n{part}" for part in self._parts)
        changes = ", ".join(self._changes)
        text = f"WITH player AS (UPDATE game_character SET {changes} WHERE {_AS_SEEN}){others}\n{_OR_NOTHING}"  # noqa: S608
        try:
            with _savepoint():
                statement(text).rows(**self._params)
        except OperationalError as error:
            if isinstance(error.__cause__, SerializationFailure | DeadlockDetected):
                raise VersionChanged from error
            raise


_AS_SEEN = "id = %(character)s AND xmin = %(version)s::xid AND deleted_at IS NULL RETURNING id"
_OR_NOTHING = "SELECT CASE WHEN EXISTS (SELECT FROM player) THEN 0 ELSE overtaken() END::text"
"""overtaken() raises (migration 0006), which takes back all parts."""


class VersionChanged(Exception):
    """The character's row changed between the read and the write; nothing was written."""


def optimistic_action(
    stored_as: str, answer: type[R], **parameters: str
) -> Callable[[Callable[Concatenate[OptimisticContext, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Decorator: turns a function of an OptimisticContext into an action of an Actor, with the promises of
    player_action.action.

    The function reads and computes, tells the context what to write, and returns its answer. It is called a second time
    when the version of the character changed.
    """
    stored = StoredAs(stored_as, parameters)

    def decorate(verb: Callable[Concatenate[OptimisticContext, P], R]) -> Callable[Concatenate[Actor, P], R]:
        @wraps(verb)
        def run(actor: Actor, /, *args: P.args, **params: P.kwargs) -> R:
            def attempt_on(character: Character, digest: bytes, *, holds_lock: bool = False) -> R:
                context = OptimisticContext(character, holds_lock=holds_lock)
                result = verb(context, *args, **params)
                if actor.key is not None:
                    receipt = receipts.insert_params(actor.character, actor.key, stored.name, digest, result)
                    context.write(f"receipt AS ({receipts.INSERT})", **receipt)
                context.commit()
                return result

            def attempt(digest: bytes) -> R:
                try:
                    return attempt_on(actor.seen or seen(actor.character), digest)
                except VersionChanged:
                    with transaction.atomic():
                        character, receipt = lock_for_action(actor.character, actor.key)
                        if receipt is not None:
                            return receipts.repeated_answer(receipt, digest, answer, actor.repeat)
                        return attempt_on(character, digest, holds_lock=True)

            return receipts.first_answer(actor, stored, params, answer, attempt)

        run.__dict__["stored_as"] = stored
        return run

    return decorate


def _savepoint() -> AbstractContextManager[object]:
    """A statement is a transaction of its own. Within another transaction, a failed statement must not abort the outer one."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
