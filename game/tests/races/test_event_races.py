"""Events planned, changed and stopped at the same moment."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game.actions import event_plan, staff_event
from game.actions.event_plan import plan_events
from game.actions.staff_event import start_event, stop_event
from game.models import GameEvent
from game.models.ids import EventId
from game.tests.events import make_event
from game.tests.races.no_locks import without_locks
from game.tests.races.together import won
from game.tests.staff import by, make_staff
from vvw_site.foundation.database.clock import database_now

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 28, tzinfo=UTC)


def test_two_plans_at_once_plan_each_blood_moon_once() -> None:
    results = won(at_once(*[lambda: plan_events(NOW)] * 2))
    assert sorted(results) == [0, 12] or sum(results) == 12
    assert GameEvent.objects.count() == 12


def test_twin_without_the_constraint_there_are_two_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_plan, "_PLAN", event_plan._PLAN.partition("ON CONFLICT")[0])
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX a_blood_moon_rises_once")
    try:
        assert won(at_once(*[lambda: plan_events(NOW)] * 2)) == [12, 12] and GameEvent.objects.count() == 24
    finally:
        GameEvent.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE UNIQUE INDEX a_blood_moon_rises_once ON game_gameevent (kind, starts_at) WHERE kind = 'blood_moon'"
            )


def test_an_event_that_two_stop_at_once_is_stopped_by_one() -> None:
    event = EventId(make_event().pk)
    staff = [make_staff(Rank.GAME_MASTER) for _ in range(2)]
    results = at_once(*[lambda who=who: stop_event(by(who), event=event) for who in staff])
    assert len(won(results)) == 1


def test_an_event_that_is_started_and_stopped_at_once_ends_stopped() -> None:
    event = EventId(make_event(starts=3600, ends=7200).pk)
    one, other = (make_staff(Rank.GAME_MASTER) for _ in range(2))
    results = won(at_once(lambda: start_event(by(one), event=event), lambda: stop_event(by(other), event=event)))
    assert 1 <= len(results) <= 2 and GameEvent.objects.get().stopped_at is not None


def test_twin_without_the_lock_two_can_stop_one_event(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both read it before one of them writes."""
    event = EventId(make_event().pk)
    staff = [make_staff(Rank.GAME_MASTER) for _ in range(2)]
    without_locks(monkeypatch)
    gate, now = threading.Barrier(2), database_now

    def meet() -> datetime:
        gate.wait(10)
        return now()

    monkeypatch.setattr(staff_event, "database_now", meet)
    assert len(won(at_once(*[lambda who=who: stop_event(by(who), event=event) for who in staff]))) == 2
