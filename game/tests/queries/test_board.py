"""Leaderboards: who is on them and in which order, how often they are read, and what drops them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from game.models import Character
from game.queries import board as boards
from game.rules.errors import GameError
from game.tests.make import make_character

pytestmark = pytest.mark.django_db


def names(category: str = "level") -> list[str]:
    return [row.name for row in boards.board(category).rows]


@pytest.mark.parametrize(("category", "column"), [("level", "level"), ("kills", "kills"), ("gold", "gold_earned")])
def test_a_board_is_sorted_by_value_and_then_by_age(category: str, column: str) -> None:
    first, second, third = make_character(), make_character(), make_character()
    Character.objects.filter(pk=third.pk).update(**{column: 50_000 if column == "gold_earned" else 50})
    boards.drop()
    assert names(category) == [third.name, first.name, second.name]
    rows = boards.board(category).rows
    assert [row.rank for row in rows] == [1, 2, 3] and rows[0].value >= 50
    assert (rows[0].faction, rows[0].class_slug, rows[0].emblem) == ("vampire", "courtblade", 1)


def test_an_unknown_category_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(GameError) as refusal:
        boards.board("beauty")
    assert refusal.value.code == "not_found" and "kills" in refusal.value.message


def test_a_board_is_read_once_and_a_rank_behind_it_is_counted_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(boards.SIZE):
        make_character(level=9)
    last = make_character(level=2)
    boards.drop()
    with django_assert_num_queries(2):
        board, rank = boards.board_and_rank("level", last)
    with django_assert_num_queries(0):
        assert boards.board_and_rank("level", last) == (board, rank)
    assert len(board.rows) == boards.SIZE and rank == boards.OwnRank(boards.SIZE + 1, 2)


def test_a_character_that_rose_onto_the_board_since_has_it_read_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(boards.SIZE):
        make_character(level=9)
    riser = make_character(level=2)
    boards.drop()
    boards.board("level")
    Character.objects.filter(pk=riser.pk).update(level=30)
    riser.refresh_from_db()
    with django_assert_num_queries(2):
        board, rank = boards.board_and_rank("level", riser)
    assert board.rows[0].name == riser.name and rank == boards.OwnRank(1, 30)


def test_only_boards_that_show_the_character_are_dropped() -> None:
    shown, hidden = make_character(level=30), make_character()
    for _ in range(boards.SIZE):
        make_character(level=9, kills=5, gold_earned=5_000)
    Character.objects.filter(pk=shown.pk).update(kills=0)
    boards.drop()
    before = {category: boards.board(category).updated_at for category in boards.CATEGORIES}
    boards.drop_with(hidden.name)
    assert {category: boards.board(category).updated_at for category in boards.CATEGORIES} == before
    boards.drop_with(shown.name)
    after = {category: boards.board(category).updated_at for category in boards.CATEGORIES}
    assert {category for category in before if after[category] != before[category]} == {"level"}


def test_a_deleted_or_suspended_character_has_no_rank() -> None:
    gone, banned = make_character(), make_character()
    Character.objects.filter(pk=gone.pk).update(deleted_at=timezone.now())
    assert banned.user is not None
    type(banned.user).objects.filter(pk=banned.user.pk).update(banned_until=timezone.now() + timedelta(days=1))
    boards.drop()
    assert [boards.board_and_rank("level", character)[1] for character in (gone, banned)] == [None, None]
    assert names() == []
