"""Who may be called what, how many characters a day an account makes, and names for guests without end."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.tests.make import make_staff, make_user, sign_up
from game.actions import character as characters
from game.actions.guest import play_as_guest
from game.actions.player_action import Actor
from game.models import Character
from game.rules import guest_names, tuning
from game.rules.errors import GameError
from vvw_site.foundation.naming import skeleton

pytestmark = pytest.mark.django_db


def create(user: User, name: str, number: int = 1) -> Character:
    return characters.create(
        user=user, name=name, faction="vampire", class_slug="courtblade", emblem=1, key=f"key-{number:08d}"
    )


@pytest.mark.parametrize("name", ["Nightkeeper", "N1ghtkeeper", "night_keeper", "NIGHTKEEPER", "Nightkeeper1", "_Nightkeeper_"])
def test_a_name_that_looks_like_a_staff_name_is_refused(name: str) -> None:
    make_staff(username="Nightkeeper")
    with pytest.raises(GameError) as refused:
        create(make_user(), name)
    assert (refused.value.code, refused.value.field) == ("invalid", "name")
    assert sign_up(Client(), name).context["form"].errors.keys() == {"username"}


def test_a_member_of_the_staff_may_use_that_name_for_a_character() -> None:
    assert create(make_staff(username="Nightkeeper"), "Nightkeeper").pk


def test_deleted_characters_count_towards_the_daily_limit_of_new_ones() -> None:
    user = make_user()
    for number in range(tuning.CHARACTERS_A_DAY):
        characters.let_go(Actor(create(user, f"Racer_x{number}z", number).id))
    Character.objects.filter(user=user).update(created_at=timezone.now() - timedelta(hours=20))
    with pytest.raises(GameError) as refused:
        create(user, "One_more", 99)
    assert refused.value.code == "too_fast"
    assert refused.value.retry_after is not None and 4 * 3600 - 60 < refused.value.retry_after <= 4 * 3600
    assert "4 hours" in refused.value.message
    Character.objects.filter(user=user).update(created_at=timezone.now() - timedelta(hours=25))
    assert create(user, "One_more", 99).pk


def test_the_page_and_the_api_say_how_many_seconds_are_left() -> None:
    user, client = make_user(), Client()
    for number in range(tuning.CHARACTERS_A_DAY):
        characters.let_go(Actor(create(user, f"Racer_x{number}z", number).id))
    client.force_login(user)
    answer = client.post("/play/new/", {"name": "One_more", "class": "courtblade", "emblem": "1"})
    assert answer.status_code == 429
    assert 86_000 < int(answer["Retry-After"]) <= 86_400
    assert "24 hours" in answer.content.decode()


def test_the_same_key_returns_its_character_after_the_daily_limit_is_reached() -> None:
    user = make_user()
    for number in range(tuning.CHARACTERS_A_DAY):
        made = create(user, f"Racer_x{number}z", number)
        characters.let_go(Actor(made.id))
    assert create(user, made.name, number) == made


def test_a_guest_gets_a_name_when_all_the_short_ones_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """With few words, so that a hundred characters use them up."""
    monkeypatch.setattr(guest_names, "_FIRST", ("Ash",))
    monkeypatch.setattr(guest_names, "_SECOND", {"vampire": ("abel",)})
    owner, taken = make_user(), [guest_names.name("vampire", number) for number in range(100)]
    Character.objects.bulk_create(
        Character(user=owner, name=name, skeleton=skeleton(name), faction="vampire", class_slug="courtblade") for name in taken
    )
    _, character = play_as_guest(faction="vampire", key="click-00000001")
    assert character.name not in taken
    assert character.name.startswith("Ashabel")
