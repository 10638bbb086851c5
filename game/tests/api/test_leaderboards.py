import pytest

from game.models import Character
from game.tests.api.talk import Program, make_program
from game.tests.boards import begin_season, count_now, make_many

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("category", ["level", "kills", "raids", "gold"])
def test_a_leaderboard_has_rows_and_the_rank_of_the_character(category: str) -> None:
    program = make_program()
    Character.objects.update(kills=3, raid_damage=50, gold_earned=900)
    count_now()
    answer = program.get(f"leaderboards/{category}")
    assert answer.status == 200
    assert set(answer.json) == {"updated_at", "characters", "rows", "me"}
    assert answer.json["me"]["rank"] == answer.json["characters"] == 1
    assert answer.json["me"]["name"] == program.character.name
    assert set(answer.json["me"]) == {"rank", "name", "value", "about", "next_count"}
    assert answer.json["rows"]
    fields = {"rank", "name", "value", "faction", "emblem", "class", "title", "clan_tag"}
    assert all(set(row) == fields for row in answer.json["rows"])
    assert len(answer.statements) == 2


def test_behind_the_rows_the_own_rank_is_in_order_or_about() -> None:
    make_many(30, kills="n")
    program = make_program()
    Character.objects.filter(pk=program.character.pk).update(kills=2)
    count_now()
    answer = program.get("leaderboards/kills").json
    assert len(answer["rows"]) == 20 and answer["characters"] == 31
    assert (answer["me"]["rank"], answer["me"]["about"]) == (30, False)
    late = make_program()
    Character.objects.filter(pk=late.character.pk).update(kills=1)
    me = late.get("leaderboards/kills").json["me"]
    assert me == {"rank": 32, "name": late.character.name, "value": 1, "about": True, "next_count": True}


def test_a_season_has_a_board_of_its_own() -> None:
    program = make_program()
    Character.objects.update(kills=3)
    begin_season()
    Character.objects.update(kills=5)
    count_now()
    assert program.get("leaderboards/kills?scope=season").json["me"]["value"] == 2
    assert program.get("leaderboards/kills?scope=all_time").json["me"]["value"] == 5
    assert program.get("leaderboards/kills?scope=week").refusal == (400, "invalid")


def test_before_the_first_count_there_is_no_row_and_no_rank() -> None:
    assert make_program().get("leaderboards/kills").json == {"updated_at": None, "characters": 0, "rows": [], "me": None}


def test_an_unknown_category_is_404() -> None:
    assert make_program().get("leaderboards/beauty").refusal == (404, "not_found")


def test_a_leaderboard_needs_a_token() -> None:
    assert Program().get("leaderboards/level").refusal == (401, "not_logged_in")
