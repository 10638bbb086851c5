"""A pytest plugin that starts the embedded services of the test instance before Django reads its settings.

With xdist the controller holds the services, and each worker has its own database and its own Redis number. The tests empty the
Redis numbers that they use: with a REDIS_URL of your own, those above the number in that URL.
"""

import gc
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vvw_site.foundation import services
from vvw_site.foundation.services.instance_paths import CHECKOUT
from vvw_site.foundation.services.locks import Lock
from vvw_site.foundation.services.urls import redis_db
from vvw_site.settings import declared

if TYPE_CHECKING:
    import redis

INSTANCE = "test"
HEADLESS_SHELL = "chromium-headless-shell"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = "No Chromium was found: install it (Debian: apt-get install chromium) to run the browser tests."

run_lock = pytest.StashKey[Lock]()
lease = pytest.StashKey[services.Lease]()


def worker_number() -> int:
    """0 for the controller or a run without xdist; workers count from 1."""
    name = os.environ.get("PYTEST_XDIST_WORKER", "")
    return int(name.removeprefix("gw")) + 1 if name else 0


def keep_compiled() -> None:
    """Modules are stored compiled even where the environment forbids it: the tests start many servers, and each of them and each
    worker would compile the whole checkout again."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


# First, because pytest-django reads the settings in the same hook.
@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, parser: pytest.Parser, args: list[str]) -> None:
    keep_compiled()
    given = declared.REDIS_URL.value()
    for role in ("CACHE", "LIMITS", "BROKER", "CHANNELS"):
        os.environ.pop(f"REDIS_{role}_URL", None)  # each test process empties one Redis, which has all roles
    if not worker_number():
        if {"-h", "--help", "-V", "--version", "--collect-only", "--co"} & set(args):
            return
        early_config.stash[run_lock] = lock_this_checkout()
        if services.needs_embedded():
            try:
                early_config.stash[lease] = services.acquire(INSTANCE)
            except services.ServicesError as error:
                raise pytest.UsageError(str(error)) from error
    # A worker inherits the controller's REDIS_URL, and counts from the number in it.
    if worker_number():
        base = redis_db(os.environ["REDIS_URL"])
        os.environ["REDIS_URL"] = services.with_redis_db(os.environ["REDIS_URL"], base + worker_number())
    else:
        url = given or services.redis_url(INSTANCE)
        os.environ["REDIS_URL"] = services.with_redis_db(url, redis_db(url) + 1)


def lock_this_checkout() -> Lock:
    """The lock that lets only one test run use this checkout: two would share their databases."""
    folder = CHECKOUT / ".local"
    folder.mkdir(exist_ok=True)
    lock = Lock(folder / "tests.lock")
    if not lock.acquire(shared=False, wait=False):
        raise pytest.UsageError("Another test run is active in this checkout: wait for it, or use another clone.")
    return lock


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What the collection made lives as long as the run, so the garbage collector leaves it out: to visit it took a tenth of the CPU time of
    the tests. The collector also runs less often, because tests make many objects that end at once."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if held := config.stash.get(lease, None):
        held.release()
    if lock := config.stash.get(run_lock, None):
        lock.close()


@pytest.fixture(scope="session")
def redis_of_the_run() -> Iterator["redis.Redis"]:
    """One connection for all tests. It is opened again if a test ends it."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    with redis.Redis.from_url(os.environ["REDIS_URL"], retry=Retry(NoBackoff(), 1)) as client:
        yield client


@pytest.fixture(autouse=True)
def empty_redis(redis_of_the_run: "redis.Redis") -> None:
    """Each test begins with an empty Redis, without limits, cache entries or queued tasks of other tests."""
    redis_of_the_run.flushdb()


def default_signals() -> None:
    """A preexec_fn: the child handles signals like a process that was started in a terminal.

    If a script runs the tests in the background, SIGINT is ignored, and with nohup SIGHUP too; children inherit that.
    """
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(signum, signal.SIG_DFL)


def chromium_path(*, whole: bool = False) -> str | None:
    """The path of a Chromium for the browser tests: the system's, or one that Playwright downloaded.

    A headless shell goes first, because it takes half the CPU time. It never restores a page from the history, which whole=True
    asks for.
    """
    for name in CHROMIUM_NAMES if whole else (HEADLESS_SHELL, *CHROMIUM_NAMES):
        if found := shutil.which(name):
            return found
    named = declared.PLAYWRIGHT_BROWSERS_PATH.value()
    folders = [Path(named)] if named else [Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright"]
    shell = "chromium_headless_shell-*/chrome-*/*headless*shell"
    for folder in folders:
        for pattern in ("chromium-*/chrome-*/chrome", *([] if whole else [shell])):
            if found_in := sorted(folder.glob(pattern)):
                return str(found_in[-1])
    return None
