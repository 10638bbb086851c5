from typing import Any

import pytest

from game.actions import tokens
from game.models import Character
from game.tests.api.talk import Program, make_program
from game.tests.make import make_character, make_user

pytestmark = pytest.mark.django_db
RAVEN = {"name": "Raven_of_Nine", "faction": "vampire", "class": "courtblade", "emblem": 3}


def newcomer() -> Program:
    return Program(token=tokens.issue(make_user()).token)


def test_a_new_account_creates_a_character_and_plays_it() -> None:
    program = newcomer()
    made = program.post("characters", RAVEN, key="make-me-01")
    assert made.status == 201 and made.json["class"] == "courtblade" and made.json["restorable_until"] is None
    assert program.get("dashboard").json["character"]["name"] == "Raven_of_Nine"
    again = program.post("characters", RAVEN, key="make-me-01")
    assert (again.status, again.json) == (201, made.json)
    other = program.post("characters", RAVEN | {"emblem": 4}, key="make-me-01")
    assert other.refusal == (409, "key_reused")
    assert Character.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": "x"}, "invalid", "name"),
        ({"name": "admin"}, "invalid", "name"),
        ({"name": "Rаven"}, "invalid", "name"),
        ({"faction": "human"}, "invalid", "faction"),
        ({"faction": "werewolf"}, "wrong_faction", "class"),
        ({"class": "baker"}, "invalid", "class"),
        ({"emblem": 24}, "invalid", "emblem"),
        ({"emblem": -1}, "invalid", "emblem"),
        ({"emblem": True}, "invalid", "emblem"),
    ],
)
def test_a_wrong_value_is_refused_with_its_field(change: dict[str, Any], code: str, field: str) -> None:
    answer = newcomer().post("characters", RAVEN | change)
    assert answer.field_refusal == (403 if code == "wrong_faction" else 400, code, field)
    assert not Character.objects.exists()


def test_a_name_that_looks_like_a_taken_one_is_409() -> None:
    make_character(name="Raven_0f_Nine")
    assert newcomer().post("characters", RAVEN).refusal == (409, "name_taken")


def test_a_token_plays_the_chosen_character() -> None:
    program = make_program()
    second = make_character(program.character.user)
    assert program.post(f"characters/{second.pk}/choose").json == {"character_id": second.pk}
    assert program.get("dashboard").json["character"]["id"] == second.pk
    assert program.get("characters").json["chosen"] == second.pk
    assert program.post(f"characters/{make_character().pk}/choose").refusal == (404, "not_found")


def test_a_deleted_character_can_be_restored() -> None:
    program = make_program()
    me = program.character.pk
    assert program.delete(f"characters/{me}", key="let-go-001").status == 204
    assert program.delete(f"characters/{me}", key="let-go-001").status == 204
    assert program.delete(f"characters/{me}").refusal == (404, "not_found")
    assert program.get("dashboard").refusal == (409, "no_character")
    listed = program.get("characters").json
    assert listed["characters"] == [] and listed["gone"][0]["restorable_until"].endswith("Z")
    assert program.post(f"characters/{me}/choose").refusal == (404, "not_found")
    assert program.post(f"characters/{me}/restore").json["id"] == me
    assert program.post(f"characters/{me}/restore").status == 200
    program.post(f"characters/{me}/choose")
    assert program.get("dashboard").status == 200


def test_the_character_of_another_account_cannot_be_deleted_or_restored() -> None:
    program, other = make_program(), make_character().pk
    assert program.delete(f"characters/{other}").refusal == (404, "not_found")
    assert program.post(f"characters/{other}/restore").refusal == (404, "not_found")


def test_a_fourth_character_is_409() -> None:
    program = make_program()
    for _ in range(2):
        make_character(program.character.user)
    assert program.post("characters", RAVEN).refusal == (409, "too_many_characters")
