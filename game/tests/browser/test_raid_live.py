"""A raid as `make run` serves it: pages, sockets and folds of one real server, and two browsers side by side."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from game.models.ids import RaidId
from game.queries.raid import access_raid
from game.tests.raids import make_raid

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Watch = Callable[[RaidId], Page]
FULL = 1_000_000


@pytest.fixture
def watch(chromium: Browser, port: int) -> Iterator[Watch]:
    """The raid's page in a fresh browser, with its socket open."""
    contexts = []

    def made(raid: RaidId) -> Page:
        context = chromium.new_context(base_url=f"http://127.0.0.1:{port}", viewport={"width": 390, "height": 844})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/raids/{raid}/")
        is_live(page)
        return page

    yield made
    for context in contexts:
        context.close()


def is_live(page: Page) -> None:
    expect(page.locator("#raid-live")).to_have_attribute("data-live-state", "open")


def shown_health(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator("[data-meter]").get_attribute("aria-valuenow") or ""))


def join(page: Page, raid: RaidId) -> None:
    page.get_by_role("button", name="Join as a vampire").click()
    page.wait_for_url(f"**/raids/{raid}/")
    is_live(page)


def strike(page: Page) -> int:
    """A blow that hits; its damage."""
    while True:
        expect(page.locator("[data-strike-button]")).to_have_text("Strike")
        page.locator("#strike-answer").evaluate("(place) => place.replaceChildren()")
        page.get_by_role("button", name="Strike").click()
        expect(page.locator("[data-struck]")).to_be_visible()
        if damage := int(page.locator("[data-struck]").get_attribute("data-damage") or 0):
            return damage


def wait_for_health(page: Page, health: int, seconds: float) -> float:
    """Until the page shows this health. Returns how long it took."""
    began = time.monotonic()
    page.wait_for_function(
        "(health) => document.querySelector('[data-meter]').getAttribute('aria-valuenow') === String(health)",
        arg=health, timeout=seconds * 1000,
    )  # fmt: skip
    return time.monotonic() - began


def test_two_browsers_see_the_bar_fall_within_a_second_of_a_hit(watch: Watch) -> None:
    raid = make_raid(health=FULL)
    hunter, spectator = watch(raid), watch(raid)
    join(hunter, raid)
    health = FULL
    for _ in range(3):
        health -= strike(hunter)
        wait_for_health(spectator, health, 1)
        wait_for_health(hunter, health, 1)
    expect(spectator.locator("[data-hp]")).to_have_text(f"{health:,}")
    assert access_raid(raid).hp == health


def test_one_loses_its_network_and_catches_up_without_a_reload(watch: Watch) -> None:
    raid = make_raid(health=FULL)
    hunter, spectator = watch(raid), watch(raid)
    join(hunter, raid)
    spectator.evaluate("window.stays = true")
    spectator.context.set_offline(True)
    health = FULL - strike(hunter) - strike(hunter)
    wait_for_health(hunter, health, 2)
    assert shown_health(spectator) == FULL
    spectator.context.set_offline(False)
    wait_for_health(spectator, health, 10)
    assert spectator.evaluate("window.stays")


def test_the_end_is_shown_and_paid_without_a_reload(watch: Watch) -> None:
    raid = make_raid(health=40)
    hunter, spectator = watch(raid), watch(raid)
    join(hunter, raid)
    for page in (hunter, spectator):
        page.evaluate("window.stays = true")
    while access_raid(raid).state == "fighting":
        strike(hunter)
        hunter.wait_for_timeout(600)
    for page in (hunter, spectator):
        expect(page.locator(".verdict-line")).to_have_text("Mister Snuff fell.")
        expect(page.get_by_role("heading", name="Who did it")).to_be_visible()
        expect(page.get_by_role("button", name="Play the fight")).to_be_visible()  # the record's own script runs
        assert page.evaluate("window.stays")
    expect(hunter.get_by_role("heading", name="Your reward")).to_be_visible()
