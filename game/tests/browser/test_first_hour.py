"""The first hour of a stranger who does what the pages offer, on a phone and a desktop, with scripts and without: no dead end."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from game.models import Battle, Character, DailyMission
from game.tests.browser.openers import OpenPage
from game.tests.browser.test_newcomer import sign_up
from game.tests.browser.test_pages import FAULTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEVEL = 3
STEPS = 60
WAYS = (
    "() => [...document.querySelectorAll('main a[href], main button')].filter((e) => e.checkVisibility() && !e.disabled).length"
)


def arrived(page: Page) -> Page:
    """The page has a heading, something to go on with, and no fault of layout."""
    page.wait_for_load_state()
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate(WAYS) > 0, page.url
    assert page.evaluate(FAULTS) == [], page.url
    return page


def me() -> Character:
    return Character.objects.get()


def grow(page: Page) -> None:
    """Points are spent where the page starts, after a look at what they bring."""
    page.get_by_role("link", name="Grow stronger").click()
    form = arrived(page).locator("form[action='/play/character/points/']")
    form.locator("input[type=number]").first.fill("3")
    form.locator("input[type=number]").nth(3).fill("2")
    form.locator("button:not([type=button])").click()
    expect(arrived(page).get_by_role("heading", level=1)).to_have_text("Spend 5 points?")
    page.locator("#spend-for-sure").click()
    expect(arrived(page).locator("#toasts")).to_contain_text("You have grown")


def follow_the_next_step(page: Page) -> None:
    page.goto("/play/")
    if page.get_by_role("link", name="Grow stronger").count():
        return grow(page)
    if (reward := arrived(page).get_by_role("button", name=re.compile("Take the reward"))).count():
        reward.first.click()
        expect(page.locator("#toasts")).to_contain_text("yours")
        return None
    page.locator("#hunt").click()
    page.wait_for_url("**/battles/**")
    arrived(page)
    return None


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_first_hour_has_no_dead_end(open_page: OpenPage, settings: Settings, script: bool, width: int) -> None:
    settings.LIMITS_ENFORCED = False
    page = arrived(open_page("/", script=script, width=width))
    page.get_by_role("button", name="Play as a werewolf").first.click()
    page.wait_for_url("**/play/")
    for _ in range(STEPS):
        follow_the_next_step(page)
        if me().level >= LEVEL and not me().unspent and DailyMission.objects.filter(claimed_at__isnull=False).exists():
            break
    assert me().level >= LEVEL and len(me().loadout) == 2, "the new skill came into a free slot"
    assert Battle.objects.filter(won=True).count() >= 0.5 * Battle.objects.count()
    page.goto("/play/")
    first = arrived(page).locator(".first-steps > li")
    assert first.count() == 5 and page.locator(".first-steps > li.is-done").count() == 4, "only the sign-up is left"

    Character.objects.update(hp=1, hp_at=timezone.now())
    page.reload()
    page.locator("#drink").click()
    expect(arrived(page).locator("#toasts")).to_contain_text("You use")

    Character.objects.update(energy=0, energy_at=timezone.now())
    page.goto("/play/hunt/")
    ways = arrived(page).locator(".note--warning a").evaluate_all("(links) => links.map((a) => a.getAttribute('href'))")
    assert len(ways) >= 5
    for way in ways:
        if not way.startswith("/wiki/"):  # a static page: seo_pages/tests read its links
            answer = page.goto(way)
            assert answer and answer.status == 200, way
            arrived(page)
    page.goto("/play/shop/?kind=consumable")
    page.locator("form[action='/play/shop/buy/'] button").first.click()
    expect(arrived(page).locator("#toasts")).to_contain_text("Bought")
    sign_up(page)
    page.goto("/play/")
    assert arrived(page).locator(".first-steps").count() == 0, "nothing is left of the first night"
