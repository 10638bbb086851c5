"""The demo world is made once, through the actions of players and the ledger."""

import pytest

from accounts.models import User
from game.actions import demo
from game.models import Battle, Character, Transfer
from game.queries.board import board
from game.rules import tuning

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "SIZE", 4)
    monkeypatch.setattr(demo, "HUNTS", 3)


def test_the_demo_world_is_made_once_and_its_characters_are_equipped_and_cannot_be_logged_in_as() -> None:
    made = list(demo.make_demo_world())
    assert len(made) == 4 and list(demo.make_demo_world()) == []
    assert Battle.objects.count() == 4 * demo.HUNTS and Transfer.objects.filter(reason="demo").exists()
    assert sorted(Character.objects.values_list("name", flat=True)) == sorted(made)
    assert sorted(row.name for row in board("level").rows) == sorted(made), "the first visitor sees the boards"
    characters = list(Character.objects.order_by("pk"))
    assert len(characters) == 4
    for character, level in zip(characters, demo.LEVELS, strict=False):
        assert character.level >= level and character.loadout and character.energy == tuning.ENERGY_MAX
        assert character.hunts == demo.HUNTS and character.holdings.filter(slot__isnull=False).exists()
    users = User.objects.filter(username__startswith="demo_")
    assert users.count() == 4 and not any(user.has_usable_password() for user in users)


def test_a_run_that_was_stopped_is_completed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "SIZE", 2)
    run = demo.make_demo_world()
    first = next(run)
    del run
    assert Character.objects.get().name == first
    assert first not in list(demo.make_demo_world()) and Character.objects.count() == 2
