"""`make drill-jobs`: each job is killed by SIGKILL at its worst statements and runs again, and what it does has happened once.

It has an instance of its own (Postgres, Redis, worker, two beats). The worker of each job dies at the first statement that writes, at a
later one, and when all is committed but its run is not stored as done; then the job is sent again as beat and catch_up send it. At the
end all jobs are queued, Redis is emptied, and two beats run at once. It prints a table; the last line is the result. Ctrl-C stops
everything. Exit 1 if something was lost or done twice, or if a job did not run.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import redis

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from accounts.tests.smtp_server import smtp_server
from bench.drill_checks import Check, checks, own_numbers
from bench.drill_pauses import KILLED, Pauses, pauses
from bench.drill_stage import Stage, children_of, fill_database, wait_until
from tools.terminal import UserError, exit_on_error, line, step

if TYPE_CHECKING:
    from vvw_site.foundation.jobs.job import Job
    from vvw_site.foundation.jobs.models import JobRun

WAIT_SECONDS = 30.0
LATER_WRITE = 4
BEATS = ("beat", "beat 2")


class JobDrill:
    """checks: of single jobs, by name."""

    def __init__(self, stage: Stage, pauses: Pauses, checks: dict[str, Check]) -> None:
        self.stage, self.pauses, self.checks = stage, pauses, checks
        self.redis = redis.Redis.from_url(stage.redis_url)
        self.kills = 0
        self.problems: list[str] = []

    def run(self) -> None:
        from vvw_site.foundation.jobs.job import jobs

        self.stage.start("redis")
        self.stage.start("worker", "stats")
        line(f"  {'job':<32}{'died at':<28}{'attempts':>9}{'seconds':>9}  result")
        for job in jobs().values():
            self._drill(job)
        self._lose_the_queue()
        self._prove_the_ledger()

    # --- one job
    def _drill(self, job: "Job") -> None:
        """Once more if its window ended meanwhile: then another run began."""
        began = time.monotonic()
        for _ in range(2):
            window = self._window(job)
            died, found, attempts = self._die_and_run(job)
            if window == self._window(job):
                break
        self.problems += [f"{job.name}: {what}" for what in found]
        seconds = time.monotonic() - began
        line(f"  {job.name:<32}{', '.join(died):<28}{attempts:>9}{seconds:>9.1f}  {'; '.join(found) or 'once'}")

    def _die_and_run(self, job: "Job") -> tuple[list[str], list[str], int]:
        """Where it died, what does not hold, and how many attempts its run had."""
        from vvw_site.foundation.jobs.models import JobRun

        self._settle_others(job)
        JobRun.objects.filter(job=job.name).delete()
        self._forget_messages()
        # First, because making the data may queue the job.
        self.pauses.set(job.name, write=1, close=True)
        problems = self.checks[job.name]() if job.name in self.checks else lambda: []
        self._send(job, first=True)
        died: list[str] = []
        for write, then in ((1, LATER_WRITE), (LATER_WRITE, None), (None, None)):
            self._until(f"{job.name} pauses", lambda: self.pauses.reached() or self._is_done(job))
            point = self.pauses.reached()
            if point is None:
                self.pauses.clear()
                return [*died, "nowhere"], ["it was done before it could be killed"], 0
            died.append("the end" if point == "close" else f"write {write}")
            if point == "close":
                self.pauses.clear()
            else:
                # Before the death, because the message of a dead process is delivered again at once.
                self.pauses.set(job.name, write=then, close=True)
            self._kill(job, whole=not self.kills % 3)
            self._send(job, first=False)
            if point == "close":
                break
        self._until(f"{job.name} is done", lambda: self._is_done(job) and self._is_idle())
        row = self._run(job)
        assert row is not None
        return died, [*self._faults(job, row, len(died)), *problems()], row.attempts

    def _faults(self, job: "Job", row: "JobRun", deaths: int) -> list[str]:
        from vvw_site.foundation.jobs.run import NOT_TAKEN, run

        if not job.once:
            return []
        wrong = [] if row.attempts == deaths + 1 else [f"{row.attempts} attempts after {deaths} deaths"]
        wrong += [] if row.failures == deaths else [f"{row.failures} failures counted"]
        if self._overdue(job):
            wrong.append("it is done and overdue")
        if run(job.name) != NOT_TAKEN:
            wrong.append("it ran a second time in its window")
        return wrong

    def _send(self, job: "Job", *, first: bool) -> None:
        """As beat does, or for a later attempt as catch_up does, which must have found it."""
        if job.once and not first:
            self._until(f"{job.name} is overdue", lambda: self._overdue(job))
        from vvw_site.celery import app

        app.send_task(job.name, expires=60)

    def _kill(self, job: "Job", *, whole: bool) -> None:
        """SIGKILL for the worker with its parent, or for the process that runs the job. Its leases are over then: the drill does not wait
        for the half minute."""
        tier = "stats" if job.queue == "stats" else "worker"
        if whole:
            self.stage.kill(tier)
        else:
            [child, *_] = children_of(self.stage.processes[tier].pid)
            os.kill(child, signal.SIGKILL)
        self.pauses.end_connections()
        self.kills += 1
        if whole:
            self._forget_messages()
            self.stage.start(tier)
        elif job.once:
            self._until("the message that came back is refused", self._is_idle)
        self._end_leases()

    def _forget_messages(self) -> None:
        """Those of a worker that died with its parent would come back after twenty minutes."""
        from vvw_site.foundation.jobs.job import QUEUES

        self.redis.delete(*QUEUES, "unacked", "unacked_index")

    def _is_idle(self) -> bool:
        from vvw_site.foundation.jobs.job import QUEUES

        return not (self.redis.exists(*QUEUES) or self.redis.exists("unacked"))

    @staticmethod
    def _end_leases() -> None:
        from accounts.models import OutboxMessage
        from vvw_site.foundation.database.clock import database_now
        from vvw_site.foundation.jobs.models import JobRun

        now = database_now()
        JobRun.objects.filter(state=JobRun.RUNNING).update(leased_until=now - timedelta(hours=2))
        OutboxMessage.objects.filter(leased_until__gt=now).update(leased_until=None, due_at=now)

    def _settle_others(self, job: "Job") -> None:
        """All other jobs are done in their windows, so that only this one runs."""
        from vvw_site.foundation.jobs.job import jobs
        from vvw_site.foundation.jobs.lease import close, take

        for other in jobs().values():
            if other.once and other.name != job.name:
                claim = take(other.name, self._window(other))
                if claim is not None:
                    close(claim, failed=False, message="by the drill")

    # --- all jobs
    def _lose_the_queue(self) -> None:
        """All jobs are queued without a worker, Redis dies and comes back empty, and two beats start at once."""
        from vvw_site.celery import app
        from vvw_site.foundation.jobs.job import jobs
        from vvw_site.foundation.jobs.models import JobRun

        began = time.monotonic()
        self.stage.kill("worker")
        self.stage.kill("stats")
        for job in jobs().values():
            app.send_task(job.name)
        self.stage.kill("redis")
        self.stage.empty_redis()
        self.stage.start("redis")
        JobRun.objects.all().delete()
        self.stage.start("worker", "stats", *BEATS)
        # One that runs at any time, and whose next time comes later than that, is drilled by itself only.
        awaited = [job for job in jobs().values() if job.once or job.at.seconds <= 60]
        self._until("all jobs have run", lambda: all(self._is_done(job) for job in awaited), 120)
        runs = JobRun.objects.filter(job__in=[job.name for job in jobs().values() if job.once])
        twice = [f"{run.job} ran {run.attempts} times with two beats" for run in runs if run.attempts != 1]
        self.problems += twice
        seconds = time.monotonic() - began
        line(f"  {'all, by two beats':<32}{'with an emptied Redis':<28}{1:>9}{seconds:>9.1f}  {'; '.join(twice) or 'once'}")

    def _prove_the_ledger(self) -> None:
        from game.queries.ledger_proof import problems

        self.problems += [f"ledger: {problem}" for problem in problems()]

    # --- what holds
    @staticmethod
    def _window(job: "Job") -> datetime:
        from vvw_site.foundation.database.clock import database_now

        return job.at.window_at(database_now())

    def _run(self, job: "Job") -> "JobRun | None":
        from vvw_site.foundation.jobs.models import JobRun

        runs = JobRun.objects.filter(job=job.name)
        return runs.filter(window=self._window(job)).first() if job.once else runs.order_by("-window").first()

    def _is_done(self, job: "Job") -> bool:
        from vvw_site.foundation.jobs.models import JobRun

        row = self._run(job)
        if row is not None and row.state == JobRun.FAILED:
            raise UserError(f"{job.name} failed: {row.message}")
        return row is not None and row.state == JobRun.DONE

    @staticmethod
    def _overdue(job: "Job") -> bool:
        from vvw_site.foundation.database.clock import database_now
        from vvw_site.foundation.jobs.overdue import overdue

        return job.name in {late.name for late in overdue(database_now())}

    def _until(self, what: str, is_true: Callable[[], object], seconds: float = WAIT_SECONDS) -> None:
        wait_until(what, is_true, seconds, lambda: f"The logs are in {self.stage.folder}.")


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    from bench.instance import SETTINGS, only_one
    from vvw_site.foundation import services

    with (
        only_one("drill"),
        tempfile.TemporaryDirectory(prefix="drill-") as folder,
        services.hold("drill"),
        smtp_server() as server,
    ):
        url = services.postgres_url("drill")
        os.environ |= {"DJANGO_SETTINGS_MODULE": SETTINGS, "DATABASE_URL": url}
        mortal = {"PGAPPNAME": KILLED, "SMTP_URL": f"smtp://127.0.0.1:{server.port}"}
        with Stage(Path(folder), mortal) as stage:
            os.environ["REDIS_URL"] = stage.redis_url
            with step("Database and content"):
                fill_database()
            import django

            django.setup()
            own_numbers()
            with pauses(url) as made:
                drill = JobDrill(stage, made, checks(server))
                drill.run()
            for problem in drill.problems:
                line(f"  {problem}")
            result = f"{len(drill.problems)} faults" if drill.problems else "Nothing was lost or done twice"
            line(f"{result}: {drill.kills} kills.")
            if drill.problems:
                sys.exit(1)


if __name__ == "__main__":
    with exit_on_error():
        main()
