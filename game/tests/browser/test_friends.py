"""Friends and drafts in a real browser: the pages have no faults, work without scripts, and a draft outlives an ended session."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from game.actions import drafts, friends
from game.models import Character, Letter, StoredDraft
from game.models.friend_request import FRIEND, MENTOR
from game.queries.friends import is_friend
from game.tests.browser.openers import OpenPage, log_in
from game.tests.browser.test_pages import faults
from game.tests.friends import make_block, make_friends, make_pupil
from game.tests.make import by, make_character
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
both = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
LONGEST = "Wet_Nose_Longname_20"
Open = Callable[..., Page]


@pytest.fixture
def ada(settings: Settings) -> Character:
    settings.LIMITS_ENFORCED = False
    return make_character(level=40, name="Ada_Lamplight")


@pytest.fixture
def open_as(open_page: OpenPage, live_server: LiveServer) -> Open:
    def opened(who: Character, path: str, *, script: bool = True, width: int = 390) -> Page:
        page = open_page("about:blank", script=script, width=width, refusals=True)
        log_in(page, live_server, user_of(who))
        page.goto(path)
        return page

    return opened


def make_company(ada: Character) -> None:
    """Friends with a long name and a clan, requests of each kind, pupils, a block and a draft."""
    long = make_character(level=12, name=LONGEST, faction="werewolf")
    make_friends(ada, long)
    Character.objects.filter(pk=long.pk).update(clan_tag="WWW", title="rat-catcher")
    for _ in range(2):
        make_friends(ada, make_character(level=5))
    friends.ask(by(make_character(name="Mirela_Quill", level=7)), to=ada.id, kind=FRIEND)
    friends.ask(by(make_character(level=8)), to=ada.id, kind=MENTOR)
    friends.ask(by(ada), to=make_character(level=9).id, kind=FRIEND)
    make_pupil(ada)
    make_block(ada, make_character(name="Snuff_the_Rude"))
    words = "We meet below the mill when the lamp is out, and not before. Bring the ledger and no questions."
    drafts.keep(by(ada), draft=None, to=LONGEST, subject="About the matter of which we spoke", text=words)


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_have_no_fault(open_as: Open, ada: Character, width: int) -> None:
    paths = [
        "/play/friends/", "/play/friends/mentors/", "/play/friends/blocks/", "/play/mail/drafts/", "/play/mail/new/",
        f"/characters/{LONGEST}/",
    ]  # fmt: skip
    page = open_as(ada, "/play/", width=width)
    assert faults(page, paths[:4]) == {}, "empty"
    make_company(ada)
    assert faults(page, paths) == {}
    if folder := os.environ.get("SHOTS"):
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            for path in paths:
                page.goto(path)
                page.screenshot(path=f"{folder}/{path.strip('/').replace('/', '-')}-{width}-{scheme}.png", full_page=True)


@both
def test_two_become_friends(open_as: Open, ada: Character, script: bool) -> None:
    bram = make_character(name="Bram_Coldwater")
    page = open_as(ada, "/characters/Bram_Coldwater/", script=script)
    page.get_by_role("button", name="Add as a friend").click()
    expect(page.get_by_text("You asked")).to_be_visible()
    page = open_as(bram, "/play/notices/", script=script)
    page.get_by_role("link", name="Ada_Lamplight wants to be your friend.").click()
    page.get_by_role("button", name="Accept Ada_Lamplight").click()
    expect(page.locator('.people--list a[href="/characters/Ada_Lamplight/"]')).to_be_visible()
    assert is_friend(ada.id, bram.id)


def test_a_letter_is_kept_while_it_is_typed_and_outlives_the_session(open_as: Open, ada: Character) -> None:
    bram = make_character(name="Bram_Coldwater")
    page = open_as(ada, "/play/mail/new/")
    page.get_by_label("To", exact=True).fill("Bram_Coldwater")
    page.get_by_label("Letter", exact=True).fill("I had so much")
    expect(page.get_by_text("Kept among your drafts.")).to_be_visible()
    page.get_by_label("Letter", exact=True).fill("I had so much to say.")
    expect(page.locator("#draft")).not_to_have_value("")
    page.wait_for_timeout(100)
    with page.expect_response("**/play/mail/drafts/save/"):
        pass
    page.context.clear_cookies()
    page = open_as(ada, "/play/mail/drafts/")
    page.get_by_role("link", name="No subject yet").click()
    expect(page.get_by_label("Letter", exact=True)).to_have_value("I had so much to say.")
    page.get_by_label("Subject").fill("At last")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="At last")).to_be_visible()
    assert Letter.objects.get().recipient_id == bram.pk and not StoredDraft.objects.exists()


def test_without_scripts_a_button_keeps_the_draft(open_as: Open, ada: Character) -> None:
    page = open_as(ada, "/play/mail/new/", script=False)
    page.get_by_label("Subject").fill("Half a thought")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_role("link", name="Half a thought")).to_be_visible()
    page.get_by_role("button", name="Throw away").click()
    expect(page.get_by_role("heading", name="No drafts")).to_be_visible()
