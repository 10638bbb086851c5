"""The transaction of an action: one retry after a deadlock, effects after the commit."""

import threading
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from msgspec import Struct
from psycopg.errors import DeadlockDetected

import game
from accounts.tests.race import is_lock_awaited
from game.actions.optimistic_action import OptimisticContext, optimistic_action
from game.actions.player_action import ActionContext, action
from game.actions.transaction import in_transaction
from game.models import Character, LedgerAccount
from game.rules.errors import GameError
from game.tests.make import by, make_character
from vvw_site.tests.tiers import until, where

pytestmark = pytest.mark.django_db(transaction=True)


class Tried(Struct, frozen=True):
    """How many attempts an action took."""

    attempts: int


# --- deadlocks ----------------------------------------------------------------------------------------------------


class Contest:
    """An action on a character and a shared row that meets an opponent in its first attempts."""

    def __init__(self, opponents: int) -> None:
        self.character, self.shared = make_character(), LedgerAccount.objects.create(kind="escrow")
        self.attempts, self.opponents, self.effects = 0, opponents, list[int]()
        self.threads: list[threading.Thread] = []

    def play(self) -> Tried:
        @action("contest", Tried)
        def contest(context: ActionContext) -> Tried:
            self.attempts += 1
            attempt = self.attempts
            context.after_commit(lambda: self.effects.append(attempt))
            if self.opponents >= attempt:
                self._meet()
            context.lock_shared(LedgerAccount, [self.shared.pk])
            return Tried(attempt)

        try:
            return contest(by(self.character, "key-00000001"))
        finally:
            for thread in self.threads:
                thread.join(10)

    def _meet(self) -> None:
        """Another connection holds the shared row and waits for the character. When the action then waits for the shared row,
        Postgres ends the action, because the other one looks for deadlocks much later. The repeated action may get the character before
        the first opponent does; then it meets the same one again."""
        if self.threads and self.threads[-1].is_alive() and is_lock_awaited():
            self._look_for_deadlocks_soon()
            return
        holds = threading.Event()

        def lock_the_wrong_way_round() -> None:
            with psycopg.connect(**where()) as other:
                other.execute("SET deadlock_timeout = '1min'")
                other.execute("SELECT FROM game_ledgeraccount WHERE id = %s FOR NO KEY UPDATE", [self.shared.pk])
                holds.set()
                other.execute("SELECT FROM game_character WHERE id = %s FOR NO KEY UPDATE", [self.character.pk])

        self.threads.append(threading.Thread(target=lock_the_wrong_way_round))
        self.threads[-1].start()
        assert holds.wait(10)
        until(is_lock_awaited, 10)
        self._look_for_deadlocks_soon()

    def _look_for_deadlocks_soon(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL deadlock_timeout = '50ms'")


def test_a_deadlock_is_retried_once_and_then_succeeds_with_the_effects_of_that_attempt() -> None:
    contest = Contest(opponents=1)
    assert contest.play() == Tried(2) and contest.effects == [2]
    assert contest.play() == Tried(2) and contest.attempts == 2, "the receipt of the second attempt is there"


def test_a_second_deadlock_is_raised_and_nothing_is_left() -> None:
    contest = Contest(opponents=2)
    with pytest.raises(OperationalError) as failed:
        contest.play()
    assert isinstance(failed.value.__cause__, DeadlockDetected) and contest.attempts == 2 and contest.effects == []
    assert not contest.character.receipts.exists()
    assert contest.play() == Tried(3), "the same key works later"


def test_within_an_outer_transaction_a_deadlock_is_not_retried() -> None:
    contest = Contest(opponents=1)
    with pytest.raises(OperationalError), transaction.atomic():
        contest.play()
    assert contest.attempts == 1


def test_another_error_of_the_database_is_not_retried() -> None:
    attempts = []

    def attempt() -> None:
        attempts.append(1)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10ms'")
            cursor.execute("SELECT pg_advisory_xact_lock(7)")

    with psycopg.connect(**where()) as other:
        other.execute("SELECT pg_advisory_xact_lock(7)")
        with pytest.raises(OperationalError):
            in_transaction(attempt)
    assert attempts == [1]


# --- effects ------------------------------------------------------------------------------------------------------


def is_written(character: Character) -> bool:
    """Whether another connection sees what the actions of these tests write."""
    with psycopg.connect(**where()) as other:
        row = other.execute("SELECT hunts FROM game_character WHERE id = %s", [character.pk]).fetchone()
    assert row is not None
    return bool(row[0] == 77)


class Effects:
    """Actions, a locked and an optimistic one, that write something and register effects."""

    def __init__(self, *, optimistic: bool) -> None:
        self.character, self.optimistic = make_character(), optimistic
        self.seen: list[bool] = []
        self.restarts, self.refuses, self.fails = 0, False, False

    def _register(self, context: ActionContext | OptimisticContext) -> None:
        if self.fails:
            context.after_commit(lambda: 1 / 0)
        context.after_commit(lambda: self.seen.append(is_written(self.character)))
        if self.refuses:
            raise GameError("invalid", "Not today.")

    def play(self) -> Tried:
        @action("locked_effects", Tried)
        def locked_effects(context: ActionContext) -> Tried:
            Character.objects.filter(pk=context.character.pk).update(hunts=77)
            self._register(context)
            return Tried(1)

        @optimistic_action("optimistic_effects", Tried)
        def optimistic_effects(context: OptimisticContext) -> Tried:
            context.change("hunts = 77")
            self._register(context)
            if self.restarts:
                self.restarts -= 1
                context.require_lock()
            return Tried(1)

        verb = optimistic_effects if self.optimistic else locked_effects
        return verb(by(self.character, "key-00000001"))


both_kinds = pytest.mark.parametrize("optimistic", [False, True], ids=["locked", "optimistic"])


@both_kinds
def test_an_effect_runs_once_after_the_commit_and_not_again_for_a_repeated_request(*, optimistic: bool) -> None:
    effects = Effects(optimistic=optimistic)
    assert effects.play() == effects.play() == Tried(1)
    assert effects.seen == [True]


@both_kinds
def test_an_effect_of_a_refused_action_does_not_run(*, optimistic: bool) -> None:
    effects = Effects(optimistic=optimistic)
    effects.refuses = True
    with pytest.raises(GameError):
        effects.play()
    assert effects.seen == [] and not is_written(effects.character)


@both_kinds
def test_an_effect_waits_for_the_outer_transaction_and_is_dropped_with_it(*, optimistic: bool) -> None:
    effects = Effects(optimistic=optimistic)
    with transaction.atomic():
        effects.play()
        transaction.set_rollback(True)
    assert effects.seen == [] and not is_written(effects.character)
    with transaction.atomic():
        effects.play()
        assert effects.seen == []
    assert effects.seen == [True]


@both_kinds
def test_an_effect_that_fails_loses_neither_the_answer_nor_what_was_written_nor_the_next_effect(*, optimistic: bool) -> None:
    effects = Effects(optimistic=optimistic)
    effects.fails = True
    assert effects.play() == Tried(1)
    assert effects.seen == [True] and effects.character.receipts.count() == 1


def test_an_optimistic_action_that_starts_again_has_the_effects_of_its_last_attempt() -> None:
    effects = Effects(optimistic=True)
    effects.restarts = 1
    assert effects.play() == Tried(1) and effects.seen == [True]


def test_only_the_transaction_registers_what_runs_after_a_commit() -> None:
    folder = Path(game.__file__).parent
    code = [path for path in folder.rglob("*.py") if folder / "tests" not in path.parents]
    assert len(code) > 100
    assert [path.relative_to(folder).as_posix() for path in code if "on_commit" in path.read_text()] == [
        "actions/transaction.py"
    ]
