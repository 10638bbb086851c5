"""The statements of each job that is set-based: as many for 600 rows as for 10. Missions are written 2,000 at a time, and 600 characters
have 1,800. Jobs that work in smaller batches are counted where they are tested: letters (test_letter_return.py), raids
(test_raid_pay.py), seasons (test_season_pay.py), abandoned accounts (test_sweep_accounts.py)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.limit_count import sweep_limits
from accounts.actions.sessions import sweep_sessions
from accounts.models import LimitCount
from game.actions.letter_copies import delete_copies_of_the_gone
from game.actions.missions import deal_all
from game.actions.sweep import sweep
from game.models import ApiToken, Character, DailyMission, Letter, Notice, Receipt
from game.tests.admin.rows import ROWS
from vvw_site.foundation.database.clock import database_now
from vvw_site.foundation.jobs import run as running
from vvw_site.foundation.jobs import tasks as _tasks  # noqa: F401 (it declares the function of jobs.sweep)
from vvw_site.foundation.jobs.models import JobRun
from vvw_site.foundation.jobs.run import JobWindow

pytestmark = pytest.mark.django_db


def old_rows(count: int) -> None:
    for model in (Notice, DailyMission, ApiToken, Receipt):
        ROWS[model](count)
    Notice.objects.update(at=timezone.now() - timedelta(days=90))
    Receipt.objects.update(at=timezone.now() - timedelta(days=90))


def old_sessions(count: int) -> None:
    ended = timezone.now() - timedelta(days=1)
    Session.objects.bulk_create(Session(session_key=f"old {n}", session_data="", expire_date=ended) for n in range(count))
    ROWS[UserSession](count)


def old_limits(count: int) -> None:
    ended = timezone.now() - timedelta(days=1)
    LimitCount.objects.bulk_create(LimitCount(key=f"old {n}", count=1, ends_at=ended) for n in range(count))


def old_runs(count: int) -> None:
    moments = [database_now() - timedelta(days=40, seconds=n) for n in range(count)]
    JobRun.objects.bulk_create(
        JobRun(job="x", window=at, state="done", started_at=at, leased_until=at, ended_at=at) for at in moments
    )


def letters_of_the_gone(count: int) -> None:
    """Settled letters, each between two characters without owners who still have their copies."""
    ROWS[Character](2 * count)
    gone = list(Character.objects.filter(user__isnull=False))
    Character.objects.update(user=None)
    pairs = zip(gone[:count], gone[count:], strict=True)
    Letter.objects.bulk_create(Letter(sender=one, recipient=other, subject="Bye", text="Bye.") for one, other in pairs)


def deleted_characters(count: int) -> None:
    ROWS[Character](count)
    Character.objects.filter(deleted_at=None).update(deleted_at=timezone.now() - timedelta(days=90))


def recent_hunters(count: int) -> None:
    ROWS[Character](count)
    Character.objects.update(seen_at=timezone.now())


JOBS: dict[str, tuple[Callable[[int], None], Callable[[], object]]] = {
    "game.sweep": (old_rows, sweep),
    "accounts.tasks.sweep_sessions": (old_sessions, sweep_sessions),
    "accounts.tasks.sweep_limits": (old_limits, sweep_limits),
    "jobs.sweep": (old_runs, lambda: running.work()["jobs.sweep"](JobWindow(database_now(), database_now()))),
    "game.deal_missions": (recent_hunters, deal_all),
}


@pytest.mark.parametrize("job", JOBS)
def test_a_job_runs_as_many_statements_for_600_rows_as_for_10(job: str) -> None:
    make, run = JOBS[job]

    def statements(count: int) -> int:
        make(count)
        with CaptureQueriesContext(connection) as taken:
            run()
        return len(taken)

    assert statements(10) == statements(600) > 0


def test_a_batch_of_a_thousand_takes_as_many_statements_as_one_of_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """What works in smaller batches, so that nobody waits long for the locks of one."""
    monkeypatch.setattr("game.actions.sweep.FORGET_BATCH", 1_000)
    monkeypatch.setattr("game.actions.letter_copies.BATCH", 10_000)

    def taken(make: Callable[[int], None], run: Callable[[], object], count: int, answer: object) -> int:
        make(count)
        with CaptureQueriesContext(connection) as statements:
            assert run() == answer
        return len(statements)

    def forgotten() -> object:
        return sweep()["characters"]

    taken(deleted_characters, forgotten, 1, 1)  # the type of content is read once
    assert taken(deleted_characters, forgotten, 10, 10) == taken(deleted_characters, forgotten, 1_000, 1_000)
    first = taken(letters_of_the_gone, delete_copies_of_the_gone, 10, 10)
    assert first == taken(letters_of_the_gone, delete_copies_of_the_gone, 1_000, 1_000)
    assert not Letter.objects.filter(deleted_by_sender_at=None).exists()


def test_missions_are_written_two_thousand_at_a_time_and_a_second_run_writes_none() -> None:
    recent_hunters(1_400)
    with CaptureQueriesContext(connection) as taken:
        assert deal_all() == 4_200
    assert len([s for s in taken if s["sql"].startswith("INSERT")]) == 3
    with CaptureQueriesContext(connection) as taken:
        assert deal_all() == 0
    assert not [s for s in taken if s["sql"].startswith("INSERT")]
