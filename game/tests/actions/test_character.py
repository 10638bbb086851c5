"""Characters: created with gear through the ledger, at most three, deleted and restored, points and loadout."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from game.actions import character as actions
from game.content import catalogue
from game.models import ApiToken, Character, Holding, Transfer
from game.rules import tuning
from game.rules.errors import GameError
from game.tests.make import by, make_character, make_user, owner_of

pytestmark = pytest.mark.django_db


def create(user: User, name: str = "Ashgrove", key: str = "create-00000001", **changes: Any) -> Character:
    fields: dict[str, Any] = {"faction": "vampire", "class_slug": "courtblade", "emblem": 1}
    return actions.create(user=user, name=name, key=key, **(fields | changes))


def test_a_new_character_wears_its_class_gear_and_has_the_starting_gold() -> None:
    character = create(make_user())
    its_class = catalogue().classes["courtblade"]
    worn = Holding.objects.filter(character=character, slot__isnull=False)
    assert {h.item for h in worn} == set(its_class.gear) and its_class.gear
    assert character.gold == tuning.START_GOLD
    assert set(Transfer.objects.values_list("source", flat=True)) == {"faucet:start"}


def test_the_same_key_creates_one_character_and_another_request_with_it_is_refused() -> None:
    user = make_user()
    assert create(user).pk == create(user).pk
    with pytest.raises(GameError) as refused:
        create(user, name="Another")
    assert refused.value.code == "key_reused" and Character.objects.count() == 1


@pytest.mark.parametrize(("changes", "code", "field"), [
    ({"name": "x"}, "invalid", "name"), ({"faction": "ghoul"}, "invalid", "faction"), ({"class_slug": "none"}, "invalid", "class"),
    ({"class_slug": "redclaw"}, "wrong_faction", "class"), ({"emblem": 99}, "invalid", "emblem"),
])  # fmt: skip
def test_a_wrong_field_is_named_and_creates_nothing(changes: dict[str, Any], code: str, field: str) -> None:
    user = make_user()
    with pytest.raises(GameError) as refused:
        create(user, **changes)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Character.objects.exists() and not Transfer.objects.exists()


def test_an_account_has_three_characters_and_a_deleted_one_makes_room() -> None:
    user = make_user()
    first, *_ = [create(user, name=f"Tester_{n}x", key=f"create-0000000{n}") for n in range(3)]
    with pytest.raises(GameError) as refused:
        create(user, name="Fourth_x", key="create-00000009")
    assert refused.value.code == "too_many_characters"
    actions.let_go(by(first))
    assert create(user, name="Fourth_x", key="create-00000009").pk
    with pytest.raises(GameError) as refused:
        actions.restore(user_id=user.id, character_id=first.id)
    assert refused.value.code == "too_many_characters"


def test_a_deleted_character_is_restored_with_everything_and_its_tokens_play_nobody() -> None:
    character = make_character(gold=50)
    owner = owner_of(character)
    ApiToken.objects.create(
        user=owner, character=character, digest="0" * 64, credentials="", expires_at=timezone.now() + timedelta(days=1)
    )
    actions.let_go(by(character))
    assert ApiToken.objects.get().character is None
    assert actions.restore(user_id=owner.id, character_id=character.id).gold == character.gold
    assert actions.restore(user_id=owner.id, character_id=character.id).deleted_at is None, "a second time changes nothing"


def test_after_72_hours_only_staff_restore_a_character() -> None:
    character = make_character()
    owner = owner_of(character)
    past = timezone.now() - timedelta(hours=actions.RESTORE_HOURS, minutes=1)
    Character.objects.filter(pk=character.pk).update(deleted_at=past)
    with pytest.raises(GameError) as refused:
        actions.restore(user_id=owner.id, character_id=character.id)
    assert refused.value.code == "not_found"
    assert actions.restore(user_id=owner.id, character_id=character.id, late=True).deleted_at is None


def test_points_are_spent_once_and_never_more_than_there_are() -> None:
    character = make_character(unspent=5)
    before = dict(character.attributes)
    spent = actions.spend_points(by(character, "points-00000001"), points={"str": 3})
    assert (spent.attributes["str"], spent.unspent) == (before["str"] + 3, 2)
    assert actions.spend_points(by(character, "points-00000001"), points={"str": 3}) == spent
    with pytest.raises(GameError) as refused:
        actions.spend_points(by(character), points={"str": 3})
    assert (refused.value.code, refused.value.field) == ("invalid", "points")
    assert Character.objects.get(pk=character.pk).unspent == 2


def test_a_loadout_has_skills_of_the_class_that_the_level_allows() -> None:
    character = make_character()
    own = catalogue().class_skills[character.class_slug]
    low, high = own[0], own[-1]
    assert actions.choose_loadout(by(character), skills=[low.slug]).skills == [low.slug]
    strange = next(s.slug for s in catalogue().skills.values() if s.of not in (character.class_slug, "beast"))
    for skills, code in (([low.slug, low.slug], "invalid"), ([strange], "invalid"), ([high.slug], "level_too_low")):
        with pytest.raises(GameError) as refused:
            actions.choose_loadout(by(character), skills=skills)
        assert refused.value.code == code
    assert Character.objects.get(pk=character.pk).loadout == [low.slug]
