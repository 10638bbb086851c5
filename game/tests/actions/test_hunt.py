import pytest

from game.actions.hunt import hunt
from game.models import Battle, Character, Transfer
from game.rules.errors import GameError
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings):
    settings.LIMITS_ENFORCED = False


def test_a_hunt_pays_what_its_battle_says():
    character = make_character()
    answer = hunt(by(character), location="old-mill")
    battle = Battle.objects.get(pk=answer.battle_id)
    after = Character.objects.get(pk=character.pk)
    assert answer.won and battle.won
    assert after.gold == character.gold + answer.gold
    assert after.xp == answer.xp and after.energy == 118
    assert Transfer.objects.filter(reference=f"battle:{battle.pk}", asset="gold").get().quantity == answer.gold


def test_the_same_key_gets_the_first_answer_and_hunts_once():
    character = make_character()
    first = hunt(by(character, "key-00000001"), location="old-mill")
    assert hunt(by(character, "key-00000001"), location="old-mill") == first
    assert Battle.objects.count() == 1


def test_the_same_key_with_another_body_is_refused():
    character = make_character()
    hunt(by(character, "key-00000001"), location="old-mill")
    with pytest.raises(GameError) as refusal:
        hunt(by(character, "key-00000001"), location="ashen-gate")
    assert refusal.value.code == "key_reused"


def test_without_energy_there_is_no_hunt_and_the_wait_is_told():
    character = make_character(energy=1)
    with pytest.raises(GameError) as refusal:
        hunt(by(character), location="old-mill")
    assert refusal.value.code == "not_enough_energy" and 0 < refusal.value.retry_after <= 120
    assert not Battle.objects.exists()


@pytest.mark.parametrize("location", ["", "nowhere", "../old-mill", "old-mill\x00", "ｏｌｄ-mill"])
def test_a_place_that_is_none_is_refused(location):
    with pytest.raises(GameError) as refusal:
        hunt(by(make_character()), location=location)
    assert refusal.value.code == "invalid" and refusal.value.field == "location"


def test_a_hunt_takes_at_most_eight_statements(django_assert_max_num_queries):
    character = make_character()
    hunt(by(character), location="old-mill")
    with django_assert_max_num_queries(8):
        hunt(by(character, "key-00000001"), location="old-mill")
