"""The locks of an action: one statement for each kind of rows, in a fixed order."""

import threading
from collections.abc import Callable

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from msgspec import Struct

from accounts.models.ids import UserId
from accounts.tests.race import is_lock_awaited
from game.actions.locking import LockOrderError, lock_characters, lock_for_action
from game.actions.player_action import ActionContext, action
from game.actions.transaction import TransactionContext
from game.models import Character, LedgerAccount
from game.models.ids import CharacterId
from game.rules.errors import GameError
from game.tests.make import by, make_character, make_user
from vvw_site.tests.tiers import until, where

pytestmark = pytest.mark.django_db(transaction=True)


class LockAnswer(Struct, frozen=True):
    number: int


def lock_parties(ids: list[int]) -> object:
    return lock_for_action(CharacterId(ids[0]), None, [CharacterId(pk) for pk in ids[1:]])


LOCKS: dict[str, tuple[Callable[[], int], str, Callable[[list[int]], object]]] = {
    "the parties of an action": (lambda: make_character().pk, "game_character", lock_parties),
    "characters": (
        lambda: make_character().pk, "game_character", lambda ids: lock_characters([CharacterId(pk) for pk in ids]),
    ),
    "users": (
        lambda: make_user().pk, "accounts_user", lambda ids: TransactionContext().lock_users([UserId(pk) for pk in ids]),
    ),
    "shared rows": (
        lambda: LedgerAccount.objects.create(kind="escrow").pk, "game_ledgeraccount",
        lambda ids: TransactionContext().lock_shared(LedgerAccount, ids),
    ),
}  # fmt: skip
kinds_of_locks = pytest.mark.parametrize("kind", LOCKS)


@kinds_of_locks
def test_rows_of_a_kind_are_locked_in_one_statement(kind: str) -> None:
    make, _, lock = LOCKS[kind]
    ids = [make() for _ in range(3)]
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        lock(ids[::-1])
    assert len(captured) == 1


@kinds_of_locks
def test_rows_are_locked_in_the_order_of_their_ids_whatever_order_they_are_named_in(kind: str) -> None:
    """Somebody holds the lock of the middle one: the first is locked while the action waits, the last is not."""
    make, table, lock = LOCKS[kind]
    ids = [make() for _ in range(3)]
    with psycopg.connect(**where()) as other:
        other.execute(f"SELECT FROM {table} WHERE id = %s FOR UPDATE", [ids[1]])

        def wait_for_the_middle_one() -> None:
            with transaction.atomic():
                lock([ids[2], ids[0], ids[1]])
            connections.close_all()

        thread = threading.Thread(target=wait_for_the_middle_one)
        thread.start()
        until(is_lock_awaited, 10)
        free = other.execute(
            f"SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED", [[ids[0], ids[2]]]
        )
        assert [row[0] for row in free] == [ids[2]]
        other.rollback()
    thread.join(10)
    assert not thread.is_alive()


@kinds_of_locks
def test_a_lock_outside_a_transaction_is_an_error(kind: str) -> None:
    make, _, lock = LOCKS[kind]
    ids = [make(), make()]
    with pytest.raises(TransactionManagementError):
        lock(ids)


def version(character: Character) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM game_character WHERE id = %s", [character.pk])
        (found,) = cursor.fetchone()
    return str(found)


@pytest.mark.parametrize("kind", ["the parties of an action", "characters"])
def test_the_version_of_each_locked_character_changes_and_of_no_other(kind: str) -> None:
    one, other, third = make_character(), make_character(), make_character()
    before = [version(c) for c in (one, other, third)]
    with transaction.atomic():
        LOCKS[kind][2]([one.pk, other.pk])
    after = [version(c) for c in (one, other, third)]
    assert [then != now for then, now in zip(before, after, strict=True)] == [True, True, False]


def test_locked_characters_come_with_the_version_that_the_lock_gave_them() -> None:
    one, other = make_character(), make_character()
    with transaction.atomic():
        actor, receipt, parties = lock_for_action(one.id, None, [other.id])
    assert receipt is None and (actor.version, parties[other.id].version) == (version(one), version(other))


def test_parties_include_deleted_characters_but_not_unknown_ones_and_the_actor_must_live() -> None:
    one, gone = make_character(), make_character()
    Character.objects.filter(pk=gone.pk).update(deleted_at=one.created_at)
    with transaction.atomic():
        _, _, parties = lock_for_action(one.id, None, [gone.id, CharacterId(2**62)])
    assert list(parties) == [gone.id]
    for others in ([], [one.id]):
        with pytest.raises(GameError) as refused, transaction.atomic():
            lock_for_action(gone.id, None, others)
        assert refused.value.code == "not_found"


STEPS: dict[str, Callable[[TransactionContext, int], object]] = {
    "users": lambda context, pk: context.lock_users([UserId(pk)]),
    "characters": lambda context, pk: context.lock_characters([CharacterId(pk)]),
    "shared rows": lambda context, pk: context.lock_shared(LedgerAccount, [pk]),
}
ORDER = list(STEPS)


@pytest.mark.parametrize("first", ORDER)
@pytest.mark.parametrize("second", ORDER)
def test_users_then_characters_then_shared_rows_and_no_other_order(first: str, second: str) -> None:
    with transaction.atomic():
        context = TransactionContext()
        STEPS[first](context, 1)
        if ORDER.index(second) > ORDER.index(first):
            STEPS[second](context, 1)
        else:
            with pytest.raises(LockOrderError):
                STEPS[second](context, 1)


def test_shared_rows_are_locked_by_kind_and_then_by_id() -> None:
    with transaction.atomic():
        context = TransactionContext()
        context.lock_shared(LedgerAccount, [3, 5])
        context.lock_shared(LedgerAccount, [6])
        for ids in ([6], [1], [2, 9]):
            with pytest.raises(LockOrderError):
                context.lock_shared(LedgerAccount, ids)


def test_an_action_has_its_characters_locked_and_locks_no_more_of_them() -> None:
    @action("lock_late", LockAnswer)
    def lock_late(context: ActionContext, *, other: CharacterId) -> LockAnswer:
        context.lock_characters([other])
        return LockAnswer(1)

    with pytest.raises(LockOrderError):
        lock_late(by(make_character()), other=make_character().id)


def test_the_user_of_an_action_is_there_only_where_it_is_declared() -> None:
    @action("look_at_user", LockAnswer)
    def look_at_user(context: ActionContext) -> LockAnswer:
        return LockAnswer(context.user.pk)

    @action("lock_own_user", LockAnswer, lock_user=True)
    def lock_own_user(context: ActionContext) -> LockAnswer:
        return LockAnswer(context.user.pk)

    character = make_character()
    assert lock_own_user(by(character)).number == character.user_id
    with pytest.raises(AssertionError, match="lock_user"):
        look_at_user(by(character))
