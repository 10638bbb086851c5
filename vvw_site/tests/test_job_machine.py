"""Jobs in real workers: their settings take effect, and a worker that is killed in the middle of a job loses nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import sleep

import psycopg
import pytest
from django.utils import timezone
from django_redis import get_redis_connection

from accounts.models import LimitCount
from accounts.tests.race import is_lock_awaited
from game.actions.stats import TASK
from game.models import PlayerStats
from game.tests.make import make_character
from tools.supervisor import commands
from vvw_site.celery import app
from vvw_site.foundation.jobs.job import QUEUES, jobs
from vvw_site.foundation.jobs.models import JobRun
from vvw_site.foundation.jobs.overdue import send_overdue
from vvw_site.foundation.services.children import die_with_parent
from vvw_site.tests.tiers import CHECKOUT, database_url, until, where

pytestmark = pytest.mark.django_db(transaction=True)
JOB = "accounts.tasks.sweep_limits"


@contextmanager
def worker(log: Path, tier: str = "worker", command: Sequence[str] = ()) -> Iterator[subprocess.Popen[bytes]]:
    """`deploy/start worker`, ready, with one process; killed at the end. command: another one."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "WORKERS": "1",
        "DJANGO_SETTINGS_MODULE": "vvw_site.settings.test",
        "PATH": path,
    }
    size = log.stat().st_size if log.exists() else 0
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*command] or ["deploy/start", tier], cwd=CHECKOUT, env=environment, stdout=out, stderr=out, start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )  # fmt: skip
    try:
        until(lambda: b" ready." in log.read_bytes()[size:] or process.poll() is not None, 60)
        assert process.poll() is None, log.read_text()
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def the_run() -> JobRun | None:
    return JobRun.objects.filter(job=JOB).first()


def is_done() -> bool:
    run = the_run()
    return run is not None and run.state == JobRun.DONE


def queues_taken() -> set[str]:
    """By the worker that runs, as it says itself."""
    answers = app.control.inspect(timeout=10, limit=1).active_queues() or {}
    return {queue["name"] for queues in answers.values() for queue in queues}


def takes_its_queues_and_one_message_at_a_time() -> None:
    """One message is that of the worker that was killed: it is delivered again after an hour."""
    until(lambda: queues_taken() == {*QUEUES, "celery"} - {"stats"}, 30)
    redis = get_redis_connection("default")
    until(lambda: (redis.llen("fast"), redis.hlen("unacked")) == (0, 1), 10)
    for number in range(2):
        LimitCount.objects.create(key=f"old {number}", count=1, ends_at=timezone.now() - timedelta(days=1))
    JobRun.objects.all().delete()  # so that the job is due again
    with psycopg.connect(**where()) as holder:
        holder.execute("SELECT 1 FROM accounts_limitcount FOR UPDATE")
        app.send_task(JOB)
        until(is_lock_awaited, 30)
        for _ in range(5):
            app.send_task("jobs.sweep")
        for _ in range(20):
            # It has one process, and takes no message that it cannot begin: another worker could begin it.
            assert (redis.llen("fast"), redis.hlen("unacked")) == (5, 2)
            sleep(0.02)
    until(is_done, 10)
    until(lambda: (redis.llen("fast"), redis.hlen("unacked")) == (0, 1), 10)


def test_a_worker_that_is_killed_loses_nothing_and_the_next_takes_one_message_at_a_time_of_its_queues(tmp_path: Path) -> None:
    for number in range(3):
        LimitCount.objects.create(key=f"old {number}", count=1, ends_at=timezone.now() - timedelta(days=1))
    log = tmp_path / "worker.log"
    with psycopg.connect(**where()) as holder:
        holder.execute("SELECT 1 FROM accounts_limitcount WHERE key = 'old 1' FOR UPDATE")
        with worker(log) as first:
            app.send_task(JOB)
            until(is_lock_awaited, 30)  # the job's statement waits for the row that is held
            kill(first)
    until(lambda: not is_lock_awaited(), 10)
    run = the_run()
    assert run is not None and (run.state, run.attempts) == (JobRun.RUNNING, 1)
    assert JOB not in send_overdue() and LimitCount.objects.count() == 3
    JobRun.objects.filter(job=JOB).update(leased_until=timezone.now() - timedelta(seconds=1))  # half a minute later
    with worker(log):
        assert JOB in send_overdue()
        until(is_done, 30)
        send_overdue()
        run = the_run()
        assert run is not None and (run.attempts, run.failures, run.message) == (2, 1, "3 expired counts deleted")
        assert LimitCount.objects.count() == 0
        takes_its_queues_and_one_message_at_a_time()


def test_the_stats_tier_runs_one_task_at_a_time_of_its_own_queue(tmp_path: Path) -> None:
    log = tmp_path / "stats.log"
    with worker(log, "stats"):
        until(lambda: queues_taken() == {"stats"}, 30)
        (pool,) = [stats["pool"] for stats in (app.control.inspect(timeout=10, limit=1).stats() or {}).values()]
        assert pool["max-concurrency"] == 1


def test_statistics_that_take_too_long_are_ended_by_the_worker_of_make_run_and_the_next_ones_are_computed(
    tmp_path: Path,
) -> None:
    stuck, other = make_character(), make_character()
    PlayerStats.objects.create(character=stuck, state=PlayerStats.PENDING, asked_at=timezone.now())
    log = tmp_path / "stats.log"
    with worker(log, command=commands(0)["stats"]):
        with psycopg.connect(**where()) as holder:
            holder.execute("LOCK TABLE game_battle IN ACCESS EXCLUSIVE MODE")
            app.send_task(TASK, time_limit=2)  # instead of the declared one, which test_jobs.py checks
            until(lambda: "Hard time limit (2s) exceeded" in log.read_text(), 30)
            row = PlayerStats.objects.get()
            assert (row.state, row.attempts) == (PlayerStats.RUNNING, 1)  # it is taken again when its lease is over
        PlayerStats.objects.create(character=other, state=PlayerStats.PENDING, asked_at=timezone.now())
        app.send_task(TASK)
        until(lambda: PlayerStats.objects.filter(character=other, state=PlayerStats.DONE).exists(), 30)


def test_the_settings_of_the_queue_are_those_that_a_lost_worker_needs() -> None:
    assert app.conf.task_acks_late and app.conf.task_reject_on_worker_lost and app.conf.worker_prefetch_multiplier == 1
    with app.connection_for_read() as connection:
        assert connection.default_channel.visibility_timeout == 3600
        assert connection.default_channel.visibility_timeout > max(job.seconds for job in jobs().values())
