"""An account is erased while something writes for it: afterwards nothing of the account remains.

Each race runs at most one interruption, at a known place: one side stops there until the other has ended or waits for a lock.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from threading import Event
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from accounts.actions import audit
from accounts.actions import erase as erasure
from accounts.actions.erase import erase
from accounts.models import User
from accounts.models.ids import UserId
from accounts.registries import hooks
from accounts.tests.make import log_in, logged_in_as, make_user
from accounts.tests.race import at_once, until_ended_or_waiting
from game.actions import user_action
from game.rules.errors import GameError
from game.tests.races.erasure_cases import (
    CASES,
    Case,
    Confirmation,
    Google,
    GuestSignsUp,
    Login,
    NewCharacter,
    Reset,
    ResetRequest,
    Restored,
    SecondFactor,
    Token,
)

pytestmark = pytest.mark.django_db(transaction=True)
GUARDED = (
    "account_emailaddress", "mfa_authenticator", "usersessions_usersession", "socialaccount_socialaccount",
    "accounts_totpuse", "accounts_loginevent", "game_character", "game_apitoken",
)  # fmt: skip
Pause = Callable[[], None]


def race(first: Callable[[Pause], object], second: Callable[[], object]) -> bool:
    """Run `first` up to its pause, then `second` until it has ended or waits for a lock, then the rest of both.

    Returns whether `first` reached its pause; otherwise `second` ran after it. first: is given the pause to call.
    """
    second_starts, second_ended, paused = Event(), Event(), Event()

    def pause() -> None:
        paused.set()
        second_starts.set()
        until_ended_or_waiting(second_ended)

    def run_first() -> object:
        try:
            return first(pause)
        finally:
            second_starts.set()

    def run_second() -> object:
        assert second_starts.wait(10)
        try:
            return second()
        finally:
            second_ended.set()

    for answer in at_once(run_first, run_second):
        assert not isinstance(answer, Exception) or isinstance(answer, GameError | IntegrityError), repr(answer)
    return paused.is_set()


def interrupted_act(case: Case, statement: int) -> bool:
    """The erasure interrupts the act after so many statements of the act. False when the act has fewer."""
    numbers = count(1)

    def act(pause: Pause) -> None:
        def execute(run: Callable[..., Any], *query: Any) -> Any:
            result = run(*query)
            if next(numbers) == statement:
                pause()
            return result

        with connection.execute_wrapper(execute):
            case.act()

    return race(act, lambda: erase(user_id=case.user.pk))


def after_its_locks(pause: Pause) -> Any:
    return mock.patch.object(hooks, "before_erasure", [*hooks.before_erasure, lambda user: pause()])


def before_its_commit(pause: Pause) -> Any:
    def record_each(**entries: Any) -> None:
        audit.record_each(**entries)
        pause()

    return mock.patch.object(erasure, "record_each", record_each)


def interrupted_erasure(case: Case, where: Callable[[Pause], Any]) -> None:
    """The act interrupts the erasure."""

    def erase_with(pause: Pause) -> None:
        with where(pause):
            erase(user_id=case.user.pk)

    assert race(erase_with, case.act)


def remains_of_races(kind: type[Case]) -> Iterator[tuple[object, list[str]]]:
    """Every race of a kind: where it was interrupted, and what remains of the account afterwards."""
    for where in (after_its_locks, before_its_commit):
        case = kind()
        interrupted_erasure(case, where)
        yield where.__name__, case.remains()
    for statement in count(1):
        case = kind()
        interrupted = interrupted_act(case, statement)
        yield statement, case.remains()
        if not interrupted:
            return


@pytest.mark.parametrize("kind", CASES)
def test_nothing_remains_of_an_account_that_is_erased_at_any_moment_of_an_act(kind: type[Case]) -> None:
    races = list(remains_of_races(kind))
    assert len(races) >= 4, "an act has at least one statement"
    assert [(where, remains) for where, remains in races if remains] == []


@pytest.mark.parametrize("kind", [NewCharacter, Restored, Login, Token, Confirmation, Reset, SecondFactor, Google])
def test_nothing_remains_of_an_account_that_is_erased_before_or_after_an_act(kind: type[Case]) -> None:
    after, before = kind(), kind()
    erase(user_id=after.user.pk)
    with suppress(GameError, IntegrityError):
        after.act()
    before.act()
    assert before.remains()
    erase(user_id=before.user.pk)
    assert (after.remains(), before.remains()) == ([], [])


def user_without_lock(user: UserId, others: Sequence[UserId]) -> tuple[User, dict[UserId, User]]:
    return User.objects.get(pk=user), User.objects.in_bulk(others)


@contextmanager
def without_guards() -> Iterator[None]:
    """The database accepts rows of erased accounts, and the actions on characters do not lock the user."""

    def alter(verb: str) -> None:
        with connection.cursor() as cursor:
            for table in GUARDED:
                cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER nothing_for_an_erased_account")
            cursor.execute(f"ALTER TABLE accounts_user {verb} TRIGGER erased_account_stays_erased")

    with ExitStack() as restore:
        restore.enter_context(mock.patch.object(user_action, "_lock_living", user_without_lock))
        restore.callback(alter, "ENABLE")
        alter("DISABLE")
        yield


@pytest.mark.parametrize(
    "kind", [NewCharacter, Login, Token, Confirmation, ResetRequest, Reset, SecondFactor, Google, GuestSignsUp]
)
def test_without_the_guards_something_remains(kind: type[Case]) -> None:
    with without_guards():
        assert any(remains for _, remains in remains_of_races(kind))


def test_a_login_whose_account_is_erased_before_it_is_recorded_shows_a_message(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from accounts.sessions.signals import record_last_login

    user = make_user()
    real = record_last_login

    def erase_first(**params: Any) -> None:
        at_once(lambda: erase(user_id=user.pk))
        real(**params)

    from django.contrib.auth import signals

    signals.user_logged_in.disconnect(record_last_login)
    signals.user_logged_in.connect(erase_first)
    try:
        answer = log_in(client, user.username)
    finally:
        signals.user_logged_in.disconnect(erase_first)
        signals.user_logged_in.connect(record_last_login)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "That account was deleted a moment ago" in client.get("/").content.decode()
    assert logged_in_as(client) is None
