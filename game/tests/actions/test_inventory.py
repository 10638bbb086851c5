from datetime import timedelta

import pytest
from django.utils import timezone

from game.actions.inventory import use
from game.models import Character
from game.queries.sheet import energy_of
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
