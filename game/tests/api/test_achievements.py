"""Achievements and titles over the API."""

import pytest

from game.models import Character, EarnedAchievement
from game.tests.achievements import fold_all
from game.tests.api.talk import make_program

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_program_reads_its_achievements_and_wears_a_title() -> None:
    program = make_program()
    hunter = Character.objects.get()
    Character.objects.filter(pk=hunter.pk).update(kills=100)
    fold_all()
    answer = program.get("achievements").json
    by_slug = {one["slug"]: one for one in answer["achievements"]}
    assert by_slug["the-page-is-full"]["state"] == "earned" and by_slug["the-page-is-full"]["earned_at"]
    assert (by_slug["volume-two"]["state"], by_slug["volume-two"]["count"]) == ("open", 100)
    assert by_slug["sand-in-the-boots"]["state"] == "coming" and "nobody-above" not in by_slug
    assert answer["titles"] == [{"slug": "the-page-is-full", "text": "the Listed", "worn": False}]
    assert program.post("character/title", {"title": "the-page-is-full"}).json == {"title": "the-page-is-full"}
    assert program.get("achievements").json["titles"][0]["worn"] is True
    assert program.post("character/title", {"title": ""}).json == {"title": ""}


def test_a_title_that_was_not_earned_is_refused() -> None:
    program = make_program()
    answer = program.post("character/title", {"title": "the-page-is-full"})
    assert answer.status == 404 and answer.json["error"]["field"] == "title" and not EarnedAchievement.objects.exists()
