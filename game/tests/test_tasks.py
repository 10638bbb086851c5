"""The tasks of the worker: each is in the schedule, calls its action, and may run twice."""

import pytest

from game import tasks
from game.models import Character, Letter, Transfer
from game.models.holder import of
from game.tests.letters import let_its_time_run_out, make_letter
from game.tests.make import make_character
from game.tests.raids import make_hunter, make_raid, strike
from vvw_site.foundation.jobs.run import NOT_TAKEN
from vvw_site.schedule import CELERY_BEAT_SCHEDULE

pytestmark = pytest.mark.django_db


def test_each_task_of_the_game_is_in_the_schedule() -> None:
    named = {getattr(tasks, name).name for name in tasks.__all__}
    scheduled = {e["task"] for e in CELERY_BEAT_SCHEDULE.values() if e["task"].startswith("game.")}
    assert named == scheduled and len(named) > 10


def test_raids_are_tended_every_five_seconds_and_a_late_run_is_left_out() -> None:
    entry = next(e for e in CELERY_BEAT_SCHEDULE.values() if e["task"] == "game.tend_raids")
    assert (entry["schedule"], entry["options"]["expire_seconds"]) == (5.0, 4)


def test_a_raid_is_settled_and_paid_once_by_two_runs_of_either_task() -> None:
    hunter, raid = make_hunter(), make_raid(health=1)
    strike(hunter, raid)
    assert tasks.tend_raids() == "numbered 1, rewards 1"
    assert (tasks.tend_raids(), tasks.pay_for_raids()) == ("nothing to do", "nothing to do")
    assert Transfer.objects.filter(reason="raid", asset="gold", destination=of(hunter.id)).count() == 1


def test_unclaimed_letters_are_looked_for_every_ten_minutes() -> None:
    entry = next(e for e in CELERY_BEAT_SCHEDULE.values() if e["task"] == "game.return_letters")
    assert entry["schedule"].minute == set(range(0, 60, 10)) and entry["schedule"].hour == set(range(24))


def test_letters_are_returned_once_by_two_runs() -> None:
    sender = make_character(level=3, gold=500)
    letter = make_letter(sender, make_character(), gold=70)
    assert tasks.return_letters() == "nothing to do"
    let_its_time_run_out(letter)
    assert tasks.return_letters() == NOT_TAKEN  # it has run in this window
    assert tasks.return_letters(asked_by="staff") == "returned 1"
    assert tasks.return_letters(asked_by="staff") == "nothing to do"
    assert Letter.objects.get().state == "returned" and Character.objects.get(pk=sender.pk).gold == sender.gold
