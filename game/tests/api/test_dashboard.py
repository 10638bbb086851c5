import pytest

from game.models import Notice
from game.tests.api.talk import make_program
from game.tests.boards import count_now

pytestmark = pytest.mark.django_db


def test_the_dashboard_has_the_documented_fields() -> None:
    program = make_program(gold=5)
    Notice.objects.create(character=program.character, text="Something was given back.")
    count_now()
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


def test_the_first_dashboard_of_a_day_takes_six_statements_and_later_ones_two() -> None:
    program = make_program()
    assert len(program.get("dashboard").statements) == 6
    assert len(program.get("dashboard").statements) == 2


def test_the_first_and_later_dashboards_show_the_same_missions() -> None:
    program = make_program()
    first = program.get("dashboard").json["missions"]
    assert program.get("missions").json["missions"] == first == program.get("dashboard").json["missions"]
