"""A raid in real browsers: hunters and spectators, with scripts and without, on a phone and on a desktop."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from game.models import Character, RaidHit
from game.tests.browser.raid_room import LONGEST, RaidRoom, Visit
from game.tests.raids import fold_now, make_hunter, make_raid, strike

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def health(page: Page) -> Any:
    return page.locator("[data-hp]")


def stays(page: Page) -> None:
    """From now on `was_loaded_again` tells whether the page was loaded again."""
    page.evaluate("window.stays = true")


def was_loaded_again(page: Page) -> bool:
    return not page.evaluate("window.stays === true")


def end_in_a_win(room: RaidRoom, killer: Character) -> None:
    while room.state().state == "fighting":
        strike(killer, room.raid)
        room.fold()


# --- a blow ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1440])
def test_without_scripts_a_blow_is_told_and_a_reload_shows_what_came_of_it(visit: Visit, width: int) -> None:
    room, hunter = RaidRoom(make_raid()), make_hunter(name="Ada_Lamplight")
    page = visit(room, hunter, script=False, width=width)
    page.get_by_role("button", name="Strike").click()
    damage = RaidHit.objects.get(character=hunter).damage
    expect(page.locator("#toasts")).to_contain_text(f"{damage:,}" if damage else "was not where you struck")
    fold_now(room.raid)
    page.get_by_role("link", name="Look again").click()
    expect(health(page)).to_have_text(f"{1_000_000 - damage:,}")
    expect(page.locator("[data-own-hits]")).to_have_text("1")
    expect(page.get_by_role("link", name="Ada_Lamplight").last).to_be_visible()


def test_without_scripts_a_refused_blow_is_told_beside_the_button(visit: Visit) -> None:
    room, hunter = RaidRoom(make_raid()), make_hunter()
    Character.objects.filter(pk=hunter.pk).update(energy=1, energy_at=timezone.now())
    page = visit(room, hunter, script=False)
    page.get_by_role("button", name="Strike").click()
    expect(page.locator("#strike .refused")).to_contain_text("You are too tired for another blow.")
    expect(page.locator("#strike .refused").get_by_role("link")).to_have_attribute("href", "/play/shop/?kind=consumable")


@pytest.mark.parametrize("width", [390, 1440])
def test_with_scripts_the_number_flies_the_strip_follows_and_the_bar_falls(visit: Visit, width: int) -> None:
    room, hunter = RaidRoom(make_raid(health=10_000)), make_hunter(energy=100)
    page = visit(room, hunter, width=width)
    stays(page)
    page.get_by_role("button", name="Strike").click()
    expect(page.locator("[data-struck]")).to_be_visible()
    damage = RaidHit.objects.get(character=hunter).damage
    expect(page.locator("#hud-energy")).to_contain_text("98/120")
    expect(page.locator("#strike-energy")).to_have_text("98")
    expect(page.locator("[data-own-damage]")).to_have_text(f"{damage:,}")
    room.fold()
    expect(page.locator("[data-meter]")).to_have_attribute("aria-valuenow", str(10_000 - damage))
    expect(health(page)).to_have_text(f"{10_000 - damage:,}")
    expect(page.locator("[data-own-rank]")).to_have_text("1")
    assert not was_loaded_again(page)


KEEPS_WORDS = """() => {
  const button = document.querySelector("[data-strike-button]");
  window.words = [];
  new MutationObserver(() => window.words.push(button.textContent.trim())).observe(button, { childList: true, subtree: true, characterData: true });
}"""
"""Keeps all that the button says: a look now and then may miss a tenth of a second."""


def test_the_button_counts_its_pause_down_and_a_press_meanwhile_waits_for_its_end(visit: Visit, settings: Settings) -> None:
    room, hunter = RaidRoom(make_raid()), make_hunter()
    page = visit(room, hunter)
    settings.LIMITS_ENFORCED = True
    page.get_by_role("button", name="Strike").focus()
    page.evaluate(KEEPS_WORDS)
    page.keyboard.press("Enter")
    button = page.locator("[data-strike-button]")
    page.wait_for_function("() => window.words.includes('1.5 s')", timeout=2_000)
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-own-hits]")).to_have_text("2", timeout=4_000)
    assert RaidHit.objects.filter(character=hunter).count() == 2
    expect(button).to_have_text("Strike", timeout=4_000)


def test_a_refused_blow_is_told_beside_the_button_without_a_reload(visit: Visit) -> None:
    room, hunter = RaidRoom(make_raid()), make_hunter()
    page = visit(room, hunter)
    stays(page)
    Character.objects.filter(pk=hunter.pk).update(energy=1, energy_at=timezone.now())
    page.get_by_role("button", name="Strike").click()
    expect(page.locator("#strike-answer")).to_contain_text("You are too tired for another blow.")
    expect(page.locator(".toast")).to_have_count(0)
    Character.objects.filter(pk=hunter.pk).update(energy=100)
    page.get_by_role("button", name="Strike").click()
    expect(page.locator("[data-struck]")).to_be_visible()
    assert not was_loaded_again(page)


# --- live ------------------------------------------------------------------------------------------------------------


def test_each_browser_sees_the_bar_fall(visit: Visit) -> None:
    room, hunter, other = RaidRoom(make_raid(health=10_000)), make_hunter(name=LONGEST, faction="werewolf"), make_hunter()
    first, second, spectator = visit(room, hunter), visit(room, other, width=1440), visit(room)
    strike(hunter, room.raid)
    damage = RaidHit.objects.get(character=hunter).damage
    room.fold()
    for page in (first, second, spectator):
        expect(page.locator("[data-meter]")).to_have_attribute("aria-valuenow", str(10_000 - damage))
        expect(health(page)).to_have_text(f"{10_000 - damage:,}")
        expect(page.locator(".top-line")).to_contain_text([LONGEST])
        expect(page.locator(".blow-line")).to_contain_text([LONGEST])
        expect(page.locator("[data-werewolf]")).to_have_text("100")
    expect(first.locator(".top-line.is-me")).to_have_count(1)
    expect(second.locator(".top-line.is-me")).to_have_count(0)


def test_after_a_lost_network_the_page_catches_up_without_a_reload(visit: Visit) -> None:
    room, hunter = RaidRoom(make_raid(health=10_000)), make_hunter()
    page = visit(room)
    stays(page)
    page.context.set_offline(True)
    room.close()
    for _ in range(3):
        strike(hunter, room.raid)
        fold_now(room.raid)
    expect(page.locator(".lost-words")).to_be_visible()
    expect(health(page)).to_have_text("10,000")
    room.is_open = True
    page.context.set_offline(False)
    expect(health(page)).to_have_text(f"{room.state().hp:,}")
    expect(page.locator(".lost-words")).to_be_hidden()
    expect(page.locator("[data-counted]")).to_have_text("3")
    assert not was_loaded_again(page)


def test_where_sockets_are_blocked_the_page_polls(visit: Visit) -> None:
    room, hunter = RaidRoom(make_raid(health=10_000)), make_hunter()
    room.is_open = False
    page = visit(room)
    expect(page.locator("#raid-live")).to_have_attribute("data-live-state", "polling")
    damage = strike(hunter, room.raid).damage
    fold_now(room.raid)
    expect(health(page)).to_have_text(f"{10_000 - damage:,}")
    expect(page.locator(".lost-words")).to_be_hidden()


def test_the_fight_begins_without_a_reload(visit: Visit) -> None:
    room, hunter = RaidRoom(make_raid(gather=8)), make_hunter()
    page = visit(room, hunter)
    stays(page)
    expect(page.get_by_role("heading", name="Who comes")).to_be_visible()
    expect(page.locator("[data-strike-button]")).to_have_text("Wait for the horn")
    page.locator("[data-strike-button]").click(force=True)  # otherwise Playwright would wait for the horn
    expect(page.get_by_role("heading", name="Latest hits")).to_be_visible()
    expect(page.locator("#raid-news")).to_contain_text("The fight is on.")
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Strike").click()
    expect(page.locator("[data-struck]")).to_be_visible()
    assert RaidHit.objects.count() == 1 and not was_loaded_again(page)


def test_a_new_phase_is_announced_and_shown(visit: Visit) -> None:
    room, hunter = RaidRoom(make_raid(health=1_000)), make_hunter(level=60)
    page = visit(room, width=1440)
    while room.state().phase == 0:
        strike(hunter, room.raid)
        room.fold()
    expect(page.locator("#raid-news")).to_contain_text("Uncollected Suits.")
    expect(page.locator("[data-phase-name]")).to_have_text("Uncollected Suits")
    expect(page.locator(".phase.is-now h3")).to_have_text("Uncollected Suits")
    expect(page.locator(".stage")).to_have_attribute("data-phase", "adds")


def test_the_end_shows_the_killing_blow_and_the_reward_without_a_reload(visit: Visit) -> None:
    room, hunter, other = RaidRoom(make_raid(health=300)), make_hunter(name="Grimm"), make_hunter()
    strike(other, room.raid)
    room.fold()
    page, spectator = visit(room, other), visit(room)
    stays(page)
    end_in_a_win(room, hunter)
    for shown in (page, spectator):
        expect(shown.locator(".verdict-line")).to_have_text("Mister Snuff fell.")
        expect(shown.locator(".verdict-blow")).to_contain_text("Grimm")
    expect(page.get_by_role("heading", name="Your reward")).to_be_visible()
    expect(page.locator("[data-strike]")).to_have_count(0)
    expect(spectator.get_by_role("heading", name="Who did it")).to_be_visible()
    assert not was_loaded_again(page)


def test_when_the_time_is_over_the_page_says_so_and_shows_the_reward_once_it_is_settled(visit: Visit) -> None:
    room, hunter = RaidRoom(make_raid(fight=4)), make_hunter()
    strike(hunter, room.raid)
    room.fold()
    page = visit(room, hunter)
    stays(page)
    expect(page.locator(".verdict-line")).to_have_text("Mister Snuff got away.")
    expect(page.locator(".counting")).to_be_visible()
    room.fold()
    expect(page.get_by_role("heading", name="Your reward")).to_be_visible()
    assert not was_loaded_again(page)


def test_names_stay_text_in_live_updates(visit: Visit) -> None:
    room, hunter = RaidRoom(make_raid()), make_hunter()
    page = visit(room)
    strike(hunter, room.raid)
    name = "<img src=x onerror=x>"
    Character.objects.filter(pk=hunter.pk).update(name=name[:20])
    room.fold()
    expect(page.locator(".blow-line")).to_contain_text([name[:20]])
    assert page.locator("#raid img[src=x]").count() == 0


# --- spectators ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_spectator_takes_a_side_and_strikes(visit: Visit, script: bool) -> None:
    room = RaidRoom(make_raid())
    page = visit(room, script=script)
    expect(page.locator("[data-strike]")).to_have_count(0)
    page.get_by_role("button", name="Join as a werewolf").click()
    page.wait_for_url(f"**/raids/{room.raid}/")
    page.get_by_role("button", name="Strike").click()
    expect(page.locator("[data-struck]" if script else "#toasts .toast")).to_be_visible()
    assert RaidHit.objects.get().character.faction == "werewolf"
