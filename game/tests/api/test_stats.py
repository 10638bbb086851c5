"""Statistics over the API: asked for with POST, 202 while they wait, 200 with the figures."""

import pytest
from pytest_django import Settings

from game.actions import stats as actions
from game.actions.hunt import hunt
from game.actions.stats import compute_due
from game.tests.api.talk import make_program
from game.tests.make import by

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LIMITS_ENFORCED = False
    monkeypatch.setattr(actions, "poke", lambda: None)


def test_statistics_go_from_404_over_202_to_200() -> None:
    program = make_program(level=11)
    hunt(by(program.character), place="old-mill")
    assert program.get("stats").refusal == (404, "not_found")
    asked = program.post("stats", key="ask-000001")
    assert (asked.status, asked.json) == (202, {"state": "pending"})
    waiting = program.get("stats")
    assert (waiting.status, waiting.json["state"], waiting.json["place"], waiting.json["as_of"]) == (202, "pending", 1, None)
    assert len(waiting.statements) == 2
    compute_due()
    found = program.get("stats")
    assert found.status == 200 and found.json["state"] == "done" and found.json["hunts"] == 1
    assert set(found.json) == {
        "state", "place", "as_of", "counted_to", "hunts", "wins", "places", "luck", "earned", "spent", "fights", "raids",
    }  # fmt: skip
    assert [line["title"] for line in found.json["luck"]] == ["Critical blows", "Dodges", "Finds"]


def test_the_same_key_gets_the_first_answer_and_another_within_ten_minutes_429() -> None:
    program = make_program(level=11)
    first = program.post("stats", key="ask-000001")
    compute_due()
    assert program.post("stats", key="ask-000001").json == first.json
    again = program.post("stats", key="ask-000002")
    assert again.refusal == (429, "too_fast") and 0 < again.json["error"]["retry_after"] <= 600


def test_a_program_without_a_token_is_refused() -> None:
    program = make_program()
    program.token = ""
    assert program.get("stats").status == program.post("stats", key="ask-000001").status == 401
