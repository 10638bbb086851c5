import pytest

from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("category", ["level", "kills", "gold"])
def test_a_board_has_rows_and_one_s_own_place(category: str) -> None:
    program = make_program()
    answer = program.get(f"leaderboards/{category}")
    assert answer.status == 200
    assert set(answer.json) == {"updated_at", "rows", "me"}
    assert answer.json["me"]["rank"] == 1 and answer.json["me"]["name"] == program.character.name
    assert len(answer.statements) == 2


def test_a_board_that_is_none_is_404() -> None:
    assert make_program().get("leaderboards/beauty").code == "not_found"


def test_without_a_token_it_is_401() -> None:
    for answer in (Program().get("leaderboards/level"),):
        assert (answer.status, answer.code) == (401, "not_logged_in")
