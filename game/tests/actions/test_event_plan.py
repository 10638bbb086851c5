"""Blood Moons are planned a year ahead, once each, whatever runs or does not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from game.actions.event_plan import plan_events
from game.content.event_windows import blood_moon_of
from game.models import GameEvent
from game.queries.event import events
from game.tasks.event import plan_events as job
from game.tests.events import hunt_once, make_strong

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 28, 9, tzinfo=UTC)


def test_a_year_of_blood_moons_is_planned_in_one_statement() -> None:
    with CaptureQueriesContext(connection) as statements:
        plan_events(NOVEMBER)
    assert len(statements) == 1
    rows = list(GameEvent.objects.order_by("starts_at"))
    assert len(rows) == 12 and rows[0].starts_at == blood_moon_of(2026, 12).starts_at
    assert {(r.kind, r.xp_percent, r.gold_percent, r.drop_percent, r.made_by_id) for r in rows} == {
        ("blood_moon", 150, 125, 125, None)
    }


def test_planning_again_adds_only_the_month_that_is_new() -> None:
    assert [plan_events(NOVEMBER), plan_events(NOVEMBER), plan_events(NOVEMBER + timedelta(days=14))] == [12, 0, 1]


def test_a_stopped_or_changed_blood_moon_is_not_planned_a_second_time() -> None:
    plan_events(NOVEMBER)
    GameEvent.objects.update(stopped_at=NOVEMBER, title="Called off", xp_percent=100)
    assert plan_events(NOVEMBER) == 0 and set(GameEvent.objects.values_list("title", flat=True)) == {"Called off"}


def test_a_clock_that_was_set_back_plans_nothing_twice() -> None:
    plan_events(NOVEMBER)
    assert plan_events(NOVEMBER - timedelta(days=40)) == 1  # that of November, whose moment it was again
    assert GameEvent.objects.count() == len(set(GameEvent.objects.values_list("starts_at", flat=True))) == 13


def test_a_world_that_begins_under_a_blood_moon_has_it() -> None:
    moon = blood_moon_of(2026, 12)
    plan_events(moon.starts_at + timedelta(hours=23))
    assert GameEvent.objects.filter(starts_at=moon.starts_at).exists()


def test_the_job_and_a_fresh_world_plan_the_same() -> None:
    call_command("load_content")
    planned = GameEvent.objects.count()
    assert planned in (12, 13)
    assert job() == "nothing to do" and GameEvent.objects.count() == planned
    assert len(events(20, 20).not_over) == planned


def test_three_days_without_jobs_across_a_blood_moon_lose_nothing() -> None:
    """The moon was planned a month ago, and no job has run since: who hunts in its hours gets it, and who hunts later does not."""
    plan_events()
    moon = GameEvent.objects.order_by("starts_at").first()
    assert moon is not None
    hunter = make_strong()
    before = hunt_once(hunter)
    GameEvent.objects.filter(pk=moon.pk).update(starts_at=hunter.created_at, ends_at=hunter.created_at + timedelta(hours=24))
    under = hunt_once(hunter)
    GameEvent.objects.filter(pk=moon.pk).update(starts_at=NOVEMBER - timedelta(days=90), ends_at=NOVEMBER - timedelta(days=89))
    after = hunt_once(hunter)
    assert "event" not in before.inputs and "event" not in after.inputs
    assert under.inputs["event"] == {"xp": 150, "gold": 125, "drop": 125, "names": [[moon.pk, "blood_moon", "Blood Moon"]]}
