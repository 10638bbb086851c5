"""Every moment lies in one window, and the bosses take turns."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from game.content import catalogue
from game.content.raid_windows import boss_of, may_open, window_at, window_numbered, windows_after

START = datetime(2026, 11, 28, 12, 10, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
_FIRST, _LAST = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2026, 2040))
moments = st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))


@given(moments)
def test_every_moment_lies_in_one_window_and_windows_follow_each_other(moment: datetime) -> None:
    window = window_at(moment)
    after = window_numbered(window.number + 1)
    assert window.opens_at <= moment < after.opens_at == window.opens_at + timedelta(hours=6)
    assert window.opens_at < window.starts_at < window.ends_at < after.opens_at
    assert (window.opens_at.hour % 6, window.opens_at.minute, window.opens_at.second) == (0, 0, 0)


@given(moments)
def test_the_next_windows_are_those_that_have_not_opened(moment: datetime) -> None:
    found = windows_after(moment, 4)
    assert [w.number for w in found] == [window_at(moment).number + n for n in (1, 2, 3, 4)] and found[0].opens_at > moment


def test_a_windows_raid_can_be_opened_until_the_fight_would_begin() -> None:
    window = window_at(START)
    assert window.starts_at == START
    assert [may_open(window, at) for at in (
        window.opens_at - MOMENT, window.opens_at, window.starts_at - MOMENT, window.starts_at, window.ends_at,
    )] == [False, True, True, False, False]  # fmt: skip


def test_the_bosses_take_turns() -> None:
    bosses = list(catalogue().raid_bosses)
    number = window_at(START).number
    met = [boss_of(window_numbered(number + step), bosses) for step in range(2 * len(bosses))]
    assert len(bosses) > 1 and met[: len(bosses)] == met[len(bosses) :] and set(met) == set(bosses)
