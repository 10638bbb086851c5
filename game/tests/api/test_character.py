import pytest

from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


def test_the_sheet_has_exactly_these_fields() -> None:
    answer = make_program(unspent=5).get("character")
    assert answer.status == 200 and answer.json["unspent"] == 5
    assert set(answer.json) == {"attributes", "unspent", "stats", "worn", "loadout", "skills", "gear"}
    assert set(answer.json["skills"][0]) == {"skill", "name", "level", "text"}
    assert len(answer.statements) == 2


def test_a_repeated_request_spends_points_once() -> None:
    program = make_program(unspent=5)
    spent = program.post("character/points", {"points": {"str": 2, "vit": 1}}, key="grow-00001")
    assert spent.status == 200 and spent.json["unspent"] == 2
    assert set(spent.json) == {"attributes", "unspent"} and len(spent.statements) == 4
    assert program.post("character/points", {"points": {"str": 2, "vit": 1}}, key="grow-00001").json == spent.json
    sheet = program.get("character").json
    assert sheet["attributes"] == spent.json["attributes"] and sheet["unspent"] == 2
    for points in ({"str": 3}, {"str": -1}, {"charm": 1}, {"str": 1.5}, {"str": "1"}, {}):
        assert program.post("character/points", {"points": points}).refusal == (400, "invalid")


def test_a_loadout_has_skills_of_the_class_and_of_the_level() -> None:
    program = make_program()
    sheet = program.get("character").json
    known = [s["skill"] for s in sheet["skills"] if s["level"] == 1]
    unknown = next(s["skill"] for s in sheet["skills"] if s["level"] > 1)
    assert program.post("character/loadout", {"skills": []}).json == {"skills": []}
    chosen = program.post("character/loadout", {"skills": known[:1]})
    assert chosen.json == {"skills": known[:1]} and len(chosen.statements) == 3
    assert program.post("character/loadout", {"skills": [unknown]}).refusal == (403, "level_too_low")
    assert program.post("character/loadout", {"skills": ["a-smile"]}).field_refusal == (400, "invalid", "skills")
    assert program.post("character/loadout", {"skills": known[:1] * 2}).field_refusal == (400, "invalid", "skills")


def test_the_character_calls_need_a_token() -> None:
    program = Program()
    raised = program.post("character/points", {"points": {"str": 1}})
    chosen = program.post("character/loadout", {"skills": []})
    for answer in (program.get("character"), raised, chosen):
        assert answer.refusal == (401, "not_logged_in")
