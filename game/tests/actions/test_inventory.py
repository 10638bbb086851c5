from datetime import timedelta

import pytest
from django.utils import timezone

from game.actions.inventory import use
from game.models import Character
from game.queries.sheet import energy_of
from game.rules.errors import GameError
from game.rules.tuning import ENERGY_MAX
from game.tests.make import by, give, held, make_character

pytestmark = pytest.mark.django_db


def energy(character: Character) -> int:
    return energy_of(Character.objects.get(pk=character.pk), timezone.now()).value


def test_a_health_draught_restores_no_energy() -> None:
    character = make_character(hp=1, energy=20, energy_at=timezone.now() - timedelta(hours=1))
    give(character, "cellar-draught", 5)
    assert energy(character) == 50
    for _ in range(4):
        Character.objects.filter(pk=character.pk).update(hp=1)
        assert use(by(character), holding=held(character, "cellar-draught").id).energy == 50
    assert energy(character) == 50


def test_progress_towards_the_next_point_of_energy_is_kept() -> None:
    character = make_character(hp=1, energy=20, energy_at=timezone.now() - timedelta(seconds=119))
    give(character, "cellar-draught", 1)
    use(by(character), holding=held(character, "cellar-draught").id)
    later = timezone.now() + timedelta(seconds=2)
    assert energy_of(Character.objects.get(pk=character.pk), later).value == 21


@pytest.mark.parametrize(("item", "level", "works"), [
    ("watchmans-third-pot", 13, True), ("watchmans-third-pot", 14, False), ("barley-heel", 11, True), ("barley-heel", 12, False),
    ("cellar-draught", 60, True),
])  # fmt: skip
def test_energy_and_shares_of_health_are_given_up_to_ten_levels_above_the_item(item: str, level: int, works: bool) -> None:
    character = make_character(level=level, hp=1, hp_at=timezone.now(), energy=20, energy_at=timezone.now())
    give(character, item, 2)
    had = held(character, item).quantity
    if works:
        changed = use(by(character), holding=held(character, item).id)
        assert changed.hp > 1 or changed.energy == 25
    else:
        with pytest.raises(GameError, match=r"works up to level 1[13]") as refused:
            use(by(character), holding=held(character, item).id)
        assert refused.value.code == "nothing_to_do"
    assert held(character, item).quantity == had - works


def test_a_tonic_gives_no_more_energy_than_a_character_can_have() -> None:
    character = make_character(level=5, energy=ENERGY_MAX - 2, energy_at=timezone.now())
    give(character, "watchmans-third-pot", 1)
    assert use(by(character), holding=held(character, "watchmans-third-pot").id).energy == ENERGY_MAX
