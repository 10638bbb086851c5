"""The missions of a day, and those of the day before whose reward was not claimed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from game.actions.missions import deal
from game.models import DailyMission
from game.queries.missions import day_of, missions_and_left, missions_of
from game.tests.make import make_character

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_days_are_counted_in_utc_from_1970() -> None:
    assert day_of(datetime(1970, 1, 2, 0, 0, tzinfo=UTC)) == 1
    midnight = datetime(2026, 3, 2, tzinfo=UTC)
    assert day_of(midnight) == day_of(midnight - timedelta(microseconds=1)) + 1


@pytest.mark.django_db
def test_missions_of_two_days_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    character, day = make_character(), day_of(NOON)
    deal(make_character(), NOON)
    for days in (2, 1, 0):
        deal(character, NOON - timedelta(days=days))
    DailyMission.objects.filter(character=character).update(progress=F("target"))
    with django_assert_num_queries(2):
        today, left = missions_and_left(character.pk, day)
        assert missions_of(character.pk, day) == today
    assert len(today) == len(left) == 3
    assert ({m.day for m in today}, {m.day for m in left}) == ({day}, {day - 1})
    assert [m.pk for m in today] == sorted(m.pk for m in today)
    assert missions_and_left(character.pk, day + 9) == ([], [])
