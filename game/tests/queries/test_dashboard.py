"""The dashboard's snapshot: gear, missions and notices in one statement."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from game.actions.missions import deal
from game.models import Character, DailyMission, Notice
from game.queries.dashboard import DashboardSnapshot, dashboard_snapshot
from game.queries.missions import day_of
from game.queries.sheet import worn_by
from game.tests.make import make_character

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def snapshot(character: Character) -> DashboardSnapshot:
    return dashboard_snapshot(character, NOW)


def test_a_new_character_has_gear_and_neither_missions_nor_notices(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    character = make_character()
    with django_assert_num_queries(1):
        found = snapshot(character)
    assert found.worn == worn_by(character) != {}
    assert (found.today, found.left, found.notices) == ([], [], [])


def test_only_finished_and_unclaimed_missions_of_yesterday_are_left(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    character, today = make_character(), day_of(NOW)
    dealt = deal(character, NOW)
    deal(character, NOW - timedelta(days=1))
    finished, claimed, _ = old = list(DailyMission.objects.filter(character=character, day=today - 1).order_by("pk"))
    DailyMission.objects.filter(pk__in=[finished.pk, claimed.pk]).update(progress=F("target"))
    DailyMission.objects.filter(pk=claimed.pk).update(claimed_at=NOW)
    with django_assert_num_queries(1):
        found = snapshot(character)
    assert found.today == dealt and len(old) == 3
    assert [m.pk for m in found.left] == [finished.pk]


def test_the_ten_latest_unread_notices_are_shown_newest_first() -> None:
    character, other = make_character(), make_character()
    pks = [Notice.objects.create(character=character, text=f"Notice {n}").pk for n in range(12)]
    Notice.objects.filter(pk=pks[11]).update(read_at=NOW)
    Notice.objects.create(character=other, text="Not yours")
    assert [notice.id for notice in snapshot(character).notices] == pks[10:0:-1]
