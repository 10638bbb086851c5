"""The tasks of the worker: each is in the schedule, calls its action, and may run twice."""

import pytest

from game import tasks
from game.models import Character, Letter
from game.tests.letters import let_its_time_run_out, make_letter
from game.tests.make import make_character
from vvw_site.schedule import CELERY_BEAT_SCHEDULE

pytestmark = pytest.mark.django_db


def test_each_task_of_the_game_is_in_the_schedule() -> None:
    named = {getattr(tasks, name).name for name in tasks.__all__}
    assert len(named) == 3 and named == {e["task"] for e in CELERY_BEAT_SCHEDULE.values() if e["task"].startswith("game.")}


def test_unclaimed_letters_are_looked_for_every_ten_minutes() -> None:
    entry = next(e for e in CELERY_BEAT_SCHEDULE.values() if e["task"] == "game.return_letters")
    assert entry["schedule"].minute == set(range(0, 60, 10)) and entry["schedule"].hour == set(range(24))


def test_letters_are_returned_once_by_two_runs() -> None:
    sender = make_character(level=3, gold=500)
    letter = make_letter(sender, make_character(), gold=70)
    assert tasks.return_letters() == {"returned": 0, "passed_on": 0, "failed": 0}
    let_its_time_run_out(letter)
    assert tasks.return_letters() == {"returned": 1, "passed_on": 0, "failed": 0}
    assert tasks.return_letters() == {"returned": 0, "passed_on": 0, "failed": 0}
    assert Letter.objects.get().state == "returned" and Character.objects.get(pk=sender.pk).gold == sender.gold
