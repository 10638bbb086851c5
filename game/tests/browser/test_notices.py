"""Notices as `make run` serves them: two browsers of two players, the numbers without a reload, and everything without scripts."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from pytest_django import Settings

from game.actions.notices import notify
from game.models import Character, Notice
from game.tests.browser.test_pages import FAULTS
from game.tests.letters import make_letter
from game.tests.make import make_character
from game.tests.views.browsers import user_of
from vvw_site.settings import bench

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, port: int, settings: Settings) -> Iterator[Visit]:
    """A page of a fresh browser that is logged in as the character's player. Its console must stay clean."""
    settings.SECRET_KEY = bench.SECRET_KEY
    contexts, complaints = [], []

    def made(who: Character, path: str, *, script: bool = True, width: int = 1440, complain: bool = True) -> Page:
        context = chromium.new_context(
            base_url=f"http://127.0.0.1:{port}", java_script_enabled=script, viewport={"width": width, "height": 844}
        )
        contexts.append(context)
        client = Client()
        client.force_login(user_of(who))
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": f"http://127.0.0.1:{port}"}])
        page = context.new_page()

        def collect(message: ConsoleMessage) -> None:
            if message.type == "error" and complain:
                complaints.append(message.text)

        page.on("console", collect)
        page.goto(path)
        if script:
            expect(page.locator("#notices-live")).to_have_attribute("data-live-state", "open")
        return page

    yield made
    for context in contexts:
        context.close()
    assert complaints == []


def count(page: Page, of: str) -> str:
    return (page.locator(f"#top-{of} .top-count").text_content() or "").replace("unread", "").strip()


def write(page: Page, to: Character) -> None:
    page.goto(f"/play/mail/new/?to={to.name}")
    page.get_by_label("To", exact=True).fill(to.name)
    page.get_by_label("Subject").fill("Tonight")
    page.get_by_label("Letter", exact=True).fill("Come to the mill.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Tonight")).to_be_visible()


def test_a_letter_from_one_browser_raises_the_numbers_in_the_other_without_a_reload(visit: Visit) -> None:
    ada, bram = make_character(name="Ada_Lamplight", level=6), make_character(level=6, faction="werewolf")
    reader = visit(bram, "/play/shop/")
    reader.evaluate("window.sameDocument = true")
    expect(reader.locator(".top-count")).to_have_count(0)
    write(visit(ada, "/play/"), bram)
    expect(reader.locator("#top-notices .top-count")).to_contain_text("1")
    assert (count(reader, "notices"), count(reader, "mail")) == ("1", "1") and reader.evaluate("window.sameDocument")
    expect(reader.locator("#hud-news [data-number]")).to_have_text("1")
    toast = reader.locator("#toasts .toast", has_text="Ada_Lamplight wrote to you: Tonight")
    expect(toast).to_be_visible()
    assert reader.locator("#toasts").get_attribute("role") == "status"
    toast.get_by_role("link").click()
    expect(reader.get_by_role("heading", name="Tonight")).to_be_visible()
    expect(reader.locator(".top-count")).to_have_count(0)


def test_reading_in_one_tab_clears_the_number_in_another(visit: Visit) -> None:
    bram = make_character(level=6)
    notify(bram.id, "The staff looked at it.")
    watching, reading = visit(bram, "/play/shop/"), visit(bram, "/play/notices/")
    assert count(watching, "notices") == "1"
    expect(reading.locator(".notice--new")).to_have_count(1)
    expect(reading.locator("#read-form")).to_have_count(0)  # it was looked at
    expect(watching.locator(".top-count")).to_have_count(0)
    expect(reading.locator(".top-count")).to_have_count(0)
    expect(reading.locator(".notice--new")).to_have_count(1)
    assert not Notice.objects.filter(read_at=None).exists()


def test_a_word_about_a_notice_waits_until_nobody_types(visit: Visit) -> None:
    bram = make_character(level=6)
    page = visit(bram, "/play/mail/new/")
    field = page.get_by_label("Letter", exact=True)
    field.click()
    page.keyboard.type("Dear")
    notify(bram.id, "Something came.", "/play/log/")
    expect(page.locator("#top-notices .top-count")).to_contain_text("1")
    page.keyboard.type(" friend")
    expect(page.locator("#toasts .toast")).to_have_count(0)
    assert field.evaluate("(e) => e === document.activeElement")
    field.blur()
    expect(page.locator("#toasts .toast")).to_have_text("Something came.")
    page.get_by_role("button", name="Put this message away").click()
    expect(page.locator("#toasts .toast")).to_have_count(0)


def test_a_log_out_in_one_tab_ends_the_socket_of_another(visit: Visit) -> None:
    bram = make_character(level=6)
    page = visit(bram, "/play/shop/")
    other = page.context.new_page()
    other.goto("/play/")
    other.locator("summary").first.click()
    other.get_by_role("button", name="Log out").click()
    expect(page.locator("#notices-live")).to_have_attribute("data-live-state", "gone")


@pytest.mark.parametrize("width", [390, 1440])
def test_without_scripts_the_numbers_come_by_reload_and_the_button_marks_what_is_shown(visit: Visit, width: int) -> None:
    ada, bram = make_character(name="Ada_Lamplight", level=6), make_character(level=6)
    page = visit(bram, "/play/shop/", script=False, width=width)
    make_letter(ada, bram)
    expect(page.locator(".top-count")).to_have_count(0)
    page.reload()
    assert (count(page, "notices"), count(page, "mail")) == ("1", "1")
    page.locator("#top-notices").click()
    expect(page.locator(".notice--new")).to_contain_text("Ada_Lamplight wrote to you")
    page.get_by_role("button", name="Mark these 1 as read").click()
    expect(page.locator(".notice--new")).to_have_count(0)
    expect(page.locator("#top-notices .top-count")).to_have_count(0)
    page.get_by_role("link", name="What you want to hear about").click()
    page.get_by_role("group", name="Missions").get_by_label("Not at all").check()
    page.get_by_role("button", name="Keep to that").click()
    expect(page.get_by_role("group", name="Missions").get_by_label("Not at all")).to_be_checked()


@pytest.mark.parametrize("width", [360, 1440])
def test_the_pages_fit_and_a_screen_reader_finds_what_it_needs(visit: Visit, width: int) -> None:
    bram = make_character(level=6, name="Wet_Nose_Longname_20")
    for n, kind in enumerate(("letter", "raid_begins", "raid_pays", "missions", "reward", "staff")):
        notify(bram.id, f"A long story about {kind} " * (1 + n), "/play/log/" if n % 2 else "", kind=kind)
    page = visit(bram, "/play/notices/", width=width)
    for path in ("/play/notices/", "/play/notices/choices/", "/play/notices/unsubscribe/x/", "/play/"):
        if "unsubscribe" not in path:
            page.goto(path)
            assert page.evaluate(FAULTS) == [], path
