"""Events in a real browser: the countdown, times in the reader's zone, and a battle under the Blood Moon that proves true."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from game.actions.event_plan import plan_events
from game.models import Battle, Character, GameEvent
from game.presenters.event import time_left
from game.tests.browser.test_newcomer import as_guest
from game.tests.browser.test_pages import faults
from game.tests.events import make_blood_moon, make_event
from game.tests.raids import make_raid

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
WORDS = """(seconds) => {
  const made = seconds.map((one) => {
    const place = document.createElement("b");
    place.dataset.countdown = one;
    document.body.append(place);
    return place;
  });
  return new Promise((done) => setTimeout(() => done(made.map((place) => place.textContent)), 2300));
}"""


def test_the_countdown_counts_and_uses_the_words_of_the_server(open_page: OpenPage) -> None:
    make_event(ends=100)
    page = open_page("/events/")
    place = page.locator(".event-on [data-countdown]")
    expect(place).to_have_text("1 min")
    # In the middle of a unit, so that the seconds that pass meanwhile do not matter.
    seconds = [90, 3630, 7290, 86_430, 200_030]
    assert page.evaluate(WORDS, seconds) == [time_left(one) for one in seconds]
    assert page.evaluate(WORDS, [0.2]) == ["a moment"]


def test_times_are_shown_in_the_reader_s_zone_and_utc_stays_as_the_title(chromium: Browser, live_server: LiveServer) -> None:
    plan_events()
    context = chromium.new_context(base_url=live_server.url, timezone_id="Asia/Tokyo")
    page = context.new_page()
    page.goto("/events/")
    time = page.locator(".coming-event time").first
    expect(time).to_contain_text("09:00")
    assert "00:00 UTC" in (time.get_attribute("title") or "")
    context.close()


def test_without_scripts_the_page_says_the_same_in_utc(open_page: OpenPage) -> None:
    make_blood_moon(ends=7300)
    page = open_page("/events/", script=False)
    expect(page.locator(".event-on")).to_contain_text("2 h 1 min")
    expect(page.locator(".event-on")).to_contain_text("UTC")


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_of_events_have_no_fault(open_page: OpenPage, width: int) -> None:
    plan_events()
    event = make_blood_moon(marked=["flour-rat", "left-the-world"])
    make_event(starts=-900, ends=-600)
    page = open_page("/", width=width)
    assert faults(page, ["/events/", f"/events/{event.pk}/"]) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_battle_under_the_blood_moon_proves_true_in_the_browser(open_page: OpenPage) -> None:
    make_blood_moon()
    page = as_guest(open_page, script=True)
    Character.objects.update(strength=300)
    page.get_by_role("button", name="Hunt at The Old Mill").first.click()
    page.wait_for_url("**/play/battles/**")
    assert Battle.objects.get().inputs["event"]["xp"] == 150
    GameEvent.objects.all().delete()
    page.get_by_role("button", name="Open the seal and check").click()
    expect(page.locator("#dice-check")).to_have_attribute("data-verdict", "true")
    expect(page.get_by_text("raised this reward")).to_be_visible()


def test_with_a_raid_and_an_event_on_the_frame_of_a_low_window_takes_a_third_of_it(open_page: OpenPage) -> None:
    """A small phone, and 1440 x 900 at 200 %. A guest has one more line, and what lies at the thumb does not count."""
    make_event()
    make_raid()
    page = as_guest(open_page, script=True)
    page.goto("/play/hunt/")
    for width, height in ((360, 640), (720, 450)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") <= 0.35 * height, width
        assert page.evaluate("document.documentElement.scrollWidth") == width
    expect(page.locator(".strips a")).to_have_count(2)
    expect(page.locator(".guest a")).to_be_visible()


def test_where_nothing_may_move_a_change_of_the_scheme_is_no_transition(open_page: OpenPage) -> None:
    page = open_page("/events/")
    page.emulate_media(reduced_motion="reduce", color_scheme="dark")
    page.evaluate("window.begun = 0; document.addEventListener('transitionrun', () => window.begun++)")
    before = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    page.wait_for_function("(before) => getComputedStyle(document.querySelector('h1')).color !== before", arg=before)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.begun") == 0
