import pytest

from game.actions.missions import deal
from game.models import DailyMission
from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


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


def test_without_a_token_it_is_401() -> None:
    for answer in (Program().get("missions"), Program().post("missions/1/claim")):
        assert (answer.status, answer.code) == (401, "not_logged_in")
