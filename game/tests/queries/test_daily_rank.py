"""Ranks by day: a character's line over time, and the search behind the first thousand."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from game.actions import boards
from game.actions.daily_rank import forget_ranks, rank_everybody
from game.models import Character, DailyRank, RankCount, Season
from game.queries.board import SEASON, board, find_board
from game.queries.daily_rank import find_rank, rank_history
from game.tests.boards import begin_season, count_now, make_many

pytestmark = pytest.mark.django_db


def test_ranks_over_time_are_read_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_many(20, kills="n")
    now, mine = timezone.now(), Character.objects.get(name="Crowd_5")
    rank_everybody(now)
    Character.objects.filter(pk=mine.pk).update(kills=100)
    rank_everybody(now + timedelta(days=1))
    count_now()
    of, shown = find_board("kills"), board("kills")
    with django_assert_num_queries(1):
        history = rank_history(of, shown, mine.id)
    assert [(day.rank, day.of) for day in history] == [(16, 20), (1, 20)]
    assert rank_history(find_board("raids"), board("raids"), mine.id) == [], "it is not ranked there"


def test_on_a_board_of_the_season_only_ranks_of_the_season_count() -> None:
    make_many(20, kills="n")
    mine = Character.objects.get(name="Crowd_5")
    season = begin_season()
    Character.objects.filter(pk=mine.pk).update(kills=100)
    rank_everybody(season.starts_at - timedelta(days=1))
    rank_everybody(timezone.now())
    first = RankCount.objects.order_by("day")[0]
    RankCount.objects.filter(pk=first.pk).update(taken_at=season.starts_at - timedelta(days=1))
    count_now()
    of, shown = find_board("kills", SEASON), board("kills", SEASON)
    assert [day.rank for day in rank_history(of, shown, mine.id)] == [1]
    assert len(rank_history(find_board("kills"), board("kills"), mine.id)) == 2


def test_a_search_behind_the_board_finds_the_rank_of_the_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "LISTED", 10)
    make_many(20, kills="n")
    rank_everybody(timezone.now())
    count_now()
    found = find_rank(find_board("kills"), board("kills"), "crowd_5")
    assert found is not None and (found.source, found.rank, found.of) == ("day", 16, 20)


def test_after_a_season_a_search_finds_no_rank_of_it() -> None:
    make_many(20, kills="0")
    begin_season()
    Character.objects.update(kills=4)
    rank_everybody(timezone.now())
    count_now()
    of = find_board("kills", SEASON)
    found = find_rank(of, board("kills", SEASON), "crowd_5")
    assert found is not None and found.source == "board"
    Season.objects.update(ended_at=timezone.now())
    count_now()
    found = find_rank(of, board("kills", SEASON), "crowd_5")
    assert found is not None and found.source == "none"


def test_the_ranks_of_a_character_are_forgotten_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_many(20, kills="n")
    rank_everybody(timezone.now())
    mine = Character.objects.get(name="Crowd_5")
    with django_assert_num_queries(1):
        forget_ranks([mine.id])
    assert DailyRank.objects.count() == 19 and not DailyRank.objects.filter(character=mine).exists()
