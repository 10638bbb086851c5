"""The page of a board: its links, its histogram, and the line of ranks over time."""

from datetime import timedelta

import pytest

from game.presenters.board_histogram import histogram_bars
from game.presenters.leaderboards import board_url, leaderboard_page
from game.presenters.rank_chart import rank_chart
from game.queries.board import Board, BoardSeason, ScorePart, find_board
from game.queries.board_kinds import LEVEL_STEP, board_kinds
from game.queries.daily_rank import DayRank
from game.queries.own_rank import BoardPage, OwnRank
from game.tests.presenters.unsaved import NOW


def test_a_page_names_its_board_its_scope_and_all_others() -> None:
    page = leaderboard_page(find_board("gold", "season"), BoardPage(Board(), [], OwnRank(21, 5)), 1, NOW)
    assert (page.title, page.heading) == ("Gold earned", "Gold")
    assert [title for _, title, _ in page.boards] == [kind.title for kind in board_kinds().values()]
    assert [one for *_, one in page.scopes] == [False, True] and page.boards[0][0] == "/leaderboards/level/?scope=season"


def test_the_level_of_a_season_is_counted_in_xp() -> None:
    page = leaderboard_page(find_board("level", "season"), BoardPage(Board(), [], None), 1, NOW)
    assert (page.heading, page.unit) == ("XP", "XP")


@pytest.mark.parametrize(("arguments", "url"), [
    (("kills", "all_time"), "/leaderboards/kills/"), (("kills", "all_time", 3), "/leaderboards/kills/?page=3"),
    (("kills", "season", 3), "/leaderboards/kills/?scope=season&page=3"),
])  # fmt: skip
def test_an_address_names_only_what_is_not_usual(arguments: tuple[str, str, int], url: str) -> None:
    assert board_url(*arguments) == url


def test_a_board_of_the_season_counts_down_to_its_end_and_one_that_is_over_does_not() -> None:
    def shown(ends_in: timedelta) -> tuple[int, str]:
        season = BoardSeason(3, NOW - timedelta(weeks=7), NOW + ends_in)
        page = leaderboard_page(find_board("level", "season"), BoardPage(Board(season=season), [], None), 1, NOW)
        return page.seconds, page.left

    assert shown(timedelta(days=12, hours=5)) == ((12 * 24 + 5) * 3600, "12 days 5 h")
    assert shown(timedelta(minutes=-5))[0] == 0


def test_bars_count_everybody_and_mark_the_viewer() -> None:
    histogram = [ScorePart(1, 1, 40), ScorePart(2, 9, 80), ScorePart(500, 500, 3)]
    bars = histogram_bars(histogram, 1, own=7)
    assert [(bar.words, bar.characters) for bar in bars if bar.characters] == [
        ("1", 40),
        ("2–4", 30),
        ("5–9", 50),
        ("500–999", 3),
    ]
    assert [bar.words for bar in bars if bar.is_own] == ["5–9"]
    assert max(bar.height for bar in bars) == 1000 and all(bar.y + bar.height == 1000 for bar in bars)
    assert bars[-1].x + bars[-1].width <= 1000 and histogram_bars([], 1, None) == []


def test_bars_of_levels_take_five_levels_each() -> None:
    parts = [ScorePart(level * LEVEL_STEP + 5, level * LEVEL_STEP + 5, 2) for level in (3, 5, 6, 31)]
    bars = histogram_bars(parts, LEVEL_STEP, own=None)
    assert [(bar.words, bar.characters) for bar in bars if bar.characters] == [("1–5", 4), ("6–10", 2), ("31–35", 2)]
    few = histogram_bars(parts[:3], LEVEL_STEP, own=3)
    assert [(bar.words, bar.characters, bar.is_own) for bar in few] == [
        ("3", 2, True), ("4", 0, False), ("5", 2, False), ("6", 2, False),
    ]  # fmt: skip


def test_a_line_of_ranks_has_the_best_at_the_top_and_begins_on_the_second_day() -> None:
    days = [DayRank(20_000 + n, NOW + timedelta(days=n), rank, 50) for n, rank in enumerate((30, 10, 20))]
    chart = rank_chart(days)
    assert chart is not None and chart.line == "M0.0 940.0L500.0 60.0L1000.0 500.0"
    assert (chart.best, chart.worst, chart.last, [m.words for m in chart.ranks]) == (10, 30, (100.0, 50.0), ["10", "20", "30"])
    assert [row.rank for row in chart.rows] == [20, 10, 30]
    assert [mark.words for mark in chart.days] == ["4 Oct", "5 Oct", "6 Oct"]
    assert rank_chart(days[:1]) is None
    level = rank_chart([DayRank(1, NOW, 4, 9), DayRank(2, NOW, 4, 9)])
    assert level is not None and level.line == "M0.0 500.0L1000.0 500.0"
