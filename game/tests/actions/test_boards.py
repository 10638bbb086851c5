"""Counting the boards: who is on them and in which order, what a count replaces, and how somebody is taken off at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.erase import erase
from accounts.models import User
from accounts.queries.rank import Rank
from game import tasks
from game.actions import boards, staff_account
from game.actions import character as characters
from game.actions.boards import BoardCount, count_boards
from game.actions.sanctions import FOR_GOOD
from game.models import BoardEntry, BoardSnapshot, Character, Season
from game.queries.board import SEASON, Board, board
from game.queries.board_kinds import board_kinds
from game.rules.tuning import START_GOLD
from game.tests.boards import begin_season, count_now, make_many
from game.tests.make import by, make_character, owner_of
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db
FIGURES: dict[str, Any] = {"level": 30, "kills": 50, "raid_damage": 50, "gold_earned": 50_000}
CATEGORIES = ["level", "kills", "raids", "gold"]


def names(category: str = "kills", scope: str = "all_time") -> list[str]:
    return [row.name for row in board(category, scope).rows]


def test_there_are_boards_of_level_kills_raid_damage_and_gold() -> None:
    assert list(board_kinds()) == CATEGORIES


@pytest.mark.parametrize(("category", "column"), list(zip(CATEGORIES, FIGURES, strict=True)))
def test_a_board_is_sorted_by_value_and_of_two_equals_the_older_comes_first(category: str, column: str) -> None:
    uncounted = START_GOLD if column == "gold_earned" else 0
    figures: dict[str, Any] = {column: 2 + uncounted}
    first, second, third = [make_character(**figures) for _ in range(3)]
    Character.objects.filter(pk=third.pk).update(**{column: FIGURES[column] + uncounted})
    count_now()
    rows = board(category).rows
    assert [row.name for row in rows] == [third.name, first.name, second.name]
    assert [(row.rank, row.value) for row in rows] == [(1, FIGURES[column]), (2, 2), (3, 2)]
    assert (rows[0].faction, rows[0].class_slug, rows[0].emblem) == ("vampire", "courtblade", 1)


def test_at_the_same_level_the_one_with_more_xp_comes_first() -> None:
    less, more = make_character(level=8, xp=5), make_character(level=8, xp=6)
    count_now()
    assert [(row.name, row.value) for row in board("level").rows] == [(more.name, 8), (less.name, 8)]


def test_the_deleted_the_suspended_the_closed_and_those_without_a_score_are_not_ranked() -> None:
    ranked, back = make_character(kills=1), make_character(kills=2)
    gone, banned, closed, _without = [make_character(kills=kills) for kills in (9, 9, 9, 0)]
    Character.objects.filter(pk=gone.pk).update(deleted_at=timezone.now())
    User.objects.filter(pk=owner_of(banned).pk).update(banned_until=timezone.now() + timedelta(days=1))
    User.objects.filter(pk=owner_of(back).pk).update(banned_until=timezone.now() - timedelta(seconds=1))
    User.objects.filter(pk=owner_of(closed).pk).update(is_active=False)
    count_now()
    assert names() == [back.name, ranked.name]
    assert board("kills").characters == 2 and board("raids").rows == []


def test_a_season_ranks_by_what_came_since_its_baselines() -> None:
    veteran, newcomer = make_character(level=9, kills=500, gold_earned=0), make_character(kills=3, gold_earned=0)
    begin_season(without=[newcomer])
    Character.objects.filter(pk=veteran.pk).update(kills=502, xp=40)
    count_now()
    rows = board("kills", SEASON).rows
    assert [(row.name, row.value) for row in rows] == [(newcomer.name, 3), (veteran.name, 2)]
    assert [(row.name, row.value) for row in board("level", SEASON).rows] == [(veteran.name, 40)]
    season = board("kills", SEASON).season
    assert season is not None and season.number == 1
    assert names("kills") == [veteran.name, newcomer.name]


def test_without_a_season_there_are_no_boards_of_one_and_those_of_an_ended_one_go() -> None:
    make_character(kills=5)
    assert count_boards() == BoardCount(boards=4, entries=2)
    season = begin_season()
    assert count_boards() == BoardCount(boards=8, entries=2)
    Season.objects.filter(pk=season.pk).update(ended_at=timezone.now())
    count_now()
    assert set(BoardSnapshot.objects.values_list("scope", flat=True)) == {"all_time"}
    assert board("kills", SEASON) == Board()


def test_a_count_replaces_the_one_before() -> None:
    make_character(kills=5)
    count_now()
    before = set(BoardSnapshot.objects.values_list("pk", flat=True))
    late = make_character(kills=6)
    assert late.name not in names()
    assert tasks.count_boards() == "4 boards counted, with 4 entries"
    after = set(BoardSnapshot.objects.values_list("pk", flat=True))
    assert len(after) == 4 and not before & after
    assert names()[0] == late.name, "the job lets the cached board be read again"


def test_a_snapshot_lists_the_first_and_counts_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boards, "LISTED", 30)
    make_many(200, kills="n")
    count_now()
    found = board("kills")
    assert (found.characters, found.listed, found.last_score, found.rows[-1].name) == (200, 30, 171, "Crowd_171")
    assert sum(part.characters for part in found.histogram) == 200


def statements_of(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_a_count_takes_as_many_statements_for_a_thousand_as_for_ten() -> None:
    make_many(10, kills="n")
    begin_season()
    few = statements_of(count_boards)
    make_many(1000, name="'Other_' || n", skeleton="'other' || n", kills="n")
    assert statements_of(count_boards) == few == 8, "BEGIN and COMMIT included"
    assert board("kills").characters == 1010


def taken_off(work: Callable[[], object]) -> None:
    """The middle one of three on all boards goes at once, and the third moves up."""
    first, _, third = Character.objects.order_by("-kills")[:3]
    work()
    for category in CATEGORIES:
        found = board(category)
        assert [(row.rank, row.name) for row in found.rows] == [(1, first.name), (2, third.name)], category
        assert (found.characters, found.removals, found.listed) == (2, 1, 2)


@pytest.fixture
def middle() -> Character:
    made = [make_character(**{name: value - n for name, value in FIGURES.items()}) for n in range(3)]
    count_now()
    assert len(names()) == 3
    return made[1]


def test_a_suspended_player_is_taken_off_at_once_and_returns_with_the_count_after_the_suspension(middle: Character) -> None:
    admin = by_staff(make_staff(Rank.ADMINISTRATOR))
    taken_off(lambda: staff_account.ban(admin, user=owner_of(middle).id, until=FOR_GOOD))
    staff_account.unban(by_staff(make_staff(Rank.ADMINISTRATOR)), user=owner_of(middle).id)
    assert middle.name not in names()
    count_now()
    assert names()[1] == middle.name


def test_a_character_that_is_let_go_is_taken_off_at_once(middle: Character) -> None:
    taken_off(lambda: characters.let_go(by(middle)))


def test_an_erased_account_is_taken_off_at_once(middle: Character) -> None:
    taken_off(lambda: erase(user_id=owner_of(middle).pk))
    assert not BoardEntry.objects.filter(character=middle).exists()


def test_whoever_is_on_no_board_is_taken_off_without_changing_one(middle: Character) -> None:
    with transaction.atomic():
        assert boards.remove([make_character().id]) == 0
    assert len(names()) == 3 and board("kills").removals == 0


def test_several_are_taken_off_in_one_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    make_many(30, kills="n")
    count_now()
    gone = Character.objects.filter(name__in=["Crowd_30", "Crowd_17", "Crowd_2"]).values_list("pk", flat=True)
    with transaction.atomic():
        assert statements_of(lambda: boards.remove([*gone])) == 3, "the characters, the lock, the removal"
    assert [row.rank for row in board("kills").rows] == list(range(1, 28))
    assert names()[0] == "Crowd_29" and "Crowd_17" not in names()
