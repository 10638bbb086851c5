"""A player's own statistics in a real browser: the page turns itself when they are counted, at every width and in both lights."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from game.actions import stats as actions
from game.actions.hunt import hunt
from game.actions.stats import compute_due
from game.models import Character
from game.tests.browser.openers import OpenPage, log_in
from game.tests.browser.test_pages import faults
from game.tests.make import by, owner_of
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def unpaced(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LIMITS_ENFORCED = False
    monkeypatch.setattr(actions, "poke", lambda: None)


def make_veteran() -> Character:
    """Hunts in three places, and a raid."""
    hunter = make_hunter(gold=900)
    raid = make_raid()
    for _ in range(3):
        strike(hunter, raid)
    fold_now(raid)
    end_now(raid)
    fold_now(raid)
    for place, times in (("old-mill", 12), ("candlewick-court", 5), ("ashen-gate", 3)):
        for _ in range(times):
            Character.objects.filter(pk=hunter.pk).update(hunted_at=None, energy=1000, hp=10_000)
            hunt(by(hunter), place=place)
    return hunter


def stats_page(
    open_page: OpenPage, live_server: LiveServer, hunter: Character, *, script: bool = True, width: int = 390
) -> Page:
    page = log_in(open_page("about:blank", script=script, width=width), live_server, owner_of(hunter))
    page.goto("/play/stats/")
    return page


def test_the_page_asks_waits_and_turns_itself_when_the_figures_are_there(open_page: OpenPage, live_server: LiveServer) -> None:
    hunter = make_veteran()
    page = stats_page(open_page, live_server, hunter)
    page.get_by_role("button", name="Count everything").click()
    expect(page.get_by_role("heading", name="Waiting to be counted")).to_be_visible()
    compute_due()
    expect(page.get_by_role("heading", name="Best fights")).to_be_visible()
    assert faults(page, ["/play/stats/"]) == {}


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_figures_fit_at_both_widths_and_without_a_script(open_page: OpenPage, live_server: LiveServer, scheme: str) -> None:
    hunter = make_veteran()
    actions.ask_for_stats(by(hunter))
    compute_due()
    for width in (390, 1440):
        page = stats_page(open_page, live_server, hunter, width=width)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        expect(page.get_by_role("heading", name="Luck")).to_be_visible()
        assert faults(page, ["/play/stats/"]) == {}
    bare = stats_page(open_page, live_server, hunter, script=False)
    expect(bare.get_by_role("heading", name="Best fights")).to_be_visible()
