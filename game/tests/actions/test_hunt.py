import json
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from game.actions.hunt import hunt
from game.content import catalogue
from game.models import Battle, Character, Receipt, Transfer
from game.presenters.status_strip import StatusStrip, status_strip
from game.queries.battle import inputs_of, verdict
from game.queries.sheet import derived, worn_by
from game.rules import tuning
from game.rules.errors import GameError
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def test_a_hunt_pays_what_its_battle_says() -> None:
    character = make_character()
    answer = hunt(by(character), place="old-mill")
    battle = Battle.objects.get(pk=answer.battle_id)
    after = Character.objects.get(pk=character.pk)
    assert answer.won and battle.won
    assert after.gold == character.gold + answer.gold
    assert after.xp == answer.xp and after.energy == 118
    assert Transfer.objects.filter(reference=f"battle:{battle.pk}", asset="gold").get().quantity == answer.gold


def test_the_same_key_gets_the_first_answer_and_hunts_once() -> None:
    character = make_character()
    first = hunt(by(character, "key-00000001"), place="old-mill")
    assert hunt(by(character, "key-00000001"), place="old-mill") == first
    assert Battle.objects.count() == 1


def test_the_answer_has_what_the_status_strip_shows_after_the_hunt() -> None:
    character = make_character(unspent=5)
    answer = hunt(by(character), place="old-mill")
    strip = standing_of(character)
    assert (answer.level, answer.unspent, answer.gold_now, answer.xp_now) == (strip.level, 5, strip.gold, strip.xp)
    assert (answer.energy, answer.energy_max, answer.hp, answer.hp_max) == (118, 120, strip.hp, strip.hp_max)
    assert answer.energy_full_in is not None and answer.health_full_in is not None
    assert 0 <= answer.energy_full_in - strip.energy_full_in <= 60
    assert 0 <= answer.health_full_in - strip.health_full_in <= 60  # seconds may pass on a busy machine


def standing_of(character: Character) -> StatusStrip:
    after = Character.objects.get(pk=character.pk)
    return status_strip(after, derived(after, worn_by(after).values()), timezone.now())


def test_the_answer_of_an_earlier_version_is_still_read_from_its_receipt() -> None:
    character = make_character(unspent=5)
    first = hunt(by(character, "key-00000001"), place="old-mill")
    receipt = Receipt.objects.get(character=character)
    stored = json.loads(receipt.answer)
    for new in ("energy_max", "energy_full_in", "health_full_in", "unspent"):
        del stored[new]
    Receipt.objects.filter(pk=receipt.pk).update(answer=json.dumps(stored))
    again = hunt(by(character, "key-00000001"), place="old-mill")
    assert again == msgspec.structs.replace(first, energy_full_in=None, health_full_in=None, unspent=None)


def test_the_same_key_with_another_body_is_refused() -> None:
    character = make_character()
    hunt(by(character, "key-00000001"), place="old-mill")
    with pytest.raises(GameError) as refusal:
        hunt(by(character, "key-00000001"), place="ashen-gate")
    assert refusal.value.code == "key_reused"


def test_a_hunt_without_energy_is_refused_with_the_time_to_wait() -> None:
    character = make_character(energy=1)
    with pytest.raises(GameError) as refusal:
        hunt(by(character), place="old-mill")
    assert refusal.value.code == "not_enough_energy"
    assert refusal.value.retry_after is not None and 0 < refusal.value.retry_after <= 120
    assert not Battle.objects.exists()


@pytest.mark.parametrize("location", ["", "nowhere", "../old-mill", "old-mill\x00", "ｏｌｄ-mill"])
def test_an_unknown_place_is_refused(location: str) -> None:
    with pytest.raises(GameError) as refusal:
        hunt(by(make_character()), place=location)
    assert refusal.value.code == "invalid" and refusal.value.field == "location"


def test_a_hunt_takes_three_statements_and_one_more_for_the_ids_of_new_instances() -> None:
    character = make_character()
    hunt(by(character), place="old-mill")
    with CaptureQueriesContext(connection) as asked:
        answer = hunt(by(character, "key-00000001"), place="old-mill")
    assert len(asked) == 3 + any(not catalogue().items[loot.item].stacks for loot in answer.loot)


def beaten(hp: int, **fields: Any) -> tuple[Battle, Character, int]:
    """A hunt that is lost for certain, begun with `hp` health, of which nothing comes back before the hunt, however slow the machine is:
    the battle, the hunter after it, full health."""
    character = make_character(level=30, hp=hp, hp_at=timezone.now() + timedelta(seconds=30), **fields)
    answer = hunt(by(character), place=max(catalogue().places.values(), key=lambda p: (p.level <= 30) * p.level).slug)
    assert not answer.won and answer.level_up == 0
    after = Character.objects.get(pk=character.pk)
    assert answer.hp == after.hp
    return Battle.objects.select_related("seed").get(pk=answer.battle_id), after, answer.hp_max


@pytest.mark.parametrize("before", [0, 1, 21])
def test_a_lost_fight_never_raises_health(before: int) -> None:
    battle, after, hp_max = beaten(before)
    floor = hp_max * tuning.FIGHT_FLOOR_PERCENT // 100
    assert after.hp == before < floor
    assert inputs_of(battle).hunter.hp == floor and verdict(battle, sealed_too=True).state == "true"


def test_a_lost_fight_leaves_a_healthy_hunter_a_quarter() -> None:
    _, after, hp_max = beaten(1_000_000)
    assert after.hp == hp_max * tuning.DEFEAT_PERCENT // 100


def test_a_lost_fight_does_not_fill_health_even_if_a_level_is_due() -> None:
    character = make_character(level=30, hp=21, hp_at=timezone.now(), xp=10**9)
    place = max(catalogue().places.values(), key=lambda p: (p.level <= 30) * p.level).slug
    answer = hunt(by(character), place=place)
    assert not answer.won and answer.level_up > 0 and answer.hp < answer.hp_max // 4
