import pytest

from game.content import catalogue
from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


def test_the_places_answer_has_exactly_these_fields() -> None:
    answer = make_program().get("places")
    assert answer.status == 200 and set(answer.json) == {"places"}
    places = answer.json["places"]
    assert {place["slug"] for place in places} == set(catalogue().places)
    assert set(places[0]) == {"slug", "name", "kind", "region", "level", "open", "monsters"}
    assert set(places[0]["monsters"][0]) == {"slug", "name", "level", "percent"}
    assert {place["open"] for place in places} == {True, False}
    assert len(answer.statements) == 1


def test_each_place_has_monsters_whose_chances_add_up_to_100() -> None:
    answer = make_program().get("places")
    mill = next(p for p in answer.json["places"] if p["slug"] == "old-mill")
    assert mill["open"] and mill["monsters"][0]["percent"] > 0
    assert {sum(m["percent"] for m in p["monsters"]) for p in answer.json["places"]} == {100}
    assert len(answer.statements) == 1


def test_the_places_need_a_token() -> None:
    assert Program().get("places").refusal == (401, "not_logged_in")
