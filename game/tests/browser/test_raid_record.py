"""The replay of an ended raid, the check of a hit, and the calendar, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from game.actions.fairness import reveal_seed
from game.models import Character, Raid, RaidFold, RaidHit
from game.models.ids import RaidId
from game.tests.browser.openers import log_in
from game.tests.browser.test_pages import faults
from game.tests.make import by
from game.tests.queries.test_raid_record import make_fought
from game.tests.raids import fold_now, make_hunter, make_raid, strike
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def number(text: str | None) -> int:
    return int(re.sub(r"\D", "", text or ""))


def seek(page: Page, part: float) -> None:
    """Move to this part of the fight."""
    page.locator("[data-replay-seek]").evaluate(
        "(field, part) => { field.value = field.max * part; field.dispatchEvent(new Event('input', { bubbles: true })); }", part
    )


def sums(page: Page) -> list[int]:
    return [number(one) for one in page.locator("[data-replay-top] b").all_text_contents()]


def test_the_replay_shows_the_curve_s_points_and_ends_at_what_is_stored(open_page: OpenPage) -> None:
    raid = make_fought()
    page = open_page(f"/raids/{raid}/", width=1440)
    expect(page.locator("[data-replay-of]")).to_be_visible()
    last = RaidFold.objects.latest("seq")
    assert number(page.locator("[data-replay-hp]").text_content()) == last.hp
    final = sums(page)
    assert sum(final) == sum(hit.counted or 0 for hit in RaidHit.objects.all()) and len(final) == 2
    seek(page, 0)
    assert sums(page) == [0, 0] and number(page.locator("[data-replay-hits]").text_content()) == 0
    assert number(page.locator("[data-replay-hp]").text_content()) == 1_000_000
    expect(page.locator("[data-replay-phase]")).to_have_text("On His Rounds")
    seek(page, 1)
    assert sums(page) == final and number(page.locator("[data-replay-hits]").text_content()) == last.number


def test_the_replay_plays_and_pauses_and_goes_on(open_page: OpenPage) -> None:
    page = open_page(f"/raids/{make_fought()}/", width=390)
    field = page.locator("[data-replay-seek]")
    page.get_by_role("button", name="Play the fight").click()
    expect(page.locator("[data-replay-time]")).to_have_text(re.compile(r"^[1-9]:\d\d$"))
    page.get_by_role("button", name="Pause").click()
    stopped = float(field.input_value())
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    assert float(field.input_value()) == stopped
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("[data-replay-time]")).to_have_text(re.compile(r"^1\d:\d\d$"))
    assert float(field.input_value()) > stopped
    seek(page, 0.999)
    expect(page.get_by_role("button", name="Play it again")).to_be_visible()


def test_the_replay_is_moved_with_the_keyboard(open_page: OpenPage) -> None:
    page = open_page(f"/raids/{make_fought()}/")
    field = page.get_by_label("Moment of the fight")
    field.focus()
    page.keyboard.press("Home")
    assert float(field.input_value()) == 0 and sums(page) == [0, 0]
    page.keyboard.press("End")
    assert sum(sums(page)) > 0


def test_without_scripts_the_fight_is_a_table(open_page: OpenPage) -> None:
    raid = make_fought()
    page = open_page(f"/raids/{raid}/", script=False)
    expect(page.locator("[data-replay-of]")).to_be_hidden()
    page.get_by_text("The fight as a table").click()
    expect(page.get_by_role("cell", name=f"{RaidFold.objects.latest('seq').hp:,}").first).to_be_visible()


def a_struck_hit() -> tuple[Character, RaidId]:
    raid, hunter = make_raid(), make_hunter()
    strike(hunter, raid)
    fold_now(raid)
    return hunter, raid


def test_the_browser_checks_a_hit_and_notices_a_change(open_page: OpenPage) -> None:
    hunter, raid = a_struck_hit()
    reveal_seed(by(hunter))
    page = open_page(f"/raids/{raid}/hits/1/")
    page.get_by_role("button", name="Roll it again in this browser").click()
    expect(page.locator("#dice-check")).to_have_attribute("data-verdict", "true")
    expect(page.get_by_text("this hit was honest")).to_be_visible()
    hit = RaidHit.objects.get()
    assert hit.damage, "the boss of these tests never dodges"
    stronger = {"inputs": hit.inputs | {"hunter": hit.inputs["hunter"] | {"attack": 3 * hit.inputs["hunter"]["attack"]}}}
    for change in ({"damage": hit.damage + 1}, {"outcome": "dodge"}, {"lost": 3}, stronger, {"counted": hit.damage + 1}):
        RaidHit.objects.update(**change)
        page.goto(f"/raids/{raid}/hits/1/#dice")
        page.reload()
        expect(page.locator("#dice-check")).to_have_attribute("data-verdict", "false")
        RaidHit.objects.update(**{name: getattr(hit, name) for name in change})


def test_a_hit_under_unknown_rules_is_not_called_dishonest(open_page: OpenPage) -> None:
    hunter, raid = a_struck_hit()
    reveal_seed(by(hunter))
    Raid.objects.update(rules_version=99)
    page = open_page(f"/raids/{raid}/hits/1/#dice")
    expect(page.locator("#dice-check")).to_have_attribute("data-verdict", "old")


def test_the_owner_opens_the_seal_and_the_browser_checks_at_once(open_page: OpenPage, live_server: LiveServer) -> None:
    hunter, raid = a_struck_hit()
    page = open_page("about:blank", refusals=True)
    log_in(page, live_server, user_of(hunter))
    page.goto(f"/raids/{raid}/hits/1/")
    page.get_by_role("button", name="Open the seal and check").click()
    expect(page.locator("#dice-check")).to_have_attribute("data-verdict", "true")


def test_the_calendar_shows_local_time_and_sets_a_reminder(open_page: OpenPage, live_server: LiveServer) -> None:
    hunter = make_hunter()
    page = open_page("about:blank", refusals=True)
    log_in(page, live_server, user_of(hunter))
    page.goto("/play/raids/")
    first = page.locator(".coming-raid").first
    expect(first.locator("time")).to_have_attribute("title", re.compile(r" UTC$"))
    first.get_by_role("button", name="Remind me").click()
    page.wait_for_url("**/play/raids/#window-*")
    expect(page.locator(".coming-raid").first.get_by_text("You will be told")).to_be_visible()
    assert hunter.raid_reminders.count() == 1


@pytest.mark.parametrize("width", [360, 1440])
def test_the_pages_have_no_faults(open_page: OpenPage, width: int) -> None:
    _, raid = a_struck_hit()
    over = make_fought(strikes=2)
    page = open_page("/play/raids/", width=width)
    paths = ["/play/raids/", f"/raids/{raid}/hits/", f"/raids/{raid}/hits/1/", f"/raids/{over}/"]
    assert faults(page, paths) == {}
