from urllib.parse import urlencode

import pytest

from game.tests.api.talk import Program, make_program
from game.tests.make import give, held, holds

pytestmark = pytest.mark.django_db
SABRE, DRAUGHT = "clerks-sabre", "cellar-draught"


def holding(program: Program, item: str) -> int:
    return held(program.character, item).pk


def test_the_inventory_lists_the_holdings() -> None:
    program = make_program(gold=40)
    answer = program.get("inventory")
    assert answer.status == 200 and len(answer.statements) == 2
    assert answer.json["gold"] == program.character.gold
    worn = next(i for i in answer.json["items"] if i["item"] == SABRE)
    assert {"id", "item", "name", "kind", "rarity", "quantity", "equipped"} <= set(worn)
    assert worn["equipped"] and worn["slot"] == "weapon"


def test_the_inventory_is_searched_filtered_and_sorted() -> None:
    program = make_program()
    assert {i["kind"] for i in program.get("inventory?kind=consumable").json["items"]} == {"consumable"}
    assert program.get("inventory?words=sabre").json["items"][0]["item"] == SABRE
    assert program.get("inventory?rarity=legendary").json["items"] == []
    names = [i["name"] for i in program.get("inventory?sort=name").json["items"]]
    assert names == sorted(names)
    wrong = program.get("inventory?kind=elephant")
    assert wrong.field_refusal == (400, "invalid", "kind")


@pytest.mark.parametrize("mark", ["'", "’", "‘", "ʼ", "`", ""])
def test_the_search_ignores_apostrophes_case_and_accents(mark: str) -> None:
    program = make_program()
    for words in (f"clerk{mark}s sabre", f"CLÉRK{mark}S", f"  sàbre   clerk{mark}s "):
        found = program.ask("GET", f"/api/v1/inventory?{urlencode({'words': words})}").json["items"]
        assert [i["item"] for i in found] == [SABRE], words
    assert program.get("inventory?words=clerkz").json["items"] == []


def test_equip_and_unequip_return_the_changed_stats() -> None:
    program = make_program()
    sabre = holding(program, SABRE)
    off = program.post(f"inventory/{sabre}/unequip", key="off-000001")
    assert off.status == 200 and off.json["equipped"] is False and off.json["id"] == sabre
    assert program.post(f"inventory/{sabre}/unequip", key="off-000001").json == off.json
    assert program.post(f"inventory/{sabre}/unequip").refusal == (409, "not_worn")
    on = program.post(f"inventory/{sabre}/equip")
    assert on.json["equipped"] is True and on.json["stats"]["attack"] > off.json["stats"]["attack"]


def test_a_consumable_cannot_be_equipped_and_the_holding_of_another_character_is_404() -> None:
    program, stranger = make_program(), make_program()
    assert program.post(f"inventory/{holding(program, DRAUGHT)}/equip").refusal == (400, "invalid")
    for verb in ("equip", "unequip", "use", "sell"):
        assert program.post(f"inventory/{holding(stranger, SABRE)}/{verb}").refusal == (404, "not_found")


def test_a_draught_is_used_once_per_key_and_not_at_full_health() -> None:
    program = make_program()
    draught = holding(program, DRAUGHT)
    assert program.post(f"inventory/{draught}/use").refusal == (409, "nothing_to_do")
    type(program.character).objects.filter(pk=program.character.pk).update(hp=1)
    used = program.post(f"inventory/{draught}/use", key="use-000001")
    assert used.status == 200 and used.json["quantity"] == 2 and used.json["hp"] > 1
    assert program.post(f"inventory/{draught}/use", key="use-000001").json == used.json
    assert held(program.character, DRAUGHT).quantity == 2


def test_a_part_of_a_stack_can_be_sold() -> None:
    program = make_program()
    draught = holding(program, DRAUGHT)
    sold = program.post(f"inventory/{draught}/sell", {"quantity": 2}, key="sell-00001")
    assert sold.status == 200
    assert (sold.json["id"], sold.json["quantity"], sold.json["equipped"]) == (draught, 1, False)
    assert sold.json["gold"] == program.character.gold + sold.json["earned"]
    assert "attack" in sold.json["stats"]
    assert program.post(f"inventory/{draught}/sell", {"quantity": 2}, key="sell-00001").json == sold.json
    assert program.post(f"inventory/{draught}/sell", {"quantity": 2}).refusal == (409, "not_enough_items")
    assert program.post(f"inventory/{draught}/sell").json["quantity"] == 0


def test_portions_are_sold_all_together_or_not_at_all() -> None:
    program = make_program()
    give(program.character, SABRE)
    draught, things = holding(program, DRAUGHT), program.get("inventory").json["items"]
    spare, worn = (next(i["id"] for i in things if i["item"] == SABRE and i["equipped"] is on) for on in (False, True))
    both = {"portions": [{"id": draught, "quantity": 1}, {"id": worn, "quantity": 1}]}
    assert program.post("inventory/sell", both).refusal == (409, "worn")
    both["portions"][1]["id"] = spare
    sold = program.post("inventory/sell", both, key="sell-00001")
    assert sold.status == 200 and sold.json["items"] == {DRAUGHT: 1, SABRE: 1}
    assert program.post("inventory/sell", both, key="sell-00001").json == sold.json
    assert program.post("inventory/sell", {"portions": []}).field_refusal == (400, "invalid", "portions")


def test_a_rare_item_is_sold_without_confirmation() -> None:
    """Only pages ask for a confirmation."""
    program = make_program()
    give(program.character, "excise-cutter")
    answer = program.post(f"inventory/{holding(program, 'excise-cutter')}/sell", {"quantity": 1})
    assert answer.status == 200 and not holds(program.character, "excise-cutter")
