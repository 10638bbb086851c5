"""Counts of the boards that meet each other, readers, suspensions, and their own end. Most tests have a twin without the guard."""

import threading
from contextlib import nullcontext
from typing import Any

import psycopg
import pytest
from django.core.cache import caches
from django.db import OperationalError, transaction

from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game.actions import boards
from game.actions.boards import count_boards
from game.actions.sanctions import FOR_GOOD
from game.actions.staff_account import ban
from game.models import BoardEntry, BoardSnapshot, Character
from game.queries import board as board_module
from game.queries.board import Board, board, board_now
from game.tests.boards import count_now, make_many
from game.tests.make import make_user, owner_of
from game.tests.races.gate import closed_gate, while_first_waits
from game.tests.staff import by, make_staff
from vvw_site.foundation import read_through
from vvw_site.tests.tiers import where

pytestmark = pytest.mark.django_db(transaction=True)
AT_THE_LAST = ("BEFORE INSERT ON game_boardentry", "NEW.rank = 30")
"""A count waits here when it has read all characters and written most rows."""


@pytest.fixture(autouse=True)
def world() -> None:
    make_many(30, kills="n")


def while_counting(work: Any) -> list[Any]:
    """The results of a count and of `work`, which runs when the count has read everything and committed nothing."""
    return while_first_waits(*AT_THE_LAST, count_boards, work)


def test_of_two_counts_at_once_one_reads_the_characters() -> None:
    first, second = while_counting(count_boards)
    assert first.boards == 4 and second is None
    assert BoardSnapshot.objects.count() == 4


def test_twin_without_its_lock_both_read_the_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter([7_000_001, 7_000_002])

    def count_with_another_lock() -> Any:
        monkeypatch.setattr(boards, "_COUNTING", next(numbers))
        return count_boards()

    with closed_gate(*AT_THE_LAST) as gate:

        def second() -> Any:
            gate.wait_for(1)
            return count_with_another_lock()

        def open_it() -> None:
            gate.wait_for(2)
            gate.open()

        first, other, _ = at_once(count_with_another_lock, second, open_it)
    assert first.boards == other.boards == 4
    assert BoardSnapshot.objects.count() == 4, "the later one replaces the earlier one all the same"


def read_while_counting() -> list[tuple[int, str]]:
    """The board's rows and ranks, read in the middle of a count before which everybody's kills were turned round."""
    Character.objects.filter(deleted_at=None).update(kills=1)
    Character.objects.filter(name="Crowd_5").update(kills=99)
    count, rows = while_counting(lambda: board_now("kills", "all_time").rows)
    assert count.boards == 4
    return [(row.rank, row.name) for row in rows]


OLD = [(31 - n, f"Crowd_{n}") for n in range(30, 0, -1)]


def test_a_board_that_is_read_during_a_count_is_the_one_before() -> None:
    count_now()
    assert read_while_counting() == OLD
    assert [row.name for row in board_now("kills", "all_time").rows][:2] == ["Crowd_5", "Crowd_1"]


def test_twin_without_one_transaction_the_board_is_gone_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    count_now()

    def delete_first() -> None:
        BoardEntry.objects.all().delete()
        BoardSnapshot.objects.all().delete()

    monkeypatch.setattr(boards, "season_on", delete_first)
    monkeypatch.setattr(transaction, "atomic", lambda **options: nullcontext())
    assert read_while_counting() == []


def suspend_while_counting() -> list[str]:
    best = Character.objects.get(name="Crowd_30")
    admin = by(make_staff(Rank.ADMINISTRATOR))
    count, banned = while_counting(lambda: ban(admin, user=owner_of(best).id, until=FOR_GOOD))
    assert count.boards == 4 and not isinstance(banned, Exception)
    return [row.name for row in board("kills").rows]


def own_account(name: str) -> None:
    Character.objects.filter(name=name).update(user=make_user())


def test_who_is_suspended_during_a_count_is_not_on_its_boards() -> None:
    own_account("Crowd_30")
    count_now()
    assert suspend_while_counting() == [f"Crowd_{n}" for n in range(29, 0, -1)]


def test_twin_without_the_last_look_the_suspended_is_listed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    own_account("Crowd_30")
    count_now()
    monkeypatch.setattr(boards, "_NOT_RANKED", "SELECT 0::bigint")
    assert suspend_while_counting()[0] == "Crowd_30"


def test_a_count_whose_connection_dies_changes_nothing_and_the_next_one_completes() -> None:
    count_now()
    before = board_now("kills", "all_time")
    Character.objects.filter(name="Crowd_5").update(kills=99)

    def kill() -> None:
        with psycopg.connect(**where(), autocommit=True) as other:
            other.execute(
                """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'"""
            )

    count, _ = while_counting(kill)
    assert isinstance(count, OperationalError)
    assert board_now("kills", "all_time") == before
    count_now()
    assert board("kills").rows[0].name == "Crowd_5" and BoardSnapshot.objects.count() == 4


def reads_of_the_board(monkeypatch: pytest.MonkeyPatch, readers: int, together: int = 1) -> int:
    """How many of so many simultaneous readers read the tables. together: how many of them must do so before one goes on."""
    reads: list[str] = []
    all_here = threading.Barrier(together)

    def counted(category: str, scope: str) -> Board:
        reads.append(category)
        all_here.wait(10)
        return board_now(category, scope)

    monkeypatch.setattr(board_module, "board_now", counted)
    results = at_once(*[lambda: board("kills").snapshot] * readers)
    assert all(isinstance(result, int) for result in results), results
    return len(reads)


def after_a_count_with_the_board_before_in_the_cache() -> None:
    count_now()
    board("kills")
    count_boards()
    read_through.drop_local_copies()


def test_after_a_count_one_of_many_requests_reads_the_board(monkeypatch: pytest.MonkeyPatch) -> None:
    after_a_count_with_the_board_before_in_the_cache()
    assert reads_of_the_board(monkeypatch, 8) == 1


def test_twin_without_the_guard_of_the_cache_all_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    after_a_count_with_the_board_before_in_the_cache()
    monkeypatch.setattr(type(caches["default"]), "add", lambda *args: True)
    assert reads_of_the_board(monkeypatch, 2, together=2) == 2
