"""A pytest plugin: brings up the embedded services of the test instance before Django reads its settings.

With xdist the controller holds the services and the workers use them, each with a Redis number and a database of its own.
The tests empty the Redis numbers they use: with a REDIS_URL of your own, those above the number that it names.
"""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from vvw_site.foundation import services
from vvw_site.foundation.services.locks import Lock
from vvw_site.foundation.services.places import CHECKOUT
from vvw_site.foundation.services.urls import redis_db
from vvw_site.settings import declared

INSTANCE = "test"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = "No Chromium was found: install it (Debian: apt-get install chromium) to run the browser tests."

run_lock = pytest.StashKey[Lock]()
lease = pytest.StashKey[services.Lease]()


def worker_number() -> int:
    """0 for the controller or a run without xdist, 1 and up for workers."""
    name = os.environ.get("PYTEST_XDIST_WORKER", "")
    return int(name.removeprefix("gw")) + 1 if name else 0


# First of all: pytest-django reads the settings in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, parser: pytest.Parser, args: list[str]) -> None:
    given = declared.REDIS_URL.value()
    if not worker_number():
        if {"-h", "--help", "-V", "--version", "--collect-only", "--co"} & set(args):
            return
        early_config.stash[run_lock] = alone()
        if services.needs_embedded():
            try:
                early_config.stash[lease] = services.take(INSTANCE)
            except services.ServicesError as error:
                raise pytest.UsageError(str(error)) from error
    # A worker gets the controller's environment, its number included: it counts on from there.
    if worker_number():
        base = redis_db(os.environ["REDIS_URL"])
        os.environ["REDIS_URL"] = services.with_redis_db(os.environ["REDIS_URL"], base + worker_number())
    else:
        url = given or services.redis_url(INSTANCE)
        os.environ["REDIS_URL"] = services.with_redis_db(url, redis_db(url) + 1)


def alone() -> Lock:
    """The lock of this checkout's one test run: two would share their databases."""
    folder = CHECKOUT / ".local"
    folder.mkdir(exist_ok=True)
    lock = Lock(folder / "tests.lock")
    if not lock.take(shared=False, wait=False):
        raise pytest.UsageError("Another test run is at work in this checkout: wait for it, or use another clone.")
    return lock


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if held := config.stash.get(lease, None):
        held.release()
    if lock := config.stash.get(run_lock, None):
        lock.close()


@pytest.fixture(autouse=True)
def empty_redis() -> Iterator[None]:
    """Every test begins with an empty Redis: no limit, cache entry or queued task of another test."""
    import redis

    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        client.flushdb()
    yield


def default_signals() -> None:
    """A preexec_fn: the child takes signals as one that a person started in a terminal.

    A suite that a script runs in the background has SIGINT ignored, under nohup SIGHUP too, and a child inherits that.
    """
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(signum, signal.SIG_DFL)


def chromium_path() -> str | None:
    """A Chromium for the browser tests: the system's, or the one that Playwright downloaded."""
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    named = declared.PLAYWRIGHT_BROWSERS_PATH.value()
    folders = [Path(named)] if named else [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    for folder in folders:
        for pattern in ("chromium-*/chrome-*/chrome", "chromium_headless_shell-*/chrome-*/*headless*shell"):
            if found_in := sorted(folder.glob(pattern)):
                return str(found_in[-1])
    return None
