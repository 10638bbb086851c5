"""Staff make, change, start and stop events, with a reason and an entry in the audit."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from game.actions.event_plan import plan_events
from game.actions.staff_event import FURTHEST, LONGEST, MARKED_MAX, change_event, make_event, start_event, stop_event
from game.content import catalogue
from game.models import GameEvent
from game.models.ids import EventId
from game.queries.event import events, find_event
from game.rules.errors import GameError
from game.tests import events as rows
from game.tests.events import hunt_once, make_strong
from game.tests.staff import by, in_days, make_staff
from vvw_site.foundation.database.clock import database_now

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def master() -> User:
    return make_staff(Rank.GAME_MASTER)


def refused(call: Any, *args: Any, **params: Any) -> GameError:
    with pytest.raises(GameError) as refusal:
        call(*args, **params)
    return refusal.value


def values(event: GameEvent, **other: Any) -> dict[str, Any]:
    """The values of an event as change_event takes them."""
    kept = {
        "title": event.title, "text": event.text, "starts_at": event.starts_at, "ends_at": event.ends_at, "xp": event.xp_percent,
        "gold": event.gold_percent, "drop": event.drop_percent, "marked": event.marked,
    }  # fmt: skip
    return {"event": EventId(event.pk)} | kept | other


def fresh(event: GameEvent) -> GameEvent:
    return GameEvent.objects.get(pk=event.pk)


def test_a_game_master_makes_an_event_that_is_on_at_once(master: User) -> None:
    done = make_event(
        by(master, "the anniversary"), title=" Lanterns  Out ", text="Dark.", ends_at=in_days(1), gold=200, marked=["flour-rat"] * 2
    )  # fmt: skip
    row = GameEvent.objects.get()
    assert (row.kind, row.title, row.gold_percent, row.xp_percent, row.marked) == (
        "staff",
        "Lanterns Out",
        200,
        100,
        ["flour-rat"],
    )
    assert (row.made_by_id, row.reason) == (master.pk, "the anniversary")
    entry = AuditEntry.objects.get(pk=done.audit)
    assert (entry.action, entry.target, entry.reason) == ("staff.make_event", f"event:{row.pk}", "the anniversary")
    assert [event.id for event in events(9, 9).not_over if event.state_at(event.now) == "on"] == [row.pk]
    hunter = make_strong()
    assert any(hunt_once(hunter).inputs.get("event", {}).get("gold") == 200 for _ in range(30))


def test_a_form_that_is_sent_twice_makes_one_event(master: User) -> None:
    order = by(master, key="staff-key-twice-1")
    end = in_days(1)
    first, second = (make_event(order, title="Once", ends_at=end, xp=150) for _ in range(2))
    assert (first.again, second.again) == (False, True) and GameEvent.objects.count() == 1


@pytest.mark.parametrize("rank", [Rank.PLAYER, Rank.MODERATOR])
def test_a_lower_rank_may_do_none_of_it(rank: Rank) -> None:
    staff, event = make_staff(rank), rows.make_event()
    before = values(event)
    for call, params in [
        (make_event, {"title": "Mine", "ends_at": in_days(1)}), (change_event, values(event, gold=300)),
        (start_event, {"event": event.pk}), (stop_event, {"event": event.pk}),
    ]:  # fmt: skip
        assert refused(call, by(staff), **params).code == "forbidden"
    assert values(fresh(event)) == before and GameEvent.objects.count() == 1


@pytest.mark.parametrize(
    "field, wrong",
    [
        ("title", "ab"), ("title", "x" * 61), ("title", "\0\0\0\0"), ("text", "x" * 401), ("xp", 49), ("xp", 301), ("gold", 0),
        ("gold", -100), ("drop", 10**9), ("marked", ["flour-rat", "no-such-thing"]), ("marked", ["<script>"]),
        ("starts_at", -1), ("starts_at", FURTHEST.days + 1), ("ends_at", -1), ("ends_at", LONGEST.days + 1),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_its_field_and_nothing_is_made(master: User, field: str, wrong: Any) -> None:
    if field == "starts_at":
        wrong = in_days(wrong)
    params: dict[str, Any] = {"title": "Good", "ends_at": in_days(1), field: wrong}
    if field == "starts_at":
        params["ends_at"] = wrong + timedelta(hours=1)
    if field == "ends_at":
        params["ends_at"] = in_days(wrong)
    refusal = refused(make_event, by(master), **params)
    assert (refusal.code, refusal.field) == ("invalid", field) and refusal.message.endswith(".")
    assert not GameEvent.objects.exists() and not AuditEntry.objects.filter(action__startswith="staff.").exists()


def test_more_marked_monsters_than_a_page_can_show_are_refused(master: User) -> None:
    slugs = list(catalogue().monsters)[: MARKED_MAX + 1]
    assert refused(make_event, by(master), title="Many", ends_at=in_days(1), marked=slugs).field == "marked"
    make_event(by(master), title="Many", ends_at=in_days(1), marked=slugs[:-1])
    assert len(GameEvent.objects.get().marked) == MARKED_MAX


def test_an_event_is_changed_while_it_is_on_and_the_audit_keeps_what_it_was(master: User) -> None:
    event = rows.make_event(gold_percent=150)
    end = in_days(2)
    done = change_event(by(master), **values(event, gold=250, ends_at=end, title="Longer"))
    row = fresh(event)
    assert (row.gold_percent, row.title, row.ends_at, row.starts_at) == (250, "Longer", end, event.starts_at)
    assert row.changed_at is not None
    detail = AuditEntry.objects.get(pk=done.audit).detail
    assert (detail["gold"], detail["before"]["gold"], detail["before"]["title"]) == (250, 150, "Lanterns Out")


def test_the_start_of_an_event_that_has_begun_stays(master: User) -> None:
    event = rows.make_event()
    refusal = refused(change_event, by(master), **values(event, starts_at=in_days(1), ends_at=in_days(2)))
    assert (refusal.code, refusal.field) == ("invalid", "starts_at") and fresh(event).starts_at == event.starts_at


def test_an_event_to_come_is_moved_and_started_now(master: User) -> None:
    event = rows.make_event(starts=3600, ends=7200)
    change_event(by(master), **values(event, starts_at=in_days(1), ends_at=in_days(2)))
    assert fresh(event).starts_at > database_now() + timedelta(hours=23)
    start_event(by(master), event=EventId(event.pk))
    assert fresh(event).starts_at <= database_now()
    assert refused(start_event, by(master), event=EventId(event.pk)).code == "nothing_to_do"


def test_an_event_is_stopped_once_and_stays_stopped(master: User) -> None:
    event = rows.make_event(xp_percent=200)
    stop_event(by(master, "a wrong number"), event=EventId(event.pk))
    assert fresh(event).stopped_at is not None and "event" not in hunt_once(make_strong()).inputs
    for call, params in [(stop_event, {"event": event.pk}), (start_event, {"event": event.pk}), (change_event, values(event))]:
        assert refused(call, by(master), **params).code == "event_over"
    found = find_event(EventId(event.pk))
    assert found is not None and found.state_at(found.now) == "stopped"


def test_an_event_that_is_called_off_before_it_began_is_shown_nowhere(master: User) -> None:
    event = rows.make_event(starts=3600, ends=7200)
    stop_event(by(master), event=EventId(event.pk))
    lists = events(9, 9)
    assert (lists.not_over, lists.over) == ([], [])


def test_a_blood_moon_can_be_changed_and_stopped_but_not_moved(master: User) -> None:
    plan_events()
    moon = GameEvent.objects.order_by("starts_at")[1]
    for other in ({"starts_at": moon.starts_at + timedelta(days=1), "ends_at": moon.ends_at + timedelta(days=1)},
                  {"ends_at": moon.ends_at + timedelta(hours=1)}):  # fmt: skip
        refusal = refused(change_event, by(master), **values(moon, **other))
        assert refusal.code == "invalid" and refusal.field in ("starts_at", "ends_at") and "calendar" in refusal.message
    assert refused(start_event, by(master), event=EventId(moon.pk)).code == "invalid"
    change_event(by(master), **values(moon, xp=200))
    assert fresh(moon).xp_percent == 200
    stop_event(by(master), event=EventId(moon.pk))
    assert plan_events() == 0 and fresh(moon).stopped_at is not None


def test_there_is_no_such_event(master: User) -> None:
    assert refused(stop_event, by(master), event=EventId(987_654)).code == "not_found"


@pytest.mark.parametrize(
    "rule, fields",
    [
        ("event_percents_in_bounds", {"xp_percent": 49}), ("event_percents_in_bounds", {"drop_percent": 301}),
        ("event_kind_is_known", {"kind": "eclipse"}), ("event_times_in_order", {"ends": -60.0}),
    ],
)  # fmt: skip
def test_the_database_refuses_what_no_event_may_be(rule: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        rows.make_event(**({"starts": -60.0} | fields))


def test_two_blood_moons_cannot_rise_at_once_but_two_events_of_the_staff_can_begin_at_once() -> None:
    first = rows.make_event()
    GameEvent.objects.create(kind="staff", title="Second", starts_at=first.starts_at, ends_at=first.ends_at)
    moon: dict[str, datetime] = {"starts_at": first.starts_at, "ends_at": first.ends_at}
    GameEvent.objects.create(kind="blood_moon", title="Blood Moon", **moon)
    with pytest.raises(IntegrityError, match="a_blood_moon_rises_once"), transaction.atomic():
        GameEvent.objects.create(kind="blood_moon", title="Blood Moon", **moon)
