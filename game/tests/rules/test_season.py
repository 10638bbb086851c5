"""The calendar of seasons: on time, late, after a long downtime, and when the staff end one early."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.season import FIRST, LEAST_SECONDS, SECONDS, next_season, season_start

DAY = 86_400
TIMES = st.integers(FIRST, FIRST + 60 * SECONDS)


def test_the_calendar_begins_on_a_monday_at_midnight() -> None:
    first = datetime.fromtimestamp(FIRST, UTC)
    assert (first.isoformat(), first.weekday()) == ("2026-11-02T00:00:00+00:00", 0) and SECONDS == 56 * DAY


@given(TIMES)
def test_each_moment_lies_in_one_season_of_the_calendar(moment: int) -> None:
    start = season_start(moment)
    assert start <= moment < start + SECONDS and (start - FIRST) % SECONDS == 0


@pytest.mark.parametrize("late", [0, 1, 300, 3 * DAY])
def test_a_season_that_ends_a_little_late_is_followed_without_a_gap(late: int) -> None:
    end = FIRST + SECONDS
    assert next_season(end, end + late) == (end, end + SECONDS)


def test_after_a_long_downtime_the_next_one_is_that_of_the_calendar() -> None:
    end = FIRST + SECONDS
    assert next_season(end, end + 92 * DAY) == (end + SECONDS, end + 2 * SECONDS)


def test_a_season_that_the_staff_end_early_is_followed_at_once_by_the_rest_of_the_calendar_s() -> None:
    end = FIRST + SECONDS
    assert next_season(end, FIRST + 10 * DAY) == (FIRST + 10 * DAY, end)


def test_less_than_a_week_before_the_end_the_next_one_goes_on_to_the_end_of_the_one_after() -> None:
    end = FIRST + SECONDS
    assert next_season(end, end - 2 * DAY) == (end - 2 * DAY, end + SECONDS)


@given(TIMES, TIMES)
def test_the_next_season_is_on_now_lasts_a_week_at_least_and_ends_with_the_calendar(ends_at: int, now: int) -> None:
    start, end = next_season(ends_at, now)
    assert start <= now < end and LEAST_SECONDS <= end - start < SECONDS + LEAST_SECONDS
    assert (end - FIRST) % SECONDS == 0 and start >= min(ends_at, now)
