"""The leaderboards in a real browser: they fit every screen, axe finds no fault, and search and pages work without script."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from game.actions import boards
from game.actions.daily_rank import rank_everybody
from game.models import Character, DailyRank
from game.tests.boards import begin_season, count_now, make_many
from game.tests.browser.openers import OpenPage, log_in
from game.tests.browser.test_admin_accessibility import COLOURS, faults_of
from game.tests.browser.test_pages import FAULTS
from game.tests.make import make_character
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/leaderboards/kills/", "/leaderboards/level/?scope=season", "/leaderboards/kills/?page=2", "/leaderboards/kills/?name=crowd_7",
    "/leaderboards/raids/", "/leaderboards/kills/?name=nobody_of_that_name",
]  # fmt: skip


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch) -> Character:
    """One with a long name behind the list, whose rank rose over a week."""
    monkeypatch.setattr(boards, "LISTED", 80)
    make_many(
        400, kills="n * n / 5", level="1 + n / 10", gold_earned="n * 997", emblem="n % 24",
        faction="CASE WHEN n % 2 = 0 THEN 'vampire' ELSE 'werewolf' END",
        class_slug="CASE WHEN n % 2 = 0 THEN 'courtblade' ELSE 'redclaw' END",
    )  # fmt: skip
    mine = make_character(name="Wet_Nose_Longname_20", faction="werewolf", kills=5_000, level=12)
    begin_season()
    for day in range(7):
        Character.objects.filter(pk=mine.pk).update(kills=5_000 + day * day * 60)
        rank_everybody(timezone.now() - timedelta(days=7 - day))
    Character.objects.filter(pk__gt=mine.pk - 300).update(xp=700)
    count_now()
    assert DailyRank.objects.filter(character=mine).count() == 7
    return mine


def faults(page: Page, paths: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in paths:
        page.goto(path)
        if wrong := page.evaluate(FAULTS):
            found[path] = wrong
    return found


def test_the_boards_have_no_faults_for_a_player_and_for_a_visitor(
    open_page: OpenPage, live_server: LiveServer, player: Character
) -> None:
    for width in (360, 1440):
        page = open_page("/", width=width)
        assert faults(page, PAGES) == {}, width
        assert faults(log_in(page, live_server, user_of(player)), PAGES) == {}, width
        assert page.get_by_text("Nobody by that name").is_visible()


def test_a_phone_draws_only_the_emblems_near_its_screen(open_page: OpenPage, player: Character) -> None:
    page = open_page("/leaderboards/kills/")
    page.wait_for_load_state("networkidle")
    drawn = page.locator(".emblem img").evaluate_all("(all) => all.map((one) => one.complete && one.naturalWidth > 0)")
    assert len(drawn) >= 50 and 5 < sum(drawn) < 40
    page.locator(".emblem img").last.scroll_into_view_if_needed()
    page.wait_for_function("() => [...document.querySelectorAll('.emblem img')].at(-1).complete")


def test_axe_finds_no_fault(open_page: OpenPage, live_server: LiveServer, player: Character) -> None:
    page = log_in(open_page("about:blank"), live_server, user_of(player))
    found: list[str] = []
    for path in PAGES[:4]:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(path)
        found += faults_of(page, path)
        page.set_viewport_size({"width": 1440, "height": 844})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        found += faults_of(page, f"{path} (light, 1440)", COLOURS)
    assert not found, "\n".join(found)


def test_search_scopes_and_pages_work_without_script(open_page: OpenPage, player: Character) -> None:
    page = open_page("/leaderboards/kills/", script=False)
    page.get_by_role("link", name="Next ranks").click()
    assert page.get_by_text("Page 2 of 2").is_visible()
    page.get_by_label("Find somebody by name").fill("crowd_399")
    page.get_by_role("button", name="Find", exact=True).click()
    assert page.get_by_text("stands at rank 2 of").is_visible()
    page.get_by_role("link", name="To the row").click()
    assert page.locator("#rank-2").is_visible()
    page.get_by_role("link", name="This season").click()
    assert page.get_by_text("Season 1").is_visible()
