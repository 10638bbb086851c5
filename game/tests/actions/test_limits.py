"""Pauses between two actions of one kind."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from game.actions.limits import is_paced, pause, unpaced
from game.rules.errors import GameError

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def enforced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = True


@pytest.mark.parametrize("milliseconds, seconds", [(400, 1), (1000, 1), (1001, 2), (60_000, 60)])
def test_an_action_before_the_end_of_the_pause_is_refused_with_whole_seconds(milliseconds: int, seconds: int) -> None:
    last = NOW - timedelta(milliseconds=milliseconds - 1)
    with pytest.raises(GameError) as refused:
        pause(last, NOW, milliseconds)
    assert (refused.value.code, refused.value.retry_after) == ("too_fast", seconds)


@pytest.mark.parametrize("last", [None, NOW - timedelta(milliseconds=400), NOW - timedelta(days=1)])
def test_the_first_action_and_one_after_the_pause_are_allowed(last: datetime | None) -> None:
    pause(last, NOW, 400)


def test_within_unpaced_nothing_is_too_fast_and_afterwards_it_is_again() -> None:
    with unpaced():
        assert not is_paced()
        pause(NOW, NOW, 400)
    assert is_paced()
    with pytest.raises(GameError):
        pause(NOW, NOW, 400)


def test_limits_come_back_after_an_error_within_unpaced() -> None:
    with pytest.raises(RuntimeError), unpaced():
        raise RuntimeError
    assert is_paced()


def test_without_enforcement_nothing_is_too_fast(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False
    pause(NOW, NOW, 400)
    assert not is_paced()


@pytest.mark.parametrize("ahead", [timedelta(milliseconds=1), timedelta(milliseconds=399)])
def test_a_last_action_by_the_clock_of_another_machine_that_is_a_little_ahead_is_too_soon(ahead: timedelta) -> None:
    with pytest.raises(GameError):
        pause(NOW + ahead, NOW, 400)


def test_a_clock_that_was_set_back_makes_nobody_wait_until_it_catches_up() -> None:
    pause(NOW + timedelta(hours=1), NOW, 400)
