"""A guest: an account and a character that can hunt, together or not at all, once per key."""

import pytest

from accounts.models import User
from game.actions.guest import play_as_guest
from game.actions.hunt import hunt
from game.models import Character
from game.rules import guest_names
from game.rules.errors import GameError
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("faction", ["vampire", "werewolf"])
def test_a_guest_can_hunt_at_once(faction: str) -> None:
    user, character = play_as_guest(faction=faction, key="guest-00000001")
    assert user.is_guest and not user.has_usable_password()
    assert character.faction == faction and hunt(by(character), place="old-mill").battle_id


def test_the_same_key_gets_the_same_guest() -> None:
    first = play_as_guest(faction="vampire", key="guest-00000001")
    assert play_as_guest(faction="vampire", key="guest-00000001") == first
    assert (User.objects.count(), Character.objects.count()) == (1, 1)


def test_a_wrong_faction_is_named_and_leaves_no_guest() -> None:
    with pytest.raises(GameError) as refused:
        play_as_guest(faction="ghoul", key="guest-00000001")
    assert (refused.value.code, refused.value.field) == ("invalid", "faction")
    assert not User.objects.exists() and not Character.objects.exists()


def test_a_taken_name_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    make_character(name="Taken_name")
    draw, drawn = guest_names.name, []

    def first_taken(faction: str, number: int, digits: int) -> str:
        drawn.append(number)
        return "Taken_name" if len(drawn) == 1 else draw(faction, number, digits)

    monkeypatch.setattr(guest_names, "name", first_taken)
    _, character = play_as_guest(faction="vampire", key="guest-00000001")
    assert len(drawn) == 2 and character.name != "Taken_name"
