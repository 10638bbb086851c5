"""In the evening, who has finished missions and not claimed them is told once."""

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from game.actions.mission_reminder import remind_of_missions
from game.actions.missions import deal
from game.models import Character, DailyMission, Notice
from game.queries.missions import day_of
from game.tests.make import make_character

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = day_of(NOW)


def make_hunter(done: int, claimed: int = 0) -> Character:
    character = make_character()
    tasks = [task.pk for task in deal(character, NOW)]
    DailyMission.objects.filter(pk__in=tasks[:done]).update(progress=F("target"))
    DailyMission.objects.filter(pk__in=tasks[:claimed]).update(claimed_at=NOW)
    return character


def told() -> dict[int, str]:
    return dict(Notice.objects.filter(kind="missions").values_list("character_id", "text"))


def test_only_who_has_something_to_claim_is_told_and_only_once() -> None:
    one, three, none, claimed, gone = make_hunter(1), make_hunter(3, 1), make_hunter(0), make_hunter(2, 2), make_hunter(3)
    Character.objects.filter(pk=gone.pk).update(deleted_at=NOW)
    assert [remind_of_missions(DAY), remind_of_missions(DAY)] == [2, 0]
    found = told()
    assert found.keys() == {one.pk, three.pk} and not {none.pk, claimed.pk} & found.keys()
    assert found[one.pk].startswith("A mission of today") and found[three.pk].startswith("2 missions of today")
    assert set(Notice.objects.filter(kind="missions").values_list("link", flat=True)) == {"/play/missions/"}
    assert remind_of_missions(DAY + 1) == 0


def test_a_mission_that_is_finished_later_can_be_told_of_when_the_staff_run_the_job_again() -> None:
    hunter = make_hunter(1)
    assert remind_of_missions(DAY) == 1
    DailyMission.objects.filter(character=hunter).update(progress=F("target"))
    assert remind_of_missions(DAY) == 1 and Notice.objects.filter(kind="missions").count() == 2


def test_it_is_one_statement_for_any_number_of_characters() -> None:
    for count in (1, 12):
        for _ in range(count):
            make_hunter(2)
        with CaptureQueriesContext(connection) as asked:
            assert remind_of_missions(DAY) == count
        assert len(asked) == 1
