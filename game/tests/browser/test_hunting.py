"""Hunting in a real browser: what stays under the pointer, what moves with the clock, and a fight that was seen."""

import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from game.content import catalogue
from game.models import Character, DailyMission
from game.tests.browser.openers import OpenPage, log_in
from game.tests.make import make_character
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HUNTS = next(mission.slug for mission in catalogue().missions.values() if mission.goal.event == "hunt")


@pytest.fixture
def hunter(settings: Settings) -> Character:
    settings.LIMITS_ENFORCED = False
    return make_character(level=6, strength=60, vitality=40, place="old-mill")


def enter(open_page: OpenPage, live_server: LiveServer, hunter: Character, width: int = 390) -> Page:
    page = open_page("about:blank", width=width)
    log_in(page, live_server, user_of(hunter))
    return page


@pytest.mark.parametrize("width", [390, 1440])
def test_the_next_hunt_stays_under_the_pointer(
    open_page: OpenPage, live_server: LiveServer, hunter: Character, width: int
) -> None:
    page = enter(open_page, live_server, hunter, width)
    page.goto("/play/hunt/")
    button, places = page.locator("#hunt-again"), []
    for number in range(4):
        button.scroll_into_view_if_needed()
        places.append(button.bounding_box())
        button.click()
        expect(page.locator("#recent-fights > li")).to_have_count(number + 1)
    assert all(place == places[0] for place in places), places


def test_bars_and_numbers_move_with_the_clock(open_page: OpenPage, live_server: LiveServer, hunter: Character) -> None:
    Character.objects.filter(pk=hunter.pk).update(energy=100, energy_at=timezone.now(), hp=10, hp_at=timezone.now())
    page = enter(open_page, live_server, hunter)
    page.clock.install()
    page.goto("/play/hunt/")
    health = int(page.locator("#hud-hp [data-now]").inner_text())
    page.clock.run_for(245_000)
    expect(page.locator("#hud-energy [data-now]")).to_have_text("102")
    expect(page.locator("#hunt-energy")).to_have_text("102")
    assert page.locator("#hud-energy progress").evaluate("(bar) => bar.value") == 102
    assert int(page.locator("#hud-hp [data-now]").inner_text()) > health
    page.clock.run_for(3_600_000)
    expect(page.locator("#hud-energy [data-now]")).to_have_text("120")
    expect(page.locator("#hud-energy .hud-time")).to_have_count(0)


def test_a_fight_is_skipped_in_view_and_does_not_play_again(
    open_page: OpenPage, live_server: LiveServer, hunter: Character
) -> None:
    page = enter(open_page, live_server, hunter)
    page.goto("/play/")
    page.locator("#hunt").click()
    page.wait_for_url("**/battles/**")
    skip = page.get_by_role("button", name="Skip to the end")
    box = skip.bounding_box()
    assert box and box["y"] + box["height"] < 844 - 80, "above the bar at the thumb"
    skip.click()
    expect(page.locator(".is-playing")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Play it again")).to_be_visible()
    assert page.locator(".is-playing").count() == 0
    page.get_by_role("button", name="Play it again").click()
    expect(page.locator(".is-playing")).to_have_count(1)


def test_a_mission_is_claimed_from_the_result_that_finished_it(
    open_page: OpenPage, live_server: LiveServer, hunter: Character
) -> None:
    page = enter(open_page, live_server, hunter)
    page.goto("/play/hunt/")
    page.locator("#hunt-again").click()
    expect(page.locator("#recent-fights > li")).to_have_count(1)
    task = DailyMission.objects.filter(character=hunter).order_by("pk").first()
    assert task
    DailyMission.objects.filter(character=hunter).exclude(pk=task.pk).delete()
    DailyMission.objects.filter(pk=task.pk).update(mission=HUNTS, target=F("progress") + 1)
    page.locator("#hunt-again").click()
    done = page.locator(".mission-done")
    expect(done.first).to_contain_text("Mission done")
    done.first.get_by_role("button").click()
    page.wait_for_url("**/play/hunt/")
    expect(page.locator("#toasts")).to_contain_text("yours")
    assert DailyMission.objects.filter(character=hunter, claimed_at__isnull=False).count() == 1
