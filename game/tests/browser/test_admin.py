"""The admin in a real browser: the content policy holds, and staff can act without scripts."""

import pytest
from django.urls import reverse
from pytest_django import Settings

from accounts.queries.rank import Rank
from game.actions.hunt import hunt
from game.models import Character, DiceSeed, Transfer
from game.tests.browser.openers import OpenStaffPage
from game.tests.make import by, make_character

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_keep_the_content_policy_and_fit_the_screen(
    staff_page: OpenStaffPage, width: int, settings: Settings
) -> None:
    settings.LIMITS_ENFORCED = False
    character = make_character()
    battle = hunt(by(character), place="old-mill").battle_id
    page = staff_page(reverse("admin:index"), width=width)
    paths = [
        reverse("admin:game_character_changelist"), reverse("admin:game_character_change", args=[character.pk]),
        reverse("admin:game_character_staff", args=[character.pk, "grant-item"]),
        reverse("admin:accounts_user_change", args=[character.user_id]),
        reverse("admin:game_transfer_change", args=[Transfer.objects.latest("pk").pk]),
        reverse("admin:game_battle_change", args=[battle]), reverse("admin:django_celery_beat_periodictask_changelist"),
        reverse("admin:accounts_auditentry_changelist"), reverse("admin:game_diceseed_change", args=[DiceSeed.objects.get().pk]),
    ]  # fmt: skip
    for path in ["", *paths]:
        if path:
            page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.locator("#content").is_visible(), path
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_gold_is_granted_without_script(staff_page: OpenStaffPage) -> None:
    character = make_character()
    page = staff_page(reverse("admin:game_character_change", args=[character.pk]), script=False, rank=Rank.GAME_MASTER)
    page.get_by_role("link", name="Grant gold").click()
    page.get_by_label("Gold").fill("120")
    page.get_by_label("Reason").fill("lost in a bug")
    page.get_by_role("button", name="Grant gold").click()
    page.get_by_text("Done: grant gold.").wait_for()
    assert Character.objects.get(pk=character.pk).gold == character.gold + 120
