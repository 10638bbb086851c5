"""Hunts while an event of the world is on: each battle stores what the event did to it, and replays with that alone."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from game.actions.hunt import hunt
from game.models import Battle, Character, GameEvent, Raid
from game.queries.battle import inputs_of, outcome_of, verdict
from game.rules.battle import EventName
from game.rules.hunt import fair_xp
from game.tests.events import hunt_once, make_blood_moon, make_event, make_strong, opened
from game.tests.make import by
from game.tests.raids import make_hunter, make_raid, strike
from tools import check_battle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def as_sent(battle: Battle) -> dict[str, object]:
    return {
        "rules_version": battle.rules_version, "commit": battle.seed.commit, "server_seed": battle.seed.server_seed,
        "client_seed": battle.seed.client_seed, "nonce": battle.nonce, "monster": battle.monster, "won": battle.won,
        "gold": battle.gold, "xp": battle.xp, "levels": battle.levels, "inputs": battle.inputs, "outcome": battle.outcome,
    }  # fmt: skip


def statements_of_a_hunt(hunter: Character) -> int:
    with CaptureQueriesContext(connection) as statements:
        hunt(by(hunter), place="old-mill")
    return len(statements)


def proves_true(battle: Battle) -> bool:
    """On the server, by the command, and by the program that knows only the document."""
    battle = opened(battle)
    out = StringIO()
    call_command("verify_battle", str(battle.pk), stdout=out)
    faults = check_battle.fault_of(json.loads(json.dumps(as_sent(battle))))
    return verdict(battle).state == "true" and "Verdict: true" in out.getvalue() and faults == ""


def test_the_blood_moon_raises_xp_and_gold_of_a_hunt_and_the_battle_says_so() -> None:
    moon, hunter = make_blood_moon(), make_strong()
    battle = hunt_once(hunter)
    inputs = inputs_of(battle)
    assert battle.won and inputs.event is not None
    assert (inputs.event.xp, inputs.event.gold, inputs.event.drop) == (150, 125, 125)
    assert inputs.event.names == (EventName(moon.pk, "blood_moon", "Blood Moon"),)
    monster = inputs.monster
    assert battle.xp == max(1, fair_xp(monster.xp, monster.sheet.level, 20) * 150 // 100)
    low, high = monster.gold
    assert low * 125 // 100 <= battle.gold <= high * 125 // 100
    assert proves_true(battle)


def test_a_hunt_without_an_event_stores_none() -> None:
    battle = hunt_once(make_strong())
    assert set(battle.inputs) == {"encounters", "hunter", "prey"} and proves_true(battle)


def test_a_hunt_takes_as_many_statements_under_an_event() -> None:
    hunter = make_strong()
    hunt_once(hunter)
    without = min(statements_of_a_hunt(hunter) for _ in range(4))
    make_blood_moon()
    make_event(xp_percent=300)
    assert min(statements_of_a_hunt(hunter) for _ in range(4)) == without


@pytest.mark.parametrize("percent", [50, 300])
def test_the_bounds_of_an_event_give_whole_rewards_that_prove_true(percent: int) -> None:
    make_event(xp_percent=percent, gold_percent=percent, drop_percent=percent)
    battle = hunt_once(make_strong())
    assert battle.won and battle.xp >= 1 and battle.gold == outcome_of(battle).gold and proves_true(battle)


def test_a_battle_before_an_edit_and_one_after_it_each_keep_their_own_effect() -> None:
    event, hunter = make_event(gold_percent=300), make_strong()
    before = hunt_once(hunter)
    GameEvent.objects.filter(pk=event.pk).update(gold_percent=50, title="Another name")
    after = hunt_once(hunter)
    assert (before.inputs["event"]["gold"], after.inputs["event"]["gold"]) == (300, 50)
    assert [battle.inputs["event"]["names"][0][2] for battle in (before, after)] == ["Lanterns Out", "Another name"]
    assert proves_true(before) and proves_true(after)
    GameEvent.objects.all().delete()
    assert proves_true(before), "a replay reads no event"


def test_an_event_that_was_stopped_does_nothing_from_then_on() -> None:
    event, hunter = make_event(xp_percent=200), make_strong()
    assert "event" in hunt_once(hunter).inputs
    GameEvent.objects.filter(pk=event.pk).update(stopped_at=event.starts_at)
    assert "event" not in hunt_once(hunter).inputs


@pytest.mark.parametrize("starts, ends, counts", [(60, 3600, False), (-3600, -0.001, False), (-3600, 60, True)])
def test_the_database_s_clock_decides_whether_an_event_is_on(starts: float, ends: float, counts: bool) -> None:
    make_event(starts=starts, ends=ends, xp_percent=200)
    assert ("event" in hunt_once(make_strong()).inputs) is counts


def test_a_fight_that_starts_in_the_last_second_counts_though_the_event_ends_before_it_is_read() -> None:
    """What the hunt read as it began is stored with it. The replay does not ask again."""
    event = make_event(ends=5, gold_percent=300)
    battle = hunt_once(make_strong())
    GameEvent.objects.filter(pk=event.pk).update(ends_at=F("starts_at") + (battle.at - event.starts_at) / 2)
    assert battle.inputs["event"]["gold"] == 300 and proves_true(battle)


def test_marked_monsters_alone_are_worth_more() -> None:
    hunter = make_strong()
    met = {hunt_once(hunter).monster for _ in range(20)}
    marked, *others = sorted(met)
    assert others
    make_event(gold_percent=300, marked=[marked, "left-the-world"])
    battles = [hunt_once(hunter) for _ in range(25)]
    assert {battle.monster for battle in battles if "event" in battle.inputs} == {marked}
    assert {battle.monster for battle in battles if "event" not in battle.inputs} & set(others)


def test_marked_monsters_that_left_the_content_change_nothing_and_stop_nothing() -> None:
    make_event(gold_percent=300, marked=["left-the-world"])
    battle = hunt_once(make_strong())
    assert "event" not in battle.inputs and proves_true(battle)


def test_of_two_events_the_best_counts_and_the_battle_names_both() -> None:
    make_blood_moon()
    make_event(xp_percent=100, gold_percent=300)
    battle = hunt_once(make_strong())
    event = battle.inputs["event"]
    assert (event["xp"], event["gold"], event["drop"]) == (150, 300, 125)
    assert sorted(name[2] for name in event["names"]) == ["Blood Moon", "Lanterns Out"] and proves_true(battle)


def test_a_battle_whose_event_was_changed_afterwards_does_not_prove_true() -> None:
    make_event(gold_percent=300)
    battle = opened(hunt_once(make_strong()))
    battle.inputs["event"]["gold"] = 200
    assert verdict(battle).state == "false"
    assert check_battle.fault_of(json.loads(json.dumps(as_sent(battle)))) != ""


def test_raids_are_not_affected() -> None:
    plain, hunter = make_raid(), make_hunter()
    before = strike(hunter, plain)
    make_event(xp_percent=300, gold_percent=300, drop_percent=300)
    after = strike(hunter, plain)
    assert "event" not in str(before) + str(after)
    raid = make_raid()
    assert Raid.objects.get(pk=raid).gold == Raid.objects.get(pk=plain).gold


def test_the_answer_of_a_hunt_says_what_the_event_did() -> None:
    make_blood_moon()
    hunter = make_strong()
    answer = hunt(by(hunter, "key-00000001"), place="old-mill")
    assert answer.event is not None and (answer.event.xp, answer.event.gold) == (150, 125)
    GameEvent.objects.all().delete()
    assert hunt(by(hunter, "key-00000001"), place="old-mill") == answer, "the first answer, from the receipt"
