import pytest

from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("category", ["level", "kills", "gold"])
def test_a_leaderboard_has_rows_and_the_rank_of_the_character(category: str) -> None:
    program = make_program()
    answer = program.get(f"leaderboards/{category}")
    assert answer.status == 200
    assert set(answer.json) == {"updated_at", "rows", "me"}
    assert answer.json["me"]["rank"] == 1 and answer.json["me"]["name"] == program.character.name
    assert set(answer.json["me"]) == {"rank", "name", "value"}
    assert answer.json["rows"]
    assert all(set(row) == {"rank", "name", "value", "faction", "emblem", "class"} for row in answer.json["rows"])
    assert len(answer.statements) == 2


def test_an_unknown_category_is_404() -> None:
    assert make_program().get("leaderboards/beauty").refusal == (404, "not_found")


def test_a_leaderboard_needs_a_token() -> None:
    assert Program().get("leaderboards/level").refusal == (401, "not_logged_in")
