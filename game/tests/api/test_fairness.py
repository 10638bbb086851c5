import pytest

from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


def test_the_dice_answer_has_exactly_these_fields() -> None:
    answer = make_program().get("fairness")
    assert answer.status == 200 and answer.json["revealed"] == []
    assert set(answer.json) == {"commit", "next_commit", "client_seed", "nonce", "revealed"}
    assert len(answer.statements) == 2


def test_a_rotation_uses_the_committed_seed_next_and_runs_once_per_key() -> None:
    program = make_program()
    before = program.get("fairness").json
    rotated = program.post("fairness/rotate", {"client_seed": "my-part"}, key="rotate-0001")
    assert rotated.status == 200 and len(rotated.statements) == 6
    assert set(rotated.json) == {"server_seed", "commit", "fights", "next_commit", "after_commit"}
    assert program.post("fairness/rotate", {"client_seed": "my-part"}, key="rotate-0001").json == rotated.json
    after = program.get("fairness").json
    assert (after["commit"], after["client_seed"], after["nonce"]) == (before["next_commit"], "my-part", 0)
    assert len(after["revealed"]) == 1
    assert set(after["revealed"][0]) == {"commit", "next_commit", "client_seed", "fights", "server_seed"}


def test_a_rotation_reveals_the_old_seed_and_continues_with_the_next() -> None:
    program = make_program()
    before = program.get("fairness").json
    rotated = program.post("fairness/rotate", {"client_seed": "mine"}, key="rotate-0001")
    assert rotated.status == 200 and rotated.json["commit"] == before["commit"]
    assert program.post("fairness/rotate", {"client_seed": "mine"}, key="rotate-0001").json == rotated.json
    after = program.get("fairness").json
    assert (after["commit"], after["client_seed"]) == (rotated.json["next_commit"], "mine")
    assert after["revealed"][0]["server_seed"] == rotated.json["server_seed"]
    assert program.post("fairness/rotate").status == 200
    assert program.post("fairness/rotate", {"client_seed": "né"}).field_refusal == (400, "invalid", "client_seed")


@pytest.mark.parametrize("seed", ["with space", "x" * 65, 1, None])
def test_a_malformed_client_seed_is_400(seed: object) -> None:
    answer = make_program().post("fairness/rotate", {"client_seed": seed})
    assert answer.field_refusal == (400, "invalid", "client_seed")


def test_the_fairness_calls_need_a_token() -> None:
    for answer in (Program().get("fairness"), Program().post("fairness/rotate")):
        assert answer.refusal == (401, "not_logged_in")
