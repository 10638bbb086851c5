"""At the last level no experience is given, so none is announced: by a hunt, its battle, a mission or a list."""

from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from game.actions.hunt import hunt
from game.actions.missions import claim, deal
from game.models import Battle, Character, DailyMission
from game.queries.battle import outcome_of, verdict
from game.rules import tuning
from game.rules.levels import xp_to_next
from game.tests.api.talk import Program
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db
STRONG: dict[str, Any] = {"strength": 400, "dexterity": 400, "vitality": 400}


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def at_the_top(**fields: Any) -> Character:
    return make_character(level=tuning.LEVEL_MAX, **STRONG, **fields)


def test_a_hunt_at_the_last_level_gives_and_announces_no_experience() -> None:
    character = at_the_top()
    answer = hunt(by(character), place="old-mill")
    battle = Battle.objects.select_related("seed").get()
    assert answer.won and answer.xp == 0 and answer.xp_now == 0 and battle.xp == 0
    assert outcome_of(battle).xp > 0  # what the kill is worth is part of the proof, and it still checks out
    assert verdict(battle, sealed_too=True).state == "true"


def test_the_hunt_that_reaches_the_last_level_announces_only_the_missing_experience() -> None:
    missing = 1
    before = make_character(level=tuning.LEVEL_MAX - 1, xp=xp_to_next(tuning.LEVEL_MAX - 1) - missing, **STRONG)
    answer = hunt(by(before), place="old-mill")
    battle = Battle.objects.select_related("seed").get()
    assert (answer.level, answer.level_up, answer.xp, battle.xp) == (tuning.LEVEL_MAX, 1, missing, missing)
    assert verdict(battle, sealed_too=True).state == "true"


@pytest.mark.parametrize("level, change", [(tuning.LEVEL_MAX, 10**6), (50, -1), (50, 10**6)])
def test_a_battle_with_other_experience_is_false(level: int, change: int) -> None:
    character = make_character(level=level, **STRONG)
    hunt(by(character), place="old-mill")
    battle = Battle.objects.select_related("seed").get()
    battle.xp += change
    assert verdict(battle, sealed_too=True).state == "false"


def test_no_page_of_a_hunt_at_the_last_level_speaks_of_experience(client: Client) -> None:
    character = at_the_top()
    client.force_login(owner_of(character))
    form = {"location": "old-mill", "idempotency_key": "key-00000001"}
    fragment = client.post("/play/hunt/", form, headers={"HX-Request": "true"}).content.decode()
    battle = Battle.objects.get()
    pages = [
        client.get(p).content.decode() for p in (f"/play/battles/{battle.pk}/", "/play/", "/play/hunt/", "/play/missions/")
    ]
    for html in [fragment, *pages]:
        assert " XP</" not in html and "gold" in html


def test_a_mission_at_the_last_level_shows_and_pays_gold_alone(client: Client) -> None:
    character = at_the_top()
    client.force_login(owner_of(character))
    task = deal(character, character.seen_at)[0]
    DailyMission.objects.filter(pk=task.pk).update(progress=task.target)
    assert task.xp > 0
    said = client.post(f"/play/missions/{task.pk}/claim/", {"idempotency_key": "key-00000001"}, follow=True).content.decode()
    assert "gold is yours." in said and "experience" not in said


def test_the_api_announces_no_experience_at_the_last_level() -> None:
    program = Program(at_the_top())
    hunted: dict[str, Any] = program.post("hunts", {"location": "old-mill"}).json or {}
    assert hunted["won"] and (hunted["xp"], hunted["xp_now"], hunted["xp_next"]) == (0, 0, 0)
    battle: dict[str, Any] = program.get(f"battles/{hunted['battle_id']}").json or {}
    assert battle["xp"] == 0
    missions = (program.get("missions").json or {})["missions"]
    assert missions and all(m["xp"] == 0 for m in missions)
    DailyMission.objects.update(progress=F("target"))
    claimed: dict[str, Any] = program.post(f"missions/{missions[0]['id']}/claim").json or {}
    assert claimed["xp"] == 0


def test_below_the_last_level_a_claim_gives_what_it_says() -> None:
    character = make_character(level=5)
    task = deal(character, character.seen_at)[0]
    DailyMission.objects.filter(pk=task.pk).update(progress=task.target)
    paid = claim(by(character), task=task.pk)
    after = Character.objects.get(pk=character.pk)
    assert paid.xp == task.xp > 0
    assert after.xp == paid.xp if after.level == 5 else after.level > 5
