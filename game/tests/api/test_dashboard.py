import pytest

from game.actions.missions import deal
from game.models import DailyMission, Notice
from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


def test_the_dashboard_holds_what_clients_rely_on() -> None:
    program = make_program(gold=5)
    Notice.objects.create(character=program.character, text="Something was given back.")
    answer = program.get("dashboard")
    assert answer.status == 200
    needed = {"id", "name", "faction", "class", "level", "xp", "xp_next", "gold", "hp", "hp_max", "energy", "energy_max"}
    assert needed <= set(answer.json["character"])
    assert answer.json["character"]["class"] == "courtblade"
    assert len(answer.json["missions"]) == 3
    assert {"id", "kind", "target", "progress", "claimed"} <= set(answer.json["missions"][0])
    assert answer.json["raid"] is None
    assert {"rank", "name", "value"} <= set(answer.json["leaders"][0])
    assert answer.json["notices"][0]["text"] == "Something was given back."
    assert answer.json["stats"]["hp_max"] == answer.json["character"]["hp_max"]
    assert answer.response["Cache-Control"] == "no-store"


def test_the_dashboard_takes_six_statements_on_the_first_look_of_a_day_and_two_later() -> None:
    program = make_program()
    assert len(program.get("dashboard").statements) <= 6
    assert len(program.get("dashboard").statements) <= 2


def test_the_missions_of_a_first_look_are_those_of_the_next() -> None:
    program = make_program()
    first = program.get("dashboard").json["missions"]
    assert program.get("missions").json["missions"] == first == program.get("dashboard").json["missions"]


def test_missions_say_how_long_the_day_lasts_and_the_streak() -> None:
    answer = make_program(streak_days=4).get("missions")
    assert answer.json["streak"] == 4 and 0 < answer.json["seconds_left"] <= 86_400


def finish(program: Program) -> int:
    task = deal(program.character, program.character.created_at)[0]
    DailyMission.objects.filter(pk=task.pk).update(progress=task.target)
    return task.pk


def test_a_finished_mission_is_paid_once() -> None:
    program = make_program()
    task = finish(program)
    paid = program.post(f"missions/{task}/claim", key="claim-0001")
    assert paid.status == 200 and paid.json["gold"] > 0 and paid.json["xp"] > 0
    again = program.post(f"missions/{task}/claim", key="claim-0001")
    assert (again.status, again.json) == (200, paid.json)
    twice = program.post(f"missions/{task}/claim", key="claim-0002")
    assert (twice.status, twice.code) == (409, "already_claimed")
    assert program.get("dashboard").json["missions"][0]["claimed"]


def test_an_unfinished_mission_is_409_and_a_stranger_s_404() -> None:
    program, stranger = make_program(), make_program()
    mine, other = deal(program.character, program.character.created_at)[0], finish(stranger)
    assert program.post(f"missions/{mine.pk}/claim").code == "not_done"
    assert program.post(f"missions/{other}/claim").code == "not_found"


@pytest.mark.parametrize("category", ["level", "kills", "gold"])
def test_a_board_has_rows_and_one_s_own_place(category: str) -> None:
    program = make_program()
    answer = program.get(f"leaderboards/{category}")
    assert answer.status == 200
    assert set(answer.json) == {"updated_at", "rows", "me"}
    assert answer.json["me"]["rank"] == 1 and answer.json["me"]["name"] == program.character.name
    assert len(answer.statements) <= 3


def test_a_board_that_is_none_is_404() -> None:
    assert make_program().get("leaderboards/beauty").code == "not_found"
