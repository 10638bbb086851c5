"""Optimistic execution for frequent actions: one read, one write, no lock.

The write names the version of the character that the action read (`xmin`, which Postgres changes with every update of a
row). If the row changed in the meantime, nothing is written, and the action starts again with the row locked. So an
optimistic action is as safe as a locked one, at a third of the cost (docs/performance.md).

An optimistic action always changes its own character's row and rows that belong to it. It takes nothing from anybody.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import msgspec
from django.db import OperationalError, connection, transaction

from game.actions import receipts
from game.actions.actor import Actor
from game.actions.locking import lock_for_action
from game.actions.player_action import keyed_request
from game.actions.receipts import KeyedRequest, StoredAs
from game.actions.transaction import EffectContext, in_transaction, is_conflict
from game.models import Character
from game.queries.characters import seen
from vvw_site.foundation.database.statement import statement

P = ParamSpec("P")
R = TypeVar("R", bound=msgspec.Struct)


class OptimisticContext(EffectContext):
    """One running action that collects what it will write. All parts share their parameters, by name.

    holds_lock: the character's row is locked, because the attempt without the lock failed.
    """

    def __init__(self, character: Character, *, holds_lock: bool = False) -> None:
        super().__init__()
        self.character = character
        self.holds_lock = holds_lock
        self._changes: list[str] = []
        self._parts: list[str] = []
        self._filled: dict[str, str] = {}
        self._effects: list[Callable[[], object]] = []
        self._params: dict[str, object] = {"character": character.pk, "version": character.version, "now": self.now}

    def change(self, changes: str, **params: object) -> None:
        """Adds a change of the character's row: `hp = %(hp)s, hunts = hunts + 1`. %(character)s and %(now)s are known.
        ValueError when another part uses one of the parameters' names."""
        self._add(params)
        self._changes.append(changes)

    def write(self, *parts: str, **params: object) -> None:
        """Adds other writes: `mission AS (UPDATE ...)`. A part sees what another one writes only by its RETURNING.
        ValueError as in change."""
        self._add(params)
        self._parts += parts

    def fill(self, **fields: str) -> None:
        """Fields of the answer that the write returns, as SQL over the parts: `id="(SELECT id FROM made)"`. They replace what
        the action put there, for the caller and in the receipt."""
        self._filled |= fields

    def after_commit(self, effect: Callable[[], object]) -> None:
        """As in EffectContext. If the action starts again, only the effects of the attempt that was written run."""
        self._effects.append(effect)

    def require_lock(self) -> None:
        """Called before a step that cannot be part of the one statement: without the lock, the action starts again with it.
        Raises VersionChanged."""
        if not self.holds_lock:
            raise VersionChanged

    def commit(self, request: KeyedRequest, answer: R) -> R:
        """Writes everything in one statement, and the answer as the request's receipt. Returns the answer, with what the write
        filled in. Raises VersionChanged, and then nothing is written."""
        stored = "%(answer)s"
        if request.key is not None:
            self._add(receipts.insert_params(request, answer))
        elif self._filled:
            self._add({"answer": msgspec.json.encode(answer).decode()})
        if self._filled:
            pairs = ", ".join(f"'{field}', {expression}" for field, expression in self._filled.items())
            stored = f"(%(answer)s::jsonb || jsonb_build_object({pairs}))::text"
            self._parts.append(f"filled AS (SELECT {stored} AS answer)")
            stored = "(SELECT answer FROM filled)"
        if request.key is not None:
            self._parts.append(f"receipt AS ({receipts.INSERT.replace('%(answer)s', stored)})")
        written = self._execute()
        for effect in self._effects:
            super().after_commit(effect)
        return msgspec.json.decode(written, type=type(answer)) if self._filled else answer

    def _execute(self) -> str:
        others = "".join(f",\n{part}" for part in self._parts)
        changes = ", ".join(self._changes)
        result = "(SELECT to_json(answer)::text FROM filled)" if self._filled else "'0'"
        text = f"WITH player AS (UPDATE game_character SET {changes} WHERE {_AS_SEEN}){others}\n{_OR_NOTHING % result}"  # noqa: S608
        try:
            with _savepoint():
                written: str = statement(text).row(**self._params)
                return written
        except OperationalError as error:
            if is_conflict(error) and not self.holds_lock:
                raise VersionChanged from error
            raise

    def _add(self, params: Mapping[str, object]) -> None:
        if not self._params.keys().isdisjoint(params):
            raise ValueError(f"two parts of an action use the same parameters: {sorted(self._params.keys() & params)}")
        self._params |= params


_AS_SEEN = "id = %(character)s AND xmin = %(version)s::xid AND deleted_at IS NULL RETURNING id"
_OR_NOTHING = "SELECT CASE WHEN EXISTS (SELECT FROM player) THEN %s ELSE overtaken()::text END"
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
            request = keyed_request(actor, stored, params)

            def attempt_on(character: Character, *, holds_lock: bool = False) -> R:
                context = OptimisticContext(character, holds_lock=holds_lock)
                return context.commit(request, verb(context, *args, **params))

            def locked_attempt() -> R:
                character, receipt, _ = lock_for_action(actor.character, actor.key)
                if receipt is not None:
                    return receipts.repeated_answer(receipt, request, answer)
                return attempt_on(character, holds_lock=True)

            def attempt() -> R:
                try:
                    return attempt_on(actor.seen or seen(actor.character))
                except VersionChanged:
                    return in_transaction(locked_attempt)

            return receipts.first_answer(request, answer, attempt)

        run.__dict__["stored_as"] = stored
        return run

    return decorate


def _savepoint() -> AbstractContextManager[object]:
    """A statement is a transaction of its own. Within another transaction, a failed statement must not abort the outer one."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
