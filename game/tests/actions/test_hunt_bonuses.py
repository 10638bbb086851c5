"""Hunts of somebody who is in a clan or has a pupil: more XP, stored with the battle, at no statement more."""

import json

import msgspec
import pytest
from pytest_django import Settings

from game.models import Battle, Character
from game.queries.battle import inputs_of, verdict
from game.rules.battle import BattleEvent, XpBonus
from game.rules.hunt import fair_xp
from game.tests.actions.test_event import proves_true, statements_of_a_hunt
from game.tests.events import hunt_once, make_blood_moon, make_strong, opened
from game.tests.views.browsers import HTMX, browser_of, make_player, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def make_bonused(clan: int = 5, mentor: int = 15) -> Character:
    hunter = make_strong()
    Character.objects.filter(pk=hunter.pk).update(clan_bonus=clan, clan_tag="ABC", mentor_bonus=mentor)
    hunter.refresh_from_db()
    return hunter


def worth_of(battle: Battle, percent: int) -> int:
    monster = inputs_of(battle).monster
    return max(1, fair_xp(monster.xp, monster.sheet.level, 20) * percent // 100)


def test_the_bonuses_of_clan_and_pupil_are_added_and_the_battle_proves_true() -> None:
    battle = hunt_once(make_bonused())
    assert inputs_of(battle).event == BattleEvent(120, 100, 100, (), (XpBonus("clan", 5, "ABC"), XpBonus("mentor", 15, "")))
    assert battle.won and battle.xp == worth_of(battle, 120) and proves_true(battle)


def test_under_the_blood_moon_the_bonuses_are_added_to_its_percentage() -> None:
    make_blood_moon()
    battle = hunt_once(make_bonused(clan=10, mentor=0))
    event = inputs_of(battle).event
    assert event is not None and (event.xp, event.gold, event.drop) == (160, 125, 125)
    assert event.bonuses == (XpBonus("clan", 10, "ABC"),) and battle.xp == worth_of(battle, 160) and proves_true(battle)


def test_a_battle_whose_stored_bonus_is_forged_does_not_prove_true() -> None:
    battle = hunt_once(make_bonused(clan=15))
    Battle.objects.filter(pk=battle.pk).update(inputs={**battle.inputs, "event": {**battle.inputs["event"], "xp": 300}})
    assert verdict(opened(battle)).state == "false"


def test_without_bonuses_nothing_more_is_stored() -> None:
    make_blood_moon()
    battle = hunt_once(make_strong())
    assert "bonuses" not in battle.inputs["event"] and set(json.loads(msgspec.json.encode(inputs_of(battle)))) == set(
        battle.inputs
    )


def test_a_hunt_takes_as_many_statements_with_bonuses() -> None:
    plain, bonused = make_strong(), make_bonused()
    for hunter in (plain, bonused):
        hunt_once(hunter)
    least = [min(statements_of_a_hunt(hunter) for _ in range(4)) for hunter in (plain, bonused)]
    assert least[0] == least[1]


def test_the_result_and_the_battle_s_page_say_where_the_xp_came_from() -> None:
    make_blood_moon()
    hunter = make_bonused()
    form = {"location": "old-mill", "idempotency_key": "key-00000001"}
    result = browser_of(hunter).post("/play/hunt/", form, headers=HTMX).content.decode()
    battle = Battle.objects.get()
    page = page_of(make_player().client, f"/play/battles/{battle.pk}/")
    assert battle.won
    assert "+5 % XP</b> from your clan [ABC]" in result and "+15 % XP</b> because your pupil" in result
    assert "+5 % XP</b> from the clan [ABC]" in page and "+15 % XP</b> for teaching a pupil" in page
    for html in (result, page):
        assert "raised this reward: XP +50\u00a0%, gold +25\u00a0%" in html, "the event's own part"
