"""A room as `make run` serves it: two browsers of two players, by keyboard, without a reload, and everything without scripts."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from game.actions.hunt import hunt
from game.models import ChatMessage, ChatSeen, ChatWord
from game.tests.browser.test_notices import visit  # noqa: F401 (a fixture)
from game.tests.browser.test_pages import FAULTS
from game.tests.chat import make_faction_room, make_messages, make_private_room, make_talker, say_in
from game.tests.make import by
from vvw_site.tests.tiers import until

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]


def opened(page: Page) -> Page:
    expect(page.locator("#chat-room")).to_have_attribute("data-live-state", "open")
    return page


def picture(page: Page, name: str) -> None:
    """Only where somebody wants to look at it."""
    if folder := os.environ.get("CHAT_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def test_two_browsers_talk_by_keyboard_and_what_is_taken_back_goes_from_both(visit: Visit) -> None:  # noqa: F811
    room, one, two = make_faction_room(), make_talker(), make_talker()
    path = f"/play/chat/{room}/"
    a, b = opened(visit(one, path)), opened(visit(two, path, width=390))
    field = a.get_by_label("Your message")
    field.focus()
    a.keyboard.type("good evening <b>all</b>")
    a.keyboard.press("Enter")
    for page in (a, b):
        expect(page.locator("#m1 .chat-text")).to_have_text("good evening <b>all</b>")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    a.keyboard.type(f"and you, @{two.name}?")
    a.keyboard.press("Enter")
    expect(b.locator("#m2.chat-line--me")).to_be_visible()
    assert b.evaluate("document.activeElement === document.body"), "a message takes no focus"
    assert b.locator("[role=log]").get_attribute("aria-live") == "polite"
    expect(b.locator("#m2 .chat-back")).to_have_count(0)
    a.locator("#m1").get_by_role("button", name="Take back").click()
    for page in (a, b):
        expect(page.locator("#m1 .chat-text")).to_have_text("Taken back")
    expect(a.locator("#m1 .chat-back")).to_have_count(0)


def test_a_refusal_keeps_what_was_typed(visit: Visit) -> None:  # noqa: F811
    room, one = make_faction_room(), make_talker()
    page = opened(visit(one, f"/play/chat/{room}/", complain=False))
    field = page.get_by_label("Your message")
    ChatWord.objects.create(word="drat", folded="drat")
    field.fill("oh drat, again")
    field.press("Enter")
    expect(page.locator("#chat-error")).to_contain_text("“drat” is not said here")
    expect(field).to_have_value("oh drat, again")
    expect(field).to_be_focused()
    field.fill("oh dear, again")
    field.press("Enter")
    expect(page.locator("#m1")).to_contain_text("oh dear")
    expect(page.locator("#chat-error")).to_have_count(0)
    assert ChatMessage.objects.count() == 1


def test_a_browser_that_was_away_gets_what_it_missed_once_and_in_order(visit: Visit) -> None:  # noqa: F811
    room, one, two = make_faction_room(), make_talker(), make_talker()
    say_in(room, two)
    page = opened(visit(one, f"/play/chat/{room}/", complain=False))
    page.context.set_offline(True)
    expect(page.locator("#chat-room")).not_to_have_attribute("data-live-state", "open")
    for _ in range(5):
        say_in(room, two)
    page.context.set_offline(False)
    expect(page.locator("#m6")).to_be_visible()
    opened(page)
    say_in(room, two)
    expect(page.locator("#m7")).to_be_visible()
    assert page.eval_on_selector_all(".chat-line", "lines => lines.map((l) => Number(l.dataset.number))") == [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
    ]


def test_the_log_begins_at_its_end_and_counts_as_read_when_it_was_looked_at(visit: Visit) -> None:  # noqa: F811
    room, one, two = make_faction_room(), make_talker(), make_talker()
    make_messages(room, [two], 80)
    page = opened(visit(one, f"/play/chat/{room}/"))
    expect(page.locator("#m80")).to_be_in_viewport()
    expect(page.locator("#seen-form")).to_be_hidden()
    until(lambda: ChatSeen.objects.filter(character=one, number=80).exists(), 10)
    page.locator(".chat-log").evaluate("log => { log.scrollTop = -log.scrollHeight; }")
    say_in(room, two)
    expect(page.get_by_role("button", name="New messages below")).to_be_visible()
    expect(page.locator("#m31")).to_be_in_viewport()
    page.get_by_role("button", name="New messages below").click()
    expect(page.locator("#m81")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_have_no_faults_with_and_without_scripts(visit: Visit, width: int, scheme: str) -> None:  # noqa: F811
    room, one, two = (
        make_faction_room(),
        make_talker(name="Mirela_of_the_Lane", level=11),
        make_talker(name="Wet_Nose_Longname_20"),
    )
    battle = hunt(by(one), place="old-mill").battle_id
    make_messages(room, [one, two], 60)
    say_in(room, two, f"@{one.name}, is /wiki/items/clerks-sabre/ any good? I won one: /play/battles/{battle}/")
    say_in(room, one, "Good enough for clerks. " + "A very long story about a very long night in the cellar. " * 3)
    say_in(room, two, "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww")
    private = make_private_room(two, one)
    say_in(private, two, "psst")
    for script in (True, False):
        page = visit(one, "/play/chat/", width=width, script=script)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for name, path in (("list", "/play/chat/"), ("room", f"/play/chat/{room}/"), ("old", f"/play/chat/{room}/?before=20")):
            page.goto(path)
            picture(page, f"{name}-{width}-{scheme}-{'js' if script else 'plain'}")
            if script:
                assert page.evaluate(FAULTS) == [], path
        if not script:
            page.goto(f"/play/chat/{room}/")
            page.get_by_label("Your message").fill(f"without scripts {width} {scheme}")
            page.get_by_role("button", name="Say it").click()
            expect(page.locator(".chat-line").last).to_contain_text("without scripts")
            expect(page.locator(".chat-line").last).to_be_in_viewport()
