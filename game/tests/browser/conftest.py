"""A real Chromium against a real server."""

import os
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    WebSocketRoute,
    expect,
    sync_playwright,
)
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.queries.rank import Rank
from game.actions.groups import make_groups
from game.realtime.messages import CloseCode
from game.tests.browser.openers import OpenPage, OpenStaffPage, log_in
from game.tests.browser.raid_room import Visit, visitor
from game.tests.staff import make_staff
from vvw_site.foundation.ports import free_port
from vvw_site.testing import NO_CHROMIUM, chromium_path
from vvw_site.tests.tiers import SERVED, database_url, served

ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # Pages stay alive in the browser's history even with "no-store", as in the browsers of players.
    "--enable-features=CacheControlNoStoreEnterBackForwardCache:level/restore-unless-http-only-cookie-change",
]  # fmt: skip
NO_HISTORY = "--disable-back-forward-cache"
"""An option that Playwright sets by default."""


_playwright: list[Playwright] = []
"""The driver of this process: pytest makes a fixture once for each folder that imports it, and Playwright starts only once."""
_browsers: dict[str, Browser] = {}
"""The running browsers of this process, by the path of the program."""


def browser_at(path: str | None) -> Browser:
    if path is None:
        pytest.fail(NO_CHROMIUM)
    if not _playwright:
        # Playwright runs an event loop in this thread, so Django would refuse the tests' own statements.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        _playwright.append(sync_playwright().start())
    if path not in _browsers:
        _browsers[path] = _playwright[0].chromium.launch(executable_path=path, args=ARGS, ignore_default_args=[NO_HISTORY])
    return _browsers[path]


def end_browsers() -> None:
    for browser in _browsers.values():
        browser.close()
    _browsers.clear()
    if _playwright:
        _playwright.pop().stop()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=20_000)  # a busy machine may stand still for seconds
    yield browser_at(chromium_path())
    end_browsers()


@pytest.fixture
def open_page(request: pytest.FixtureRequest, chromium: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """A console error, or a breach of the content policy, fails the test at its end. Tests with the mark "keeps_pages" have the
    browser that restores pages from its history."""
    browser = browser_at(chromium_path(whole=True)) if request.node.get_closest_marker("keeps_pages") else chromium
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(path: str = "/", *, script: bool = True, width: int = 390, refusals: bool = False) -> Page:
        def collect(message: ConsoleMessage) -> None:
            refused = refusals and "the server responded with a status of 4" in message.text
            # A test that takes the network away does so on purpose.
            if message.type == "error" and not refused and "net::ERR_INTERNET_DISCONNECTED" not in message.text:
                complaints.append(message.text)

        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=script, viewport={"width": width, "height": 844}
        )
        contexts.append(context)
        context.route_web_socket("**/ws/notices/", _end)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("console", collect)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def visit(open_page: OpenPage, live_server: LiveServer, settings: Settings) -> Visit:
    settings.LIMITS_ENFORCED = False
    return visitor(open_page, live_server)


def _end(socket: WebSocketRoute) -> None:
    """The live server has no sockets: the page is told that it needs none."""
    socket.close(code=CloseCode.NOT_LOGGED_IN)


@pytest.fixture
def staff_page(open_page: OpenPage, live_server: LiveServer) -> OpenStaffPage:
    make_groups()

    def make(path: str, *, rank: Rank = Rank.ADMINISTRATOR, script: bool = True, width: int = 390) -> Page:
        page = log_in(open_page("about:blank", script=script, width=width), live_server, make_staff(rank))
        page.goto(path)
        return page

    return make


@pytest.fixture(scope="module")
def port(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a whole site with sockets, in a process of its own on the test's database. The tests of a module share it."""
    port, log = free_port(), tmp_path_factory.mktemp("site") / "server.log"
    given = {"DJANGO_SETTINGS_MODULE": SERVED, "DATABASE_URL": database_url(), "LOG_LEVEL": "WARNING"}
    command = ["daphne", "-b", "127.0.0.1", "-p", str(port), "--no-server-name", "vvw_site.asgi:application"]
    with served([sys.executable, "-m", *command], port, log, given):
        yield port
