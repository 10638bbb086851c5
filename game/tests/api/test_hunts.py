import pytest

from game.actions.fairness import reveal_seed
from game.models import Battle
from game.rules import tuning
from game.tests.api.talk import make_program
from game.tests.make import by

pytestmark = pytest.mark.django_db
HERE = {"location": "old-mill"}


def test_a_hunt_answer_has_the_documented_fields() -> None:
    program = make_program()
    answer = program.post("hunts", HERE)
    assert answer.status == 201
    fields = {"battle_id", "won", "monster", "xp", "gold", "loot", "level_up", "hp", "energy", "rounds", "fairness"}
    assert fields <= set(answer.json)
    assert set(answer.json["monster"]) == {"slug", "name", "level"}
    assert set(answer.json["fairness"]) == {"commit", "nonce"}
    assert all(set(loot) == {"item", "quantity"} for loot in answer.json["loot"])
    assert answer.json["energy"] == tuning.ENERGY_MAX - tuning.HUNT_ENERGY


def test_a_hunt_takes_three_statements_and_a_fourth_for_found_items_that_do_not_stack() -> None:
    """Read the caller and its character; read what the hunt needs; write everything."""
    program = make_program()
    program.post("hunts", HERE)
    for n in range(10):
        answer = program.post("hunts", HERE, key=f"hunt-{n:05}")
        numbered = any("game_holding_id_seq" in sql for sql in answer.statements)
        assert answer.status == 201 and len(answer.statements) == 3 + numbered, answer.statements


def test_a_hunt_sent_twice_happens_once() -> None:
    program = make_program()
    first = program.post("hunts", HERE, key="hunt-00001")
    second = program.post("hunts", HERE, key="hunt-00001")
    assert (second.status, second.json) == (first.status, first.json)
    assert Battle.objects.count() == 1


def test_several_hunts_in_one_call_and_three_statements() -> None:
    program = make_program()
    program.post("hunts", HERE)
    answer = program.post("hunts", HERE | {"times": 3}, key="hunts-0001")
    assert answer.status == 201 and set(answer.json) == {"hunts", "stopped_by"} and 1 <= len(answer.json["hunts"]) <= 3
    assert len(answer.statements) == 3 + any("game_holding_id_seq" in sql for sql in answer.statements)
    again = program.post("hunts", HERE | {"times": 3}, key="hunts-0001")
    assert again.json == answer.json
    assert program.post("hunts", HERE | {"times": 11}).field_refusal == (400, "invalid", "times")
    assert program.post("hunts", HERE | {"times": "3"}).field_refusal == (400, "invalid", "times")


def test_a_key_with_another_body_or_call_is_409() -> None:
    program = make_program()
    program.post("hunts", HERE, key="hunt-00001")
    for answer in (
        program.post("hunts", {"location": "ashen-gate"}, key="hunt-00001"),
        program.post("shop/buy", {"item": "cellar-draught"}, key="hunt-00001"),
    ):
        assert answer.field_refusal == (409, "key_reused", "idempotency_key")


def test_a_hunt_without_energy_is_409_with_the_seconds_to_wait() -> None:
    answer = make_program(energy=0).post("hunts", HERE)
    assert answer.refusal == (409, "not_enough_energy")
    assert int(answer.response["Retry-After"]) == answer.json["error"]["retry_after"] > 0


def test_a_place_of_a_higher_level_is_403_and_an_unknown_place_400() -> None:
    program = make_program()
    places = program.get("places").json["places"]
    locked = next(p for p in places if not p["open"])
    assert program.post("hunts", {"location": locked["slug"]}).refusal == (403, "level_too_low")
    nowhere = program.post("hunts", {"location": "nowhere"})
    assert nowhere.field_refusal == (400, "invalid", "location")


@pytest.mark.limits
def test_a_second_hunt_within_the_pause_is_429() -> None:
    program = make_program()
    assert program.post("hunts", HERE).status == 201
    answer = program.post("hunts", HERE)
    assert (answer.status, answer.code, answer.response["Retry-After"]) == (429, "too_fast", "1")


def test_a_battle_is_stored_with_all_inputs_and_its_seed_stays_secret_while_in_use() -> None:
    program, reader = make_program(), make_program()
    hunted = program.post("hunts", HERE).json
    stored = reader.get(f"battles/{hunted['battle_id']}")
    assert stored.status == 200 and len(stored.statements) == 2
    assert stored.json["commit"] == hunted["fairness"]["commit"] and stored.json["nonce"] == hunted["fairness"]["nonce"]
    assert {"hunter", "prey", "encounters"} == set(stored.json["inputs"])
    assert stored.json["server_seed"] is None
    shown = reveal_seed(by(program.character))
    assert reader.get(f"battles/{hunted['battle_id']}").json["server_seed"] == shown.server_seed


def test_an_unknown_battle_is_404() -> None:
    assert make_program().get("battles/999999").refusal == (404, "not_found")
