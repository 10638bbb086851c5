"""Back, second tabs and ended sessions in a real browser, with scripts and without."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from game.models import Battle, Character, Holding
from game.tests.browser.openers import OpenPage, OpenPlayerPage, log_in
from game.tests.browser.test_pages import faults
from game.tests.make import give, held, make_character
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
both = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
widths = pytest.mark.parametrize("width", [390, 1440])
KEYS = "[...document.querySelectorAll('[name=idempotency_key]')].map((field) => field.value)"
WATCH = f"window.addEventListener('pageshow', (e) => e.persisted && sessionStorage.setItem('restored', JSON.stringify({KEYS})))"
PASSWORD = "a-quiet-lamp-in-the-fog"


@pytest.fixture
def player(settings: Settings) -> Character:
    settings.LIMITS_ENFORCED = False
    character = make_character(level=6, gold=3_000, name="Ada_Lamplight")
    user = user_of(character)
    user.set_password(PASSWORD)
    user.save()
    give(character, "excise-cutter")
    return character


@pytest.fixture
def play(open_page: OpenPage, live_server: LiveServer, player: Character) -> OpenPlayerPage:
    def make(path: str, *, script: bool = True, width: int = 390) -> Page:
        page = open_page("about:blank", script=script, width=width, refusals=True)
        log_in(page, live_server, user_of(player))
        page.goto(path)
        return page

    return make


def quantity_of(character: Character, item: str) -> int:
    return sum(Holding.objects.filter(character=character, item=item).values_list("quantity", flat=True))


def end_sessions() -> None:
    """As the player does who logs out everywhere in another browser."""
    Session.objects.all().delete()
    cache.clear()


@pytest.mark.keeps_pages
def test_a_page_from_the_history_has_new_keys_at_once_and_is_loaded_again(play: OpenPlayerPage) -> None:
    page = play("/play/")
    page.evaluate(WATCH)
    first = page.evaluate(KEYS)
    page.get_by_role("button", name="Hunt at").click()
    page.wait_for_url("**/battles/**")
    page.go_back(wait_until="commit")
    expect(page.locator("#hud-energy")).to_contain_text("118/120")
    restored = page.evaluate("JSON.parse(sessionStorage.getItem('restored'))")
    assert len(restored) == len(first) and not set(restored) & set(first)
    page.get_by_role("button", name="Hunt at").click()
    page.wait_for_url("**/battles/**")
    assert Battle.objects.count() == 2


@pytest.mark.keeps_pages
def test_values_typed_into_a_page_from_the_history_stay_and_can_be_sent(play: OpenPlayerPage, player: Character) -> None:
    page = play("/fairness/")
    page.evaluate(WATCH)
    page.get_by_label("Client seed for your next fights").fill("my-own-seed")
    page.locator(".brand").click()
    page.wait_for_url("**/play/")
    page.go_back(wait_until="commit")
    expect(page.get_by_label("Client seed for your next fights")).to_have_value("my-own-seed")
    assert page.evaluate("sessionStorage.getItem('restored')"), "the page itself was restored and not loaded again"
    page.get_by_role("button", name="Open the seal and use this").click()
    expect(page.locator("#toasts")).to_contain_text("Your seed is open")
    assert player.seeds.get(revealed_at=None).client_seed == "my-own-seed"


@pytest.mark.keeps_pages
def test_a_page_from_the_history_shows_nothing_after_the_session_has_ended(play: OpenPlayerPage) -> None:
    page = play("/play/inventory/")
    page.locator(".brand").click()
    page.wait_for_url("**/play/")
    end_sessions()
    page.go_back(wait_until="commit")
    page.wait_for_url("**/accounts/login/?next=/play/inventory/")
    assert page.locator(".hud").count() == 0


def test_going_back_within_a_filtered_list_asks_the_server(play: OpenPlayerPage) -> None:
    page = play("/play/inventory/")
    all_there = page.locator(".tiles > li").count()
    page.get_by_label("Rarity").select_option("rare")
    page.wait_for_url("**rarity=rare**")
    expect(page.locator(".tiles > li")).to_have_count(1)
    keys = page.evaluate(KEYS)
    page.go_back(wait_until="commit")
    expect(page.locator(".tiles > li")).to_have_count(all_there)
    assert not set(page.evaluate(KEYS)) & set(keys)


def test_a_double_click_hunts_once(play: OpenPlayerPage) -> None:
    page = play("/play/")
    page.get_by_role("button", name="Hunt at").dblclick()
    page.wait_for_url("**/battles/**")
    assert Battle.objects.count() == 1


@widths
def test_without_scripts_a_double_click_hunts_once_and_leads_to_the_battle(play: OpenPlayerPage, width: int) -> None:
    page = play("/play/", script=False, width=width)
    page.get_by_role("button", name="Hunt at").dblclick()
    page.wait_for_url(re.compile("/hunt/|/battles/"))
    assert Battle.objects.count() == 1
    if "/battles/" not in page.url:
        page.get_by_role("link", name="Go on").click()
        page.wait_for_url("**/battles/**")


@widths
def test_without_scripts_a_used_form_says_when_it_was_done_and_does_it_again(play: OpenPlayerPage, width: int) -> None:
    page = play("/play/", script=False, width=width)
    page.get_by_role("button", name="Hunt at").click()
    page.wait_for_url("**/battles/**")
    page.go_back(wait_until="commit")
    expect(page.locator("#hunt")).to_be_visible()
    key = page.locator("form:has(#hunt) [name=idempotency_key]").get_attribute("value")
    page.locator("#hunt").click()
    if Battle.objects.count() == 1:  # the browser restored the page; otherwise it has loaded a fresh one
        expect(page.get_by_role("heading", level=1)).to_contain_text("This was done at")
        assert key != page.locator("[name=idempotency_key]").first.get_attribute("value")
        page.get_by_role("button", name="Do it again").click()
        page.wait_for_url("**/battles/**")
    assert Battle.objects.count() == 2


@widths
@both
def test_a_second_tab_of_another_character_names_its_character_and_offers_to_play_it(
    play: OpenPlayerPage, player: Character, script: bool, width: int
) -> None:
    other = make_character(user_of(player), faction="werewolf", name="Brand_Fogrunner")
    page = play("/play/characters/", script=script, width=width)
    page.get_by_role("button", name=f"as {player.name}").click()
    page.goto("/play/hunt/")
    tab = page.context.new_page()
    tab.goto("/play/characters/")
    tab.get_by_role("button", name=f"as {other.name}").click()
    expect(tab.locator(".hud-who")).to_contain_text(other.name)
    page.locator("form[action='/play/hunt/']").first.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"That page was {player.name}'s")
    expect(page.locator(".hud-who")).to_contain_text(other.name)
    assert not Battle.objects.exists()
    page.get_by_role("button", name=f"Play {player.name} again").click()
    page.wait_for_url("**/play/hunt/")
    expect(page.locator(".hud-who")).to_contain_text(player.name)
    page.locator("form[action='/play/hunt/']").first.get_by_role("button").click()
    expect(page.locator("body")).to_contain_text("Read the fight" if script else "Blow by blow")
    assert Battle.objects.get().character == player


def test_a_filter_on_a_page_of_another_character_loads_the_page_of_the_one_that_is_played(
    play: OpenPlayerPage, player: Character
) -> None:
    other = make_character(user_of(player), faction="werewolf")
    page = play("/play/characters/")
    page.get_by_role("button", name=f"as {player.name}").click()
    page.goto("/play/inventory/")
    tab = page.context.new_page()
    tab.goto("/play/characters/")
    tab.get_by_role("button", name=f"as {other.name}").click()
    expect(tab.locator(".hud-who")).to_contain_text(other.name)
    page.get_by_label("Order").select_option("name")
    expect(page.locator(".menu-name")).to_have_text(other.name)
    expect(page.locator("body")).to_have_attribute("data-faction", "werewolf")


@widths
@both
def test_a_form_without_a_session_leads_through_the_login_back_to_its_page_with_its_values(
    play: OpenPlayerPage, player: Character, script: bool, width: int
) -> None:
    page = play("/play/shop/?kind=consumable", script=script, width=width)
    end_sessions()
    form = page.locator("form[action='/play/shop/buy/']", has=page.locator("[name=quantity]")).first
    item = form.locator("[name=item]").input_value()
    form.locator("[name=quantity]").fill("3")
    form.get_by_role("button").click()
    page.wait_for_url("**/accounts/login/**")
    assert page.locator(".hud").count() == 0
    expect(page.locator("#toasts")).to_contain_text("so nothing was done")
    page.get_by_label("Username").or_(page.get_by_label("Login")).first.fill(user_of(player).username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form[action='/accounts/login/'] button[type=submit]").click()
    page.wait_for_url("**/play/shop/?kind=consumable")
    expect(page.locator("#toasts")).to_contain_text("The page is as you left it")
    had = quantity_of(player, item)
    form = page.locator(f"form:has([value={item}])")
    expect(form.locator("[name=quantity]")).to_have_value("3")
    form.get_by_role("button").click()
    expect(page.locator("#toasts")).to_contain_text("Bought 3 ×")
    assert quantity_of(player, item) == had + 3


def test_a_live_hunt_of_an_ended_session_leads_to_a_whole_login_page(play: OpenPlayerPage) -> None:
    page = play("/play/hunt/")
    end_sessions()
    page.locator("form[action='/play/hunt/']").first.get_by_role("button").click()
    page.wait_for_url("**/accounts/login/?next=/play/hunt/")
    assert page.locator(".hud").count() == 0 and page.locator("h1").count() == 1


@widths
@both
def test_two_login_tabs_and_an_old_page_of_the_game_have_a_next_step(
    play: OpenPlayerPage, player: Character, script: bool, width: int
) -> None:
    page = play("/play/shop/?kind=consumable", script=script, width=width)
    page.context.clear_cookies(name="sessionid")
    one, two = page.context.new_page(), page.context.new_page()
    for tab in (one, two):
        tab.goto("/accounts/login/")
    for tab in (one, two):
        tab.locator("input[name=login]").fill(user_of(player).username)
        tab.locator("input[name=password]").fill(PASSWORD)
        tab.locator("form[action='/accounts/login/'] button[type=submit]").click()
        tab.wait_for_url("**/play/")
    form = page.locator("form[action='/play/shop/buy/']", has=page.locator("[name=quantity]")).first
    item = form.locator("[name=item]").input_value()
    had = quantity_of(player, item)
    form.locator("[name=quantity]").fill("2")
    form.get_by_role("button").click()
    expect(page.locator("body")).to_contain_text("grown old")
    if script:
        form = page.locator(f"form:has([value={item}])")
        expect(form.locator("[name=quantity]")).to_have_value("2")
        form.get_by_role("button").click()
    else:
        page.get_by_role("button", name="Send it now").click()
    expect(page.locator("#toasts")).to_contain_text("Bought 2 ×")
    assert quantity_of(player, item) == had + 2


@widths
@both
def test_a_rare_thing_is_named_before_it_is_sold(play: OpenPlayerPage, player: Character, script: bool, width: int) -> None:
    page = play("/play/inventory/?rarity=rare", script=script, width=width)
    thing = held(player, "excise-cutter")
    page.locator(f"#sell-{thing.pk}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sell Excise Cutter for")
    page.get_by_role("link", name="Keep it").click()
    page.wait_for_url("**/play/inventory/?rarity=rare")
    page.locator("input[name=sell]").check()
    page.get_by_role("button", name="Sell what is ticked").click()
    page.locator("#sell-for-sure").click()
    page.wait_for_url("**/play/inventory/?rarity=rare")
    expect(page.locator("#toasts")).to_contain_text("Sold 1 thing for")
    assert not Holding.objects.filter(pk=thing.pk, character=player).exists()


@widths
def test_the_notices_page_and_the_page_of_another_characters_form_have_no_faults(
    play: OpenPlayerPage, player: Character, width: int
) -> None:
    other = make_character(user_of(player), faction="werewolf")
    page = play("/play/notices/", width=width)
    assert faults(page, ["/play/notices/", f"/play/characters/whose-form/?of={other.pk}&back=/play/shop/"]) == {}
