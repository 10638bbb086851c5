"""Reading boards: what is cached, how a page and the own rank agree, and how far an estimate is from the truth."""

import random
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from game.actions import boards
from game.models import Character
from game.queries import board_kinds as kinds
from game.queries.board import PAGE, SEASON, Board, ScorePart, board, drop, find_board
from game.queries.daily_rank import find_rank
from game.queries.own_rank import OwnRank, board_and_rank, board_page, estimated_rank
from game.rules.errors import GameError
from game.tests.boards import begin_season, count_now, make_many
from game.tests.make import give, make_character
from vvw_site.tests.index_plans import expect_indexes

pytestmark = pytest.mark.django_db


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots list sixty characters."""
    monkeypatch.setattr(boards, "LISTED", 60)


def crowd(number: int) -> Character:
    return Character.objects.get(name=f"Crowd_{number}")


def test_an_unknown_board_and_an_unknown_scope_are_refused_and_the_known_ones_are_named() -> None:
    for arguments, code, word in ((("beauty",), "not_found", "raids"), (("kills", "today"), "invalid", "season")):
        with pytest.raises(GameError) as refusal:
            board(*arguments)
        assert refusal.value.code == code and word in refusal.value.message


def test_before_the_first_count_no_board_reads_the_characters(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    mine = make_character(kills=5)
    with CaptureQueriesContext(connection) as captured:
        assert board_and_rank("kills", mine) == (Board(), None)
    assert len(captured) == 1
    with django_assert_num_queries(0):
        assert board("kills").updated_at is None


def test_a_board_and_a_rank_behind_it_take_a_statement_each_and_then_none(
    short: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_many(100, kills="n")
    count_now()
    mine = crowd(3)
    with django_assert_num_queries(2):
        first = board_and_rank("kills", mine)
    with django_assert_num_queries(0):
        assert board_and_rank("kills", mine) == first
    assert len(first[0].top) == 20 and len(first[0].rows) == PAGE and first[1] is not None


def test_no_statement_of_a_reader_plans_to_read_all_characters(short: None) -> None:
    make_many(300, kills="n")
    begin_season()
    count_now()
    mine = crowd(3)
    with CaptureQueriesContext(connection) as captured:
        board_page("kills", page=2, character=mine)
        board_and_rank("level", mine, SEASON)
        find_rank(find_board("kills"), board("kills"), "crowd_9")
    expect_indexes()
    with connection.cursor() as cursor:
        for query in captured:
            cursor.execute(f"EXPLAIN {query['sql']}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
            assert "Seq Scan on game_character" not in plan, plan
    assert len(captured) == 6


def test_the_own_rank_is_that_of_the_row_on_any_page(short: None) -> None:
    make_many(100, kills="n")
    count_now()
    first = board_page("kills", character=crowd(45))
    assert first.own == OwnRank(56, 45) and "Crowd_45" not in [row.name for row in first.rows]
    second = board_page("kills", page=2, character=crowd(45))
    assert second.own == first.own and (second.rows[5].rank, second.rows[5].name) == (56, "Crowd_45")
    assert [row.rank for row in second.rows] == list(range(51, 61))


def test_a_page_after_the_last_is_not_found(short: None) -> None:
    make_many(100, kills="n")
    count_now()
    with pytest.raises(GameError, match="ends on page 2"):
        board_page("kills", page=3)


def test_the_own_rank_and_the_rows_are_of_one_snapshot_when_the_board_changes_in_between(short: None) -> None:
    make_many(100, kills="n")
    count_now()
    mine = crowd(45)
    assert board("kills").removals == 0
    with transaction.atomic():  # its effect, which would drop the cached board, waits for a commit that never comes
        boards.remove([crowd(100).id])
    found = board_page("kills", page=2, character=mine)
    assert found.own == OwnRank(55, 45) and found.rows[4].name == "Crowd_45" and found.board.removals == 1
    boards.count_boards()
    again = board_page("kills", page=2, character=mine)
    assert again.board.snapshot != found.board.snapshot and again.own is not None
    assert again.rows[again.own.rank - 51].name == "Crowd_45"


def test_behind_the_list_the_own_rank_is_an_estimate_of_all(short: None) -> None:
    make_many(1000, kills="n")
    count_now()
    shown, own = board_and_rank("kills", crowd(400))
    assert own is not None and own.is_estimate and not own.is_next
    assert own.value == 400 and abs(own.rank - 601) <= 10 and shown.characters == 1000


def test_whoever_outgrew_the_last_row_stays_behind_it_until_the_next_count(short: None) -> None:
    make_many(100, kills="n")
    count_now()
    Character.objects.filter(name="Crowd_3").update(kills=5_000)
    own = board_and_rank("kills", crowd(3))[1]
    assert own == OwnRank(61, 5_000, is_estimate=True, is_next=True)
    count_now()
    assert board_and_rank("kills", crowd(3))[1] == OwnRank(1, 5_000)


def test_whoever_joins_a_board_that_lists_everybody_comes_behind_all_until_the_next_count() -> None:
    make_character(kills=9)
    count_now()
    newcomer = make_character(kills=1)
    assert board_and_rank("kills", newcomer)[1] == OwnRank(2, 1, is_estimate=True, is_next=True)
    assert board_and_rank("raids", newcomer)[1] is None, "without a score"


def test_a_deleted_or_suspended_character_has_no_rank(short: None) -> None:
    make_many(100, kills="n")
    count_now()
    mine = crowd(3)
    Character.objects.filter(pk=mine.pk).update(deleted_at=mine.created_at)
    assert board_and_rank("kills", mine)[1] is None


WORLDS: dict[str, Callable[[random.Random], int]] = {
    "even": lambda dice: dice.randint(1, 1_000_000),
    "skewed": lambda dice: int(1 + 1_000_000 * dice.random() ** 6),
    "few values": lambda dice: dice.randint(1, 5),
    "one value": lambda dice: 7,
    "two crowds": lambda dice: dice.choice([3, 900_000]) + dice.randint(0, 40),
    "a third without": lambda dice: max(0, dice.randint(-500, 1_000)),
}


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_an_estimate_is_within_a_hundredth_of_all_and_those_with_the_same_score(short: None, world: str, seed: int) -> None:
    dice = random.Random(f"{world}{seed}")
    make_many(dice.randint(300, 1200), gold_earned="0", level="1", xp="0")
    people = list(Character.objects.filter(deleted_at=None).order_by("pk"))
    for one in people:
        one.kills = WORLDS[world](dice)
    Character.objects.bulk_update(people, ["kills"])
    count_now()
    shown = board("kills")
    order = sorted((one for one in people if one.kills > 0), key=lambda one: (-one.kills, one.pk))
    same = Counter(one.kills for one in order)
    assert shown.characters == len(order)
    checked = 0
    for rank, one in enumerate(order, 1):
        if rank <= shown.listed or dice.random() > 0.1:
            continue
        estimate = estimated_rank(shown.histogram, one.kills)
        assert abs(estimate - rank) <= len(order) / 100 + same[one.kills] + 1, (rank, estimate)
        own = board_and_rank("kills", one)[1]
        assert own is not None and shown.listed < own.rank <= len(order) + 1
        checked += 1
    assert checked > 10


def test_the_estimate_of_a_score_that_nobody_has_lies_between_its_neighbours() -> None:
    histogram = [ScorePart(1, 1, 50), ScorePart(10, 20, 11), ScorePart(30, 30, 4)]
    assert [estimated_rank(histogram, score) for score in (40, 30, 25, 20, 15, 10, 5)] == [1, 3, 5, 5, 10, 15, 16]


def test_a_search_finds_a_name_in_any_case_with_its_rank_on_the_board(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_many(30, kills="n")
    count_now()
    of, shown = find_board("kills"), board("kills")
    with django_assert_num_queries(1):
        found = find_rank(of, shown, "cROWD_29")
    assert found is not None and (found.name, found.source, found.rank, found.of) == ("Crowd_29", "board", 2, 30)
    assert found.at == shown.updated_at and found.value == 29
    assert find_rank(of, shown, "Crowd") is None and find_rank(of, shown, "a\0b") is None


def test_a_search_ends_at_the_board_of_the_moment(short: None) -> None:
    make_many(100, kills="n")
    count_now()
    drop()
    found = find_rank(find_board("kills"), board("kills"), "crowd_5")
    assert found is not None and found.source == "none", "there was no daily count yet"


def test_an_app_above_registers_a_board_of_figures_that_it_keeps_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as ratings in a table of its own: it joins the table to the characters."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds.board_kinds()))
    counted = "LEFT JOIN (SELECT character_id, sum(quantity) AS n FROM game_holding GROUP BY 1) h ON h.character_id = c.id"
    kinds.register(
        kinds.BoardKind("things", "Things", "things", all_time="coalesce(h.n, 0)", season="coalesce(h.n, 0)", joins=counted)
    )
    few, many = make_character(), make_character()
    give(many, "cellar-draught", 5)
    count_now()
    shown, own = board_and_rank("things", few)
    assert [row.name for row in shown.rows] == [many.name, few.name]
    assert own == OwnRank(2, shown.rows[0].value - 5)
    newcomer = make_character()
    assert board_and_rank("things", newcomer)[1] == OwnRank(3, shown.rows[1].value, is_estimate=True, is_next=True)
