from typing import Any

import pytest

from game.content import catalogue
from game.models import Character
from game.tests.api.talk import Program, make_program
from game.tests.make import give, held

pytestmark = pytest.mark.django_db
SABRE, RECIPE = "clerks-sabre", "two-from-the-cellar"


def program_with_damaged_items(**fields: Any) -> Program:
    program = make_program(**fields)
    Character.objects.filter(pk=program.character.pk).update(hunts=50)
    return program


def test_the_forge_lists_repairs_upgrades_and_recipes_in_two_statements() -> None:
    program = program_with_damaged_items(gold=500)
    answer = program.get("forge")
    assert answer.status == 200 and len(answer.statements) == 2
    sabre = next(m for m in answer.json["mend"] if m["item"] == SABRE)
    assert sabre["left"] == max(0, sabre["durability"] - 50) and sabre["equipped"]
    assert answer.json["mend_all"] == sum(m["cost"] for m in answer.json["mend"])
    assert {u["upgrade"] for u in answer.json["upgrade"]} == {0}
    assert any(r["recipe"] == RECIPE and r["most"] == 0 for r in answer.json["recipes"])


def test_a_repeated_request_repairs_one_or_all_items_once() -> None:
    program = program_with_damaged_items(gold=500)
    sabre = held(program.character, SABRE).pk
    one = program.post("forge/repair", {"id": sabre}, key="mend-00001")
    assert one.status == 200 and [i["id"] for i in one.json["items"]] == [sabre]
    assert program.post("forge/repair", {"id": sabre}, key="mend-00001").json == one.json
    assert program.post("forge/repair", {"id": sabre}).refusal == (409, "nothing_to_mend")
    rest = program.post("forge/repair", {"all": True})
    assert rest.status == 200 and rest.json["gold"] == one.json["gold"] - rest.json["cost"]
    for wrong in ({}, {"all": False}, {"id": sabre, "all": True}):
        assert program.post("forge/repair", wrong).field_refusal == (400, "invalid", "id")


def test_an_upgraded_item_shows_its_upgrade_in_the_inventory() -> None:
    program = make_program(gold=500)
    sabre = held(program.character, SABRE).pk
    done = program.post(f"forge/upgrade/{sabre}", key="better-0001")
    assert done.status == 200 and done.json["upgrade"] == 1
    assert program.post(f"forge/upgrade/{sabre}", key="better-0001").json == done.json
    thing = next(i for i in program.get("inventory").json["items"] if i["id"] == sabre)
    whole = catalogue().items[SABRE].durability
    assert (thing["upgrade"], thing["durability"], thing["left"]) == (1, whole, whole)
    gear = program.get("character").json["gear"]["weapon"]
    assert gear == {"item": SABRE, "upgrade": 1, "left": whole}
    assert program.post(f"forge/upgrade/{held(make_program().character, SABRE).pk}").refusal == (404, "not_found")


def test_a_recipe_is_crafted_only_with_all_ingredients() -> None:
    program, recipe = make_program(gold=500), catalogue().recipes[RECIPE]
    lacking = program.post("forge/craft", {"recipe": RECIPE})
    assert lacking.refusal == (409, "missing_ingredients")
    for need in recipe.needs:
        give(program.character, need.item, need.quantity * 2)
    made = program.post("forge/craft", {"recipe": RECIPE, "times": 2}, key="make-00001")
    assert made.status == 200 and made.json["quantity"] == 2 * recipe.quantity
    assert program.post("forge/craft", {"recipe": RECIPE, "times": 2}, key="make-00001").json == made.json
    assert program.post("forge/craft", {"recipe": "nothing"}).field_refusal == (400, "invalid", "recipe")
    assert program.post("forge/craft", {"recipe": RECIPE, "times": 0}).field_refusal == (400, "invalid", "times")
