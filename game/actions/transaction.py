"""The transaction of an action: its locks in a fixed order, its effects after the commit, one retry after a deadlock."""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import structlog
from django.db import OperationalError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from psycopg.errors import DeadlockDetected, SerializationFailure

from accounts.models import User
from accounts.models.ids import UserId
from game.actions.locking import LockOrderError, check_in_transaction, lock_characters, lock_free_characters
from game.models import Character
from game.models.ids import CharacterId

log = structlog.get_logger("game.action")
R = TypeVar("R")
M = TypeVar("M", bound=Model)

PAUSE_SECONDS = (0.02, 0.06)
"""Before an action is repeated."""
USERS, CHARACTERS, SHARED = "users", "characters", "shared rows"
_ORDER = (USERS, CHARACTERS, SHARED)


def in_transaction(attempt: Callable[[], R]) -> R:
    """The result of the attempt, which runs in one transaction. After a deadlock or a serialization failure it runs once
    more. Within an outer transaction it is not repeated, because the failure has aborted that one too."""
    if not connection.in_atomic_block:
        try:
            with transaction.atomic():
                return attempt()
        except OperationalError as error:
            if not is_conflict(error):
                raise
            log.info("transaction repeated", cause=type(error.__cause__).__name__)
            # The other one has waited for what this one held. It comes first, or the two could meet in the same way again.
            time.sleep(random.uniform(*PAUSE_SECONDS))  # noqa: S311 (nobody gains by guessing it)
    with transaction.atomic():
        return attempt()


def is_conflict(error: BaseException) -> bool:
    """Whether Postgres ended a transaction because of another one, so that the same work can succeed at once."""
    return isinstance(error.__cause__, SerializationFailure | DeadlockDetected)


class EffectContext:
    """What follows the commit of an action: the one way to notify caches, sockets and tasks.

    now: the moment of the action. seconds: the same since 1970, whole.
    """

    def __init__(self) -> None:
        self.now = timezone.now()
        self.seconds = int(self.now.timestamp())

    def after_commit(self, effect: Callable[[], object]) -> None:
        """Runs the effect once the transaction is committed; never if it is rolled back. An effect that fails is logged, and
        nothing else is lost. What must not be lost is a row, written in the transaction."""
        transaction.on_commit(effect, robust=True)


class TransactionContext(EffectContext):
    """One running transaction that locks what it changes: users, then characters, then shared rows by kind and id.

    Each method locks all rows of its kind in one statement, in the order of their ids. A second call, or one out of that order,
    could deadlock with another action, so it raises LockOrderError.
    """

    def __init__(self, locked: str | None = None, shared: tuple[str, int] | None = None) -> None:
        """locked: the kind of rows that the caller has locked before."""
        check_in_transaction()
        super().__init__()
        self._locked, self._shared = locked, shared

    def take_turn(self, turn: int) -> None:
        """Wait until no other transaction has this turn, and hold it until the end. turn: the number of an advisory lock. It comes
        before all locks, so nobody who plays waits for who waits here."""
        if self._locked is not None:
            raise LockOrderError(f"a turn is taken after {self._locked}")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [turn])

    def lock_users(self, ids: Iterable[UserId]) -> dict[UserId, User]:
        """The users by id, also erased ones."""
        self._enter(USERS)
        rows = User.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
        return {UserId(user.pk): user for user in rows}

    def lock_characters(self, ids: Iterable[CharacterId]) -> dict[CharacterId, Character]:
        """The characters by id, also deleted ones. Their versions change."""
        self._enter(CHARACTERS)
        return lock_characters(ids)

    def lock_free_characters(self, ids: Iterable[CharacterId]) -> dict[CharacterId, Character]:
        """As lock_characters, without those that somebody else has locked at the moment: a job does not wait for a player."""
        self._enter(CHARACTERS)
        return lock_free_characters(ids)

    def lock_shared(self, model: type[M], ids: Sequence[int]) -> list[M]:
        """Rows of many players (a letter, a boss, an order) by id. They are locked last."""
        kind, first = model._meta.label_lower, min(ids, default=0)
        if self._shared is not None and (kind, first) <= self._shared:
            raise LockOrderError(f"{kind} {first} is locked after {self._shared[0]} {self._shared[1]}")
        self._locked, self._shared = SHARED, (kind, max(ids, default=0))
        rows = model._default_manager.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
        return list(rows)

    def _enter(self, kind: str) -> None:
        if self._locked is not None and _ORDER.index(kind) <= _ORDER.index(self._locked):
            raise LockOrderError(f"{kind} are locked after {self._locked}")
        self._locked = kind
