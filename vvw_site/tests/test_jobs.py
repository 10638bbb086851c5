"""Jobs: each runs once in its window, whoever asks and whatever fails in between."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event
from typing import Any

import msgspec
import pytest
from celery import current_app
from celery.schedules import crontab
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_redis import get_redis_connection
from structlog.testing import capture_logs

from accounts.tests.race import at_once
from vvw_site.beat import CodeScheduler
from vvw_site.celery import app
from vvw_site.foundation.database.clock import database_now
from vvw_site.foundation.jobs import lease
from vvw_site.foundation.jobs import request as requests
from vvw_site.foundation.jobs import run as running
from vvw_site.foundation.jobs.job import QUEUES, jobs
from vvw_site.foundation.jobs.lease import Renewal, close, pause_after, renew, take
from vvw_site.foundation.jobs.models import JobRequest, JobRun
from vvw_site.foundation.jobs.overdue import GRACE, overdue, send_overdue
from vvw_site.foundation.jobs.request import WAIT_SECONDS, answered, request, request_of
from vvw_site.foundation.jobs.run import NOT_TAKEN, JobWindow, run, work
from vvw_site.foundation.jobs.windows import Every, daily, hourly
from vvw_site.schedule import JOBS
from vvw_site.tests.tiers import until

pytestmark = pytest.mark.django_db(transaction=True)
JOB = "jobs.sweep"
"""Runs once a day. Tests give it other work."""
DAY = 24 * 3600
ONCE = [job for job in JOBS if job.once]
ANY_TIME = "accounts.tasks.send_outbox"
Give = Callable[[Callable[[], str]], list[JobWindow]]


@pytest.fixture
def far_from_its_next_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of the job began six hours ago: with its own time of day, a test shortly before that would find the next run missing too."""
    begun = int((database_now() - timedelta(hours=6)).timestamp()) % DAY
    monkeypatch.setitem(jobs(), JOB, msgspec.structs.replace(jobs()[JOB], at=Every(DAY, begun)))


@pytest.fixture
def give(far_from_its_next_window: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Give]:
    """Gives the job other work, and returns the list of windows in which it began."""

    def to(do: Callable[[], str], name: str = JOB) -> list[JobWindow]:
        began: list[JobWindow] = []

        def record(window: JobWindow) -> str:
            began.append(window)
            return do()

        monkeypatch.setitem(running._work, name, record)
        return began

    yield to


def the_run() -> JobRun:
    return JobRun.objects.get(job=JOB)


def move_run(**fields: Any) -> None:
    JobRun.objects.filter(job=JOB).update(**fields)


# --- what is declared
def test_every_declared_job_has_a_function_and_every_function_is_declared() -> None:
    current_app.loader.import_default_modules()
    assert set(work()) == set(jobs()) == {job.name for job in JOBS}
    assert len(JOBS) == len(jobs()) > 10


def test_every_declared_job_is_a_task_of_the_worker_with_its_time_limit() -> None:
    current_app.loader.import_default_modules()
    for job in JOBS:
        assert app.tasks[job.name].time_limit == job.seconds, job.name
        assert job.queue in QUEUES and job.title == job.title.strip(), job.name
        assert job.seconds < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"], job.name
    assert len({job.title for job in JOBS}) == len(JOBS)


def test_a_window_begins_when_beat_starts_the_job() -> None:
    for at, schedule in ((daily(4, 7), crontab(hour="4", minute="7")), (hourly(37), crontab(minute="37"))):
        assert at.beat_schedule == schedule
    noon = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    assert daily(4, 7).window_at(noon) == datetime(2026, 6, 1, 4, 7, tzinfo=UTC)
    assert daily(12, 1).window_at(noon) == datetime(2026, 5, 31, 12, 1, tzinfo=UTC)
    assert hourly(37).window_at(noon) == datetime(2026, 6, 1, 11, 37, tzinfo=UTC)
    assert Every(600).window_at(noon + timedelta(seconds=599)) == noon
    assert Every(600).beat_schedule == crontab(minute="0-59/10") and Every(15).beat_schedule == 15.0


# --- once in a window
def test_a_job_runs_once_in_its_window_and_says_what_it_did(give: Give) -> None:
    began = give(lambda: "three rows\n  deleted")
    assert (run(JOB), run(JOB)) == ("three rows\n  deleted", NOT_TAKEN)
    row = the_run()
    assert (row.state, row.attempts, row.failures, row.message) == ("done", 1, 0, "three rows deleted")
    assert [window.start for window in began] == [row.window] and row.succeeded_at == row.ended_at
    assert row.seconds is not None and 0 <= row.seconds < 5


def test_staff_may_have_it_run_again(give: Give) -> None:
    began = give(lambda: "done")
    run(JOB)
    assert run(JOB, asked_by="the_treasurer") == "done"
    assert (len(began), the_run().attempts, the_run().asked_by) == (2, 2, "the_treasurer")


def race(give: Give) -> int:
    """How often a job begins that two workers start at once: the first stays in it until the second has run it or gone away."""
    first_is_in, second_is_over = Event(), Event()

    def stay() -> str:
        if first_is_in.is_set():
            return "second"
        first_is_in.set()
        assert second_is_over.wait(10)
        return "first"

    began = give(stay)

    def second() -> None:
        assert first_is_in.wait(10)
        try:
            run(JOB)
        finally:
            second_is_over.set()

    at_once(lambda: run(JOB), second)
    return len(began)


def test_two_workers_at_once_run_a_window_once(give: Give) -> None:
    assert race(give) == 1 and the_run().state == "done"


def test_without_the_claim_two_workers_run_it_twice(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "_TAKE", lease._TAKE.replace("WHERE (r.state", "WHERE true OR (r.state"))
    assert race(give) == 2


def test_many_messages_at_once_run_a_window_once(give: Give) -> None:
    began = give(lambda: "done")
    answers = at_once(*[lambda: run(JOB)] * 6)
    assert len(began) == 1 and sorted(answers) == sorted(["done"] + [NOT_TAKEN] * 5)


def test_a_clock_that_is_set_back_runs_nothing_twice(give: Give) -> None:
    now = database_now()
    for back in (0, 1, 5, 24):
        window = jobs()[JOB].at.window_at(now - timedelta(hours=back))
        claim = take(JOB, window)
        if claim is not None:
            close(claim, failed=False, message="done")
    assert JobRun.objects.filter(job=JOB, attempts=1).count() == JobRun.objects.filter(job=JOB).count() == 2
    assert take(JOB, jobs()[JOB].at.window_at(now)) is None


# --- failures
def fail() -> str:
    raise ValueError("the disk\nis full")


def test_a_failed_job_is_stored_and_tried_again_with_growing_pauses(give: Give) -> None:
    began = give(fail)
    pauses = []
    for attempt in range(1, 9):
        with pytest.raises(ValueError, match="disk"):
            run(JOB)
        row = the_run()
        assert (row.state, row.attempts, row.failures, row.message) == (
            "failed",
            attempt,
            attempt,
            "ValueError: the disk is full",
        )
        assert row.ended_at is not None and row.succeeded_at is None
        pause = pause_after(attempt)
        pauses.append(pause)
        assert not is_overdue(row.ended_at + pause) and is_overdue(row.ended_at + pause + timedelta(seconds=1))
        assert run(JOB) == NOT_TAKEN  # a message that was in the queue twice
        move_run(started_at=row.started_at - pause, ended_at=row.ended_at - pause)
    assert pauses == sorted(pauses) and pauses[0] == timedelta(minutes=2) and pauses[-1] == timedelta(hours=1)
    assert len(began) == 8
    give(lambda: "works again")
    assert run(JOB) == "works again" and the_run().failures == 8


def is_overdue(now: datetime, name: str = JOB) -> bool:
    return name in {job.name for job in overdue(now)}


def test_staff_need_not_wait_after_a_failure(give: Give) -> None:
    give(fail)
    with suppress(ValueError):
        run(JOB)
    give(lambda: "done")
    assert (run(JOB), run(JOB, asked_by="the_treasurer")) == (NOT_TAKEN, "done")


def test_a_run_whose_process_died_is_overdue_when_its_lease_ends(give: Give) -> None:
    began = give(lambda: "done")
    now = database_now()
    assert take(JOB, jobs()[JOB].at.window_at(now)) is not None  # and then its process dies
    leased_until = the_run().leased_until
    assert run(JOB) == NOT_TAKEN and not is_overdue(leased_until)
    assert is_overdue(leased_until + timedelta(seconds=1))
    move_run(leased_until=now - timedelta(seconds=1))
    assert run(JOB) == "done" and len(began) == 1
    assert (the_run().attempts, the_run().failures, the_run().state) == (2, 1, "done")


def test_a_job_that_kills_its_process_again_and_again_is_sent_with_growing_pauses() -> None:
    now = database_now()
    take(JOB, jobs()[JOB].at.window_at(now))
    for attempts, minutes in ((1, 0), (2, 0), (3, 8), (5, 32), (30, 60)):
        move_run(attempts=attempts, leased_until=now - timedelta(minutes=minutes))
        assert not is_overdue(now) and is_overdue(now + timedelta(seconds=1)), attempts


def test_a_run_that_was_lost_to_another_process_cannot_store_its_result(give: Give) -> None:
    window = jobs()[JOB].at.window_at(database_now())
    slow = take(JOB, window)
    assert slow is not None
    move_run(leased_until=database_now() - timedelta(seconds=1))
    fast = take(JOB, window)
    assert fast is not None and fast.attempt == slow.attempt + 1
    assert not close(slow, failed=True, message="too late") and the_run().state == "running"
    assert close(fast, failed=False, message="in time")
    assert not close(slow, failed=True, message="too late") and the_run().message == "in time"


def test_a_process_that_lives_renews_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.02)
    claim = take(JOB, jobs()[JOB].at.window_at(database_now()))
    assert claim is not None
    move_run(leased_until=database_now())
    with Renewal(partial(renew, claim)):
        deadline = database_now() + timedelta(seconds=10)
        while the_run().leased_until < deadline:
            assert database_now() < deadline


# --- runs that the staff ask for
def ask_at_once() -> list[bool]:
    """Six members of the staff ask at the same moment."""
    return at_once(*[lambda: request(JOB, asked_by="the_treasurer")] * 6)


def test_of_many_who_ask_at_once_one_is_told_yes() -> None:
    assert sorted(ask_at_once()) == [False] * 5 + [True]
    JobRequest.objects.update(until=database_now())
    assert sorted(at_once(*[lambda: request(JOB, asked_by="the_treasurer")] * 6)) == [False] * 5 + [True]


def test_without_the_condition_all_are_told_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "_REQUEST", requests._REQUEST.replace("WHERE r.until <=", "WHERE true OR r.until <="))
    assert ask_at_once() == [True] * 6


def test_a_run_that_was_asked_for_keeps_its_request_while_it_works_and_ends_it_also_by_an_error(
    give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def look() -> str:
        JobRequest.objects.update(until=database_now())
        until(lambda: request_of(JOB) is not None, 10)  # renewed
        seen.append(request(JOB, asked_by="another"))
        raise ValueError

    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.02)
    give(look)
    assert request(JOB, asked_by="the_treasurer")
    with pytest.raises(ValueError):
        run(JOB, asked_by="the_treasurer")
    assert seen == [False] and not JobRequest.objects.exists()


def test_a_run_by_the_schedule_leaves_the_request_for_the_run_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(running._work, ANY_TIME, lambda window: "done")
    request(ANY_TIME, asked_by="the_treasurer")
    run(ANY_TIME)
    assert request_of(ANY_TIME) is not None
    run(ANY_TIME, asked_by="the_treasurer")
    assert request_of(ANY_TIME) is None


def test_a_request_that_waits_has_the_time_of_its_message_and_one_that_runs_only_that_of_the_lease() -> None:
    request(JOB, asked_by="the_treasurer")
    row = JobRequest.objects.get()
    assert 0 < WAIT_SECONDS - (row.until - database_now()).total_seconds() < 10
    with answered(JOB):
        assert JobRequest.objects.get().until - database_now() <= timedelta(seconds=lease.LEASE_SECONDS)


# --- outages
def test_after_three_days_of_downtime_each_job_runs_once_in_the_current_window() -> None:
    now = database_now()
    for job in ONCE:
        claim = take(job.name, job.at.window_at(now - timedelta(days=3)))
        assert claim is not None
        close(claim, failed=False, message="done")
    later = now + timedelta(seconds=90)
    late = [job.name for job in overdue(later)]
    assert set(late) == {job.name for job in ONCE if later - job.at.window_at(later) > GRACE}
    assert len(late) == len(set(late)) >= 5
    for name in late:
        claim = take(name, jobs()[name].at.window_at(later))
        assert claim is not None
        close(claim, failed=False, message="done")
    assert overdue(later) == []


def test_overdue_reads_one_statement() -> None:
    with CaptureQueriesContext(connection) as statements:
        overdue(database_now())
    assert len([s for s in statements if "jobs_jobrun" in s["sql"]]) == 1


def test_catch_up_sends_what_an_emptied_redis_lost() -> None:
    redis = get_redis_connection("default")
    waiting = [job for job in ONCE if database_now() - job.at.window_at(database_now()) > GRACE]
    for job in waiting:
        app.send_task(job.name)
    assert sum(redis.llen(queue) for queue in QUEUES) == len(waiting) > 0
    redis.flushdb()
    assert send_overdue().startswith("sent again: ")
    sent = {json.loads(raw)["headers"]["task"]: queue for queue in QUEUES for raw in redis.lrange(queue, 0, -1)}
    assert {job.name: job.queue for job in waiting}.items() <= sent.items()


def test_what_is_done_is_not_sent_again() -> None:
    for job in ONCE:
        claim = take(job.name, job.at.window_at(database_now()))
        assert claim is not None
        close(claim, failed=False, message="done")
    assert send_overdue() == "nothing is overdue"


# --- jobs that run at any time
def test_a_job_that_runs_at_any_time_keeps_its_last_run_of_the_hour(give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["first", "second"])
    monkeypatch.setitem(running._work, ANY_TIME, lambda window: next(answers))
    run(ANY_TIME)
    run(ANY_TIME)
    monkeypatch.setitem(running._work, ANY_TIME, lambda window: fail())
    with pytest.raises(ValueError, match="disk"):
        run(ANY_TIME)
    [row] = JobRun.objects.filter(job=ANY_TIME).order_by("-window")[:1]
    assert (row.state, row.failures, row.message) == ("failed", 1, "ValueError: the disk is full")
    assert row.succeeded_at is not None and row.attempts in (2, 3)  # 2: an hour began meanwhile
    assert ANY_TIME not in {job.name for job in overdue(database_now() + timedelta(days=1))}


# --- what is sent
def test_a_message_of_beat_carries_its_expiry_and_goes_to_the_queue_of_its_job() -> None:
    redis = get_redis_connection("default")
    scheduler = CodeScheduler(app=app)
    assert len(scheduler.schedule) >= len(JOBS)
    for job in JOBS:
        redis.flushdb()
        scheduler.apply_async(scheduler.schedule[job.title], advance=False)
        [raw] = redis.lrange(job.queue, 0, -1)
        message = json.loads(raw)
        expires = datetime.fromisoformat(message["headers"]["expires"])
        seconds = (expires - datetime.now(UTC)).total_seconds()
        assert message["headers"]["task"] == job.name
        assert 0.5 * min(job.at.seconds, 3600) < seconds < job.at.seconds, job.name


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_task_that_is_sent_by_name_goes_to_its_queue(job: Any) -> None:
    app.send_task(job.name)
    assert get_redis_connection("default").llen(job.queue) == 1


# --- slow jobs
@pytest.mark.parametrize(("seconds", "word"), [(4.9, None), (5.1, "job_slow"), (10.1, "job_very_slow")])
def test_a_slow_job_is_logged(give: Give, monkeypatch: pytest.MonkeyPatch, seconds: float, word: str | None) -> None:
    moments = iter([100.0, 100.0 + seconds])
    give(lambda: "done")
    monkeypatch.setattr(running, "monotonic", lambda: next(moments))
    with capture_logs() as logs:
        run(JOB)
    levels = {"job_slow": "warning", "job_very_slow": "error"}
    assert [(line["event"], line["log_level"], line["job"]) for line in logs] == ([(word, levels[word], JOB)] if word else [])
