"""The tasks of the worker: each is in the schedule, calls its action, and may run twice."""

import pytest

from game import tasks
from game.actions.raid_pay import PAY_TASK
from game.models import Character, Letter, Transfer
from game.models.holder import of
from game.tests.letters import let_its_time_run_out, make_letter
from game.tests.make import make_character
from game.tests.raids import make_hunter, make_raid, strike
from vvw_site.schedule import CELERY_BEAT_SCHEDULE

pytestmark = pytest.mark.django_db


def test_each_task_of_the_game_is_in_the_schedule() -> None:
    """The payment of raids has no time of its own: the end of a raid queues it, and the task that tends raids pays as well."""
    named = {getattr(tasks, name).name for name in tasks.__all__}
    scheduled = {e["task"] for e in CELERY_BEAT_SCHEDULE.values() if e["task"].startswith("game.")}
    assert len(named) == 7 and named - {PAY_TASK} == scheduled and PAY_TASK in named


def test_raids_are_tended_every_five_seconds_and_a_late_run_is_left_out() -> None:
    entry = next(e for e in CELERY_BEAT_SCHEDULE.values() if e["task"] == "game.tend_raids")
    assert (entry["schedule"], entry["options"]["expire_seconds"]) == (5.0, 5)


def test_a_raid_is_settled_and_paid_once_by_two_runs_of_either_task() -> None:
    hunter, raid = make_hunter(), make_raid(health=1)
    strike(hunter, raid)
    first = tasks.tend_raids()
    assert (first["numbered"], first["rewards"], first["failed"]) == (1, 1, 0)
    for again in (tasks.tend_raids(), tasks.pay_for_raids()):
        assert (again.get("numbered", 0), again["rewards"], again["refunds"], again["failed"]) == (0, 0, 0, 0)
    assert Transfer.objects.filter(reason="raid", asset="gold", destination=of(hunter.id)).count() == 1


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
