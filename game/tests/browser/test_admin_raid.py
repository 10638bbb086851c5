"""Raids in the admin, in a real browser: the pages fit and are accessible, and staff act without scripts."""

from typing import Literal

import pytest
from django.urls import reverse
from pytest_django import Settings

from accounts.queries.rank import Rank
from game.models import Raid, RaidHit
from game.tests.browser.openers import OpenStaffPage
from game.tests.browser.test_admin_accessibility import faults_of_pages
from game.tests.raids import BOSS, fold_now, make_hunter, make_raid, strike

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_the_pages_of_raids_fit_the_screen_and_axe_finds_no_fault(
    staff_page: OpenStaffPage, width: int, scheme: Literal["light", "dark"]
) -> None:
    won, raid = make_raid(health=1), make_raid()
    for hunter in (make_hunter(), make_hunter(faction="werewolf")):
        strike(hunter, won)
        strike(hunter, raid)
    fold_now(won)
    fold_now(raid)
    page = staff_page(reverse("admin:index"), width=width, rank=Rank.GAME_MASTER)
    page.emulate_media(color_scheme=scheme)
    change = "admin:game_raid_change"
    paths = [
        reverse("admin:game_raid_changelist"), reverse("admin:game_raid_list_staff", args=["start"]), reverse(change, args=[raid]),
        reverse(change, args=[won]), reverse("admin:game_raid_staff", args=[raid, "call-off"]),
        reverse("admin:game_raidhit_changelist"), reverse("admin:game_raidhit_change", args=[RaidHit.objects.latest("pk").pk]),
        reverse("admin:game_raidhunter_changelist"), reverse("admin:game_raidreward_changelist"),
    ]  # fmt: skip
    assert faults_of_pages(page, paths) == []


def test_a_raid_is_started_and_called_off_without_script(staff_page: OpenStaffPage) -> None:
    page = staff_page(reverse("admin:game_raid_changelist"), script=False, rank=Rank.GAME_MASTER)
    page.get_by_role("link", name="Start a raid").click()
    page.get_by_label("Boss", exact=True).select_option(BOSS)
    page.get_by_label("Full health of the boss").fill("5000")
    page.get_by_label("Reason").fill("a rainy evening")
    page.get_by_role("button", name="Start a raid").click()
    page.get_by_text("Done: start a raid.").wait_for()
    raid = Raid.objects.get()
    page.goto(reverse("admin:game_raid_change", args=[raid.pk]))
    page.get_by_role("link", name="Call it off").click()
    page.get_by_text("All players read it").wait_for()
    page.get_by_label("Reason").fill("a flood in the cellar")
    page.get_by_role("button", name="Call it off").click()
    page.get_by_text("Done: call it off.").wait_for()
    raid.refresh_from_db()
    assert (raid.hp_max, raid.state, raid.reason) == (5000, "called_off", "a flood in the cellar")
