"""A newcomer's first steps in a real browser, with scripts and without."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from game.actions.missions import deal
from game.models import Battle, Character, DailyMission, Holding
from game.tests.browser.openers import OpenPage
from game.tests.make import give
from game.tests.views.browsers import user_of
from vvw_site.tests.tiers import locked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-quiet-lamp-in-the-fog"
both = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
widths = pytest.mark.parametrize("width", [390, 1440])


@both
@widths
def test_from_the_landing_page_to_the_first_kill_in_four_clicks(open_page: OpenPage, script: bool, width: int) -> None:
    page, clicks = open_page("/", script=script, width=width), 0
    for button in ("Play as a vampire", "Hunt at The Old Mill"):
        page.get_by_role("button", name=button).first.click()
        clicks += 1
    page.wait_for_load_state()
    battle = Battle.objects.get()
    assert battle.won and clicks <= 4 and user_of(battle.character).is_guest
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_hunt_from_the_list_of_places_shows_its_result_on_the_same_page(open_page: OpenPage) -> None:
    page = as_guest(open_page, script=True)
    page.goto("/play/hunt/")
    page.locator("form[action='/play/hunt/']", has=page.locator("[value=old-mill]")).first.get_by_role("button").click()
    expect(page.locator("#result")).to_contain_text("You beat")
    expect(page.locator("#hud-energy")).to_contain_text("118/120")
    expect(page.locator("#hunt-energy")).to_have_text("118")
    assert page.url.endswith("/play/hunt/")


@both
def test_sign_up_equip_claim_and_log_out(open_page: OpenPage, script: bool) -> None:
    page = as_guest(open_page, script=script)
    character = Character.objects.get()
    sign_up(page)
    character.refresh_from_db()
    assert user_of(character).username == "new_in_town" and not user_of(character).is_guest, "the guest's character was kept"
    equip(page, character)
    claim(page, character)
    if page.locator("details.menu:visible").count():
        page.locator("details.menu summary").click()
    page.get_by_role("button", name="Log out").first.click()
    page.wait_for_url("**/")
    expect(page.get_by_role("button", name="Play as a vampire")).to_be_visible()
    page.goto("/play/")
    assert "/accounts/login/" in page.url


@both
def test_a_sealed_battle_is_opened_and_checked(open_page: OpenPage, script: bool) -> None:
    page = as_guest(open_page, script=script)
    page.get_by_role("button", name="Hunt at The Old Mill").first.click()
    page.get_by_role("button", name="Open the seal and check").click()
    battle = Battle.objects.get()
    expect(page.get_by_text(battle.seed.server_seed).first).to_be_visible()
    if script:
        expect(page.locator("#dice-check")).to_have_attribute("data-verdict", "true")


def test_a_forged_battle_does_not_check_out(open_page: OpenPage) -> None:
    page = as_guest(open_page, script=True)
    page.get_by_role("button", name="Hunt at The Old Mill").first.click()
    page.wait_for_url("**/play/battles/**")
    battle = Battle.objects.get()
    forged = battle.outcome | {"gold": battle.gold + 1}
    Battle.objects.filter(pk=battle.pk).update(outcome=forged)
    page.get_by_role("button", name="Open the seal and check").click()
    expect(page.locator("#dice-check")).to_have_attribute("data-verdict", "false")


def test_a_double_click_without_script_hunts_once(open_page: OpenPage) -> None:
    page = as_guest(open_page, script=False)
    # The first hunt waits for this lock, so the page is still there for the second click, however slow the machine is.
    with locked(Character.objects.get().pk):
        page.get_by_role("button", name="Hunt at The Old Mill").first.dblclick(no_wait_after=True)
    page.wait_for_url("**/play/battles/**")
    assert Battle.objects.count() == 1


def as_guest(open_page: OpenPage, *, script: bool) -> Page:
    page = open_page("/", script=script, width=1440)
    page.get_by_role("button", name="Play as a werewolf").click()
    page.wait_for_url("**/play/")
    return page


def sign_up(page: Page) -> None:
    page.goto("/accounts/signup/")
    page.fill("[name=username]", "new_in_town")
    page.fill("[name=email]", "new@example.org")
    for field in ("password1", "password2"):
        if page.locator(f"[name={field}]").count():
            page.fill(f"[name={field}]", PASSWORD)
    page.locator("main form[action='/accounts/signup/'], main form").first.get_by_role("button", name="Sign up").click()
    page.wait_for_url(lambda url: "signup" not in url)


def equip(page: Page, character: Character) -> None:
    give(character, "patched-watch-cap")
    page.goto("/play/inventory/")
    page.locator("form[action$='/equip/']").first.get_by_role("button").click()
    expect(page.get_by_text("You wear Patched Watch Cap")).to_be_visible()
    assert Holding.objects.filter(character=character, slot="head").exists()


def claim(page: Page, character: Character) -> None:
    task = deal(character, timezone.now())[0]
    DailyMission.objects.filter(pk=task.pk).update(progress=task.target)
    before = Character.objects.get(pk=character.pk).gold
    page.goto("/play/missions/")
    page.locator("form[action$='/claim/']").first.get_by_role("button").click()
    expect(page.get_by_text("experience are yours")).to_be_visible()
    assert Character.objects.get(pk=character.pk).gold > before


def test_the_next_hunts_at_once_wait_for_the_pause_and_are_made(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("button", name="Play as a vampire").click()
    page.wait_for_url("**/play/")
    page.goto("/play/hunt/")
    page.get_by_role("button", name="Up to 5 times").first.click()
    page.wait_for_url("**/play/hunt/*/*/*")
    report, made = page.url, Battle.objects.count()
    page.get_by_role("button", name="Up to 5 times").click()
    page.wait_for_url(lambda url: "stopped=" in url and url != report, timeout=15_000)
    assert Battle.objects.count() > made


def test_points_that_one_does_not_have_are_named_with_the_way_out(open_page: OpenPage) -> None:
    page = as_guest(open_page, script=True)
    Character.objects.update(unspent=5)
    page.goto("/play/character/")
    left, field = page.locator("[data-points-left]"), page.locator("#p-str")
    for value, words in (
        ("99", "94 points too many: take them back"),
        ("6", "1 point too many: take it back"),
        ("4", "1 point left"),
    ):
        field.fill(value)
        expect(left).to_have_text(words)
        said = field.evaluate("(field) => field.validationMessage")
        assert ("You have 5 points. That is " + words in said) == ("too many" in words)
    field.fill("99")
    page.set_viewport_size({"width": 360, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
