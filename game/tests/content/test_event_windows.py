"""The Blood Moon stands on the first Sunday of each month, from midnight to midnight UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from game.content.event_windows import blood_moon_of, blood_moons_from


@pytest.mark.parametrize(
    "year, month, day", [(2026, 11, 1), (2026, 12, 6), (2027, 1, 3), (2027, 2, 7), (2027, 8, 1), (2028, 2, 6), (2028, 10, 1)]
)
def test_it_is_the_first_sunday(year: int, month: int, day: int) -> None:
    window = blood_moon_of(year, month)
    assert window.starts_at == datetime(year, month, day, tzinfo=UTC)
    assert window.ends_at - window.starts_at == timedelta(hours=24)


def test_every_month_of_a_century_has_one_on_a_sunday_within_its_first_week() -> None:
    found = [blood_moon_of(year, month).starts_at for year in range(2026, 2126) for month in range(1, 13)]
    assert len(set(found)) == 1200 and all(moon.weekday() == 6 and moon.day <= 7 and moon.hour == 0 for moon in found)


def test_the_one_that_is_on_is_among_those_to_come_until_its_last_moment() -> None:
    moon = blood_moon_of(2026, 12)
    assert blood_moons_from(moon.ends_at - timedelta(microseconds=1), 13)[0] == moon
    assert blood_moons_from(moon.ends_at, 13)[0] == blood_moon_of(2027, 1)
    assert blood_moons_from(moon.starts_at - timedelta(days=5), 13)[0] == moon


def test_a_year_ahead_goes_over_new_year() -> None:
    found = blood_moons_from(datetime(2026, 11, 28, tzinfo=UTC), 13)
    assert [(moon.starts_at.year, moon.starts_at.month) for moon in found] == [(2026, 12), *((2027, m) for m in range(1, 12))]


def test_the_zone_of_the_given_moment_does_not_matter() -> None:
    east = datetime(2027, 1, 1, 5, tzinfo=timezone(timedelta(hours=9)))  # still December in UTC
    assert blood_moons_from(east, 2) == blood_moons_from(east.astimezone(UTC), 2)
