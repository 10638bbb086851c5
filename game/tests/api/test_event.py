"""Events over the API: anybody reads them, and the dashboard names them."""

import pytest

from game.actions.event_plan import plan_events
from game.tests.api.talk import Program, make_program
from game.tests.events import make_blood_moon, make_event

pytestmark = pytest.mark.django_db(transaction=True)


def test_anybody_reads_the_events() -> None:
    plan_events()
    make_blood_moon(ends=600, marked=["flour-rat", "left-the-world"])
    make_event(starts=-900, ends=-600, title="Yesterday")
    answer = Program().get("events")
    assert answer.status == 200 and set(answer.json) == {"now", "on", "coming", "over"}
    [on] = answer.json["on"]
    assert (on["kind"], on["state"], on["xp"], on["gold"], on["drop"]) == ("blood_moon", "on", 150, 125, 125)
    assert 590 <= on["seconds"] <= 600 and on["effect"] == "XP +50\xa0%, gold +25\xa0%, finds +25\xa0%"
    assert on["marked"] == [
        {"slug": "flour-rat", "name": "Flour Rat", "in_world": True},
        {"slug": "left-the-world", "name": "left-the-world", "in_world": False},
    ]
    assert len(answer.json["coming"]) in (12, 13) and [event["title"] for event in answer.json["over"]] == ["Yesterday"]
    starts = [event["starts_at"] for event in answer.json["coming"]]
    assert starts == sorted(starts)


def test_without_events_the_lists_are_empty() -> None:
    answer = Program().get("events")
    assert (answer.json["on"], answer.json["coming"], answer.json["over"]) == ([], [], [])


def test_the_dashboard_has_what_is_on_and_the_next_one() -> None:
    program = make_program()
    assert program.get("dashboard").json["events"] == {"on": [], "next": None}
    make_blood_moon()
    make_event(starts=600, ends=900, title="Next")
    events = program.get("dashboard").json["events"]
    assert [event["title"] for event in events["on"]] == ["Blood Moon"] and events["next"]["title"] == "Next"


def test_a_hunt_s_answer_says_what_the_event_did_or_null() -> None:
    program = make_program(strength=300, hp=100_000)
    assert program.post("hunts", {"location": "old-mill"}).json["event"] is None
    event = make_event(gold_percent=200)
    told = make_program(strength=300, hp=100_000).post("hunts", {"location": "old-mill"}).json["event"]
    assert told == {"xp": 100, "gold": 200, "drop": 100, "names": [[event.pk, "staff", "Lanterns Out"]]}
