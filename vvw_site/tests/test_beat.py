"""Beat's table follows the code's schedule and leaves rows that staff created unchanged. Each start is a real scheduler's."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from vvw_site.beat import CLEANUP, FROM_CODE, CodeScheduler
from vvw_site.celery import app
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.schedule import CELERY_BEAT_SCHEDULE
from vvw_site.tests.tiers import database_url

# A scheduler ends transactions and closes connections itself.
pytestmark = pytest.mark.django_db(transaction=True)
TASK = "accounts.tasks.send_outbox"
OLD = {"task": TASK, "schedule": crontab(minute=5)}


class Start(Protocol):
    """Beat starts with the code's schedule and `more`. Returns the names that it would run."""

    def __call__(self, more: dict[str, Any] | None = None, *, without: str = "") -> set[str]: ...


@pytest.fixture
def start() -> Iterator[Start]:
    def begin(more: dict[str, Any] | None = None, *, without: str = "") -> set[str]:
        code = {name: entry for name, entry in CELERY_BEAT_SCHEDULE.items() if name != without} | (more or {})
        app.conf.beat_schedule = code
        return set(CodeScheduler(app=app).schedule)

    yield begin
    app.conf.beat_schedule = CELERY_BEAT_SCHEDULE


def row(name: str) -> PeriodicTask:
    return PeriodicTask.objects.get(name=name)


def by_hand(name: str = "by hand", **fields: Any) -> PeriodicTask:
    every, _ = IntervalSchedule.objects.get_or_create(every=9, period=IntervalSchedule.MINUTES)
    return PeriodicTask.objects.create(name=name, task=TASK, interval=every, **fields)


def test_each_entry_of_the_schedule_becomes_a_row(start: Start) -> None:
    start()
    rows = PeriodicTask.objects.all()
    assert {r.name for r in rows} == set(CELERY_BEAT_SCHEDULE) and all(r.enabled for r in rows)
    assert row("send the outbox").expire_seconds == 55


def test_an_entry_that_was_removed_from_the_schedule_is_disabled(start: Start) -> None:
    assert "old" in start({"old": OLD})
    assert "old" not in start()
    assert not row("old").enabled and row("sweep sessions").enabled


def test_an_entry_that_was_added_again_is_enabled(start: Start) -> None:
    start(without="sweep sessions")
    start()
    start(without="sweep sessions")
    assert not row("sweep sessions").enabled
    assert "sweep sessions" in start() and row("sweep sessions").enabled


def test_a_row_that_staff_created_is_unchanged(start: Start) -> None:
    made = by_hand(description="Requested by the treasurer.")
    unknown = by_hand("not yet released")
    PeriodicTask.objects.filter(pk=unknown.pk).update(task="game.of_the_next_release")
    assert {"by hand", "not yet released"} <= start() & start({"old": OLD}) & start()
    made.refresh_from_db()
    assert made.enabled and made.description == "Requested by the treasurer."


def test_a_row_that_staff_disabled_stays_disabled(start: Start) -> None:
    start()
    PeriodicTask.objects.filter(name="sweep the game").update(enabled=False)
    assert "sweep the game" not in start() and not row("sweep the game").enabled
    start(without="sweep the game")
    assert "sweep the game" not in start()


def test_a_removed_entry_that_staff_enabled_stays_enabled(start: Start) -> None:
    start({"old": OLD})
    start()
    PeriodicTask.objects.filter(name="old").update(enabled=True)
    assert "old" in start() and row("old").enabled


def test_a_changed_entry_updates_its_row(start: Start) -> None:
    start({"old": OLD})
    start({"old": {"task": TASK, "schedule": crontab(minute=6)}})
    assert row("old").crontab == CrontabSchedule.objects.get(minute="6", hour="*") and row("old").interval is None
    start({"old": {"task": "game.sweep", "schedule": 30.0, "options": {"expire_seconds": 20}, "kwargs": {"a": 1}}})
    changed = row("old")
    assert (changed.task, changed.crontab, changed.interval.every, changed.expire_seconds) == ("game.sweep", None, 30, 20)
    assert changed.kwargs == '{"a": 1}'
    start({"old": OLD})
    assert (row("old").interval, row("old").expire_seconds, row("old").kwargs) == (None, None, "{}")


def test_an_expiry_that_staff_set_does_not_prevent_an_update(start: Start) -> None:
    start()
    PeriodicTask.objects.filter(name="send the outbox").update(expires=timezone.now(), expire_seconds=None)
    assert "send the outbox" in start()
    assert (row("send the outbox").expires, row("send the outbox").expire_seconds) == (None, 55)


def test_a_row_without_a_description_is_disabled_when_its_entry_is_removed(start: Start) -> None:
    by_hand("sweep sessions")
    assert "sweep sessions" not in start(without="sweep sessions") and not row("sweep sessions").enabled


def test_the_cleanup_entry_of_the_library_is_disabled_because_no_results_are_stored(start: Start) -> None:
    assert not app.conf.result_backend
    by_hand(CLEANUP)
    assert CLEANUP not in start() and not row(CLEANUP).enabled


def test_the_beat_process_disables_removed_entries(tmp_path: Path) -> None:
    by_hand("of an older release", description=FROM_CODE)
    by_hand()
    log = tmp_path / "beat.log"
    with log.open("ab") as out:
        beat = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "vvw_site", "beat", "--pidfile="], cwd=settings.BASE_DIR, stdout=out,
            stderr=out, env=os.environ | {"DATABASE_URL": database_url()}, preexec_fn=die_with_parent(signal.SIGTERM),
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while PeriodicTask.objects.filter(name__in=CELERY_BEAT_SCHEDULE).count() < len(CELERY_BEAT_SCHEDULE):
            assert beat.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
    finally:
        beat.kill()  # during its start, a SIGTERM would make it write again and hang
        beat.wait()
    assert not row("of an older release").enabled and row("by hand").enabled
