"""Gunicorn's master, with a reload in which nobody waits: `python -m deploy.arbiter` takes gunicorn's arguments.

At HUP, gunicorn itself ends the old workers as soon as it has forked the new ones, which need seconds to load the site; nobody
serves meanwhile. Here an old worker is told to end when a new one serves in its place. If the new code does not load, the old
workers go on.
"""

import signal
import sys
from typing import Any

from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn.arbiter import Arbiter as GunicornArbiter
from gunicorn.errors import HaltServer

from deploy.worker import Worker


class Arbiter(GunicornArbiter):  # type: ignore[misc]  # gunicorn has no types
    """Of the workers, only those that serve can be too many."""

    WORKERS: dict[int, Worker]

    def __init__(self, app: Any) -> None:
        super().__init__(app)
        # What USR2 executes: gunicorn would execute this file, which finds no other module of ours.
        self.START_CTX["args"] = [sys.executable, "-m", "deploy.arbiter", *sys.argv[1:]]

    def manage_workers(self) -> None:
        """Start the workers that are missing, and end those that are too many."""
        if len(self.WORKERS) < self.num_workers:
            self.spawn_workers()
        self.end_replaced_workers()

    def end_replaced_workers(self) -> None:
        """Keep the newest workers that serve, and tell older ones to end, each once. None ends while a new one loads."""
        serving = [worker for worker in self.WORKERS.values() if worker.is_ready() and not worker.told_to_end]
        serving.sort(key=lambda worker: worker.age, reverse=True)
        for worker in serving[self.num_workers :]:
            worker.told_to_end = True
            self.kill_worker(worker.pid, signal.SIGTERM)

    def reap_workers(self) -> None:
        """Forget workers that have ended. A worker that cannot load the site stops the master only if no other one serves.

        Gunicorn also calls this while it waits for the end of the old workers after a HUP.
        """
        try:
            super().reap_workers()
        except HaltServer as halt:
            if not self.LISTENERS:
                return  # it ends already, because another worker could not load the site either
            if not any(worker.is_ready() for worker in self.WORKERS.values()):
                raise
            self.log.error("%s The workers of before go on: correct the fault, then send HUP again.", halt.reason)
        self.end_replaced_workers()


class GunicornApplication(WSGIApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's command line with this master."""

    def run(self) -> None:
        Arbiter(self).run()


if __name__ == "__main__":
    GunicornApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()
