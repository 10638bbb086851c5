import pytest

from game.actions.missions import deal
from game.models import DailyMission
from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


def test_the_missions_answer_has_exactly_these_fields() -> None:
    program = make_program(streak_days=4)
    first, answer = program.get("missions"), program.get("missions")
    assert (len(first.statements), len(answer.statements)) == (4, 2)
    assert answer.status == 200 and set(answer.json) == {"missions", "seconds_left", "streak"}
    fields = {"id", "kind", "name", "giver", "text", "target", "progress", "gold", "xp", "claimed"}
    assert [set(mission) for mission in answer.json["missions"]] == [fields] * 3
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
    assert (
        set(paid.json) == {"gold", "xp", "streak", "level", "level_up", "total_gold", "new_skills"}
        and len(paid.statements) == 3
    )
    again = program.post(f"missions/{task}/claim", key="claim-0001")
    assert (again.status, again.json) == (200, paid.json)
    twice = program.post(f"missions/{task}/claim", key="claim-0002")
    assert twice.refusal == (409, "already_claimed")
    assert program.get("dashboard").json["missions"][0]["claimed"]


def test_an_unfinished_mission_is_409_and_the_mission_of_another_character_404() -> None:
    program, stranger = make_program(), make_program()
    mine, other = deal(program.character, program.character.created_at)[0], finish(stranger)
    assert program.post(f"missions/{mine.pk}/claim").refusal == (409, "not_done")
    assert program.post(f"missions/{other}/claim").refusal == (404, "not_found")


def test_the_mission_calls_need_a_token() -> None:
    for answer in (Program().get("missions"), Program().post("missions/1/claim")):
        assert answer.refusal == (401, "not_logged_in")
