"""A clan comes together in real browsers: founded, shown, joined by a link and by an application."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.tests.make import PASSWORD
from clans.actions.charter import choose_crest, write_charter
from clans.models import Member
from clans.tests.browser.founding import found_night_owls
from clans.tests.make import leader_of, make_clan, make_member
from game.models import Character
from game.tests.browser.conftest import chromium, open_page  # noqa: F401 (fixtures)
from game.tests.browser.openers import OpenPage, log_in
from game.tests.browser.test_pages import faults
from game.tests.make import by, make_character
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize(("script", "width"), [(True, 390), (False, 1440)], ids=["phone", "desktop without script"])
CHARTER = (
    "# How we hunt\n\nAt night, **together**, and never before supper.\n\n- No guests at the feast.\n"
    "- [Our rules](https://owls.test/)\n\n> The mill is ours."
)
IN_VIEW = "e => e.getBoundingClientRect().left >= 0 && e.getBoundingClientRect().right <= innerWidth"
OWN_PAGES = ["", "applications/", "invitations/", "ranks/", "circular/", "charter/", "crest/", "log/", "disband/"]


@pytest.fixture(autouse=True)
def _no_limits(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def page_of(open_page: OpenPage, live_server: LiveServer, who: Character, path: str, *, script: bool, width: int) -> Page:  # noqa: F811
    page = open_page("about:blank", script=script, width=width, refusals=True)
    log_in(page, live_server, user_of(who))
    page.goto(path)
    return page


@SIZES
def test_a_clan_is_founded_and_two_come_into_it(
    open_page: OpenPage,  # noqa: F811
    live_server: LiveServer,
    script: bool,
    width: int,
) -> None:
    ada, bram = make_character(level=10, gold=900, name="Ada_Lamplight"), make_character(level=3, name="Bram_Oldmill")
    leader = page_of(open_page, live_server, ada, "/clans/", script=script, width=width)
    expect(leader.get_by_role("heading", name="No clan stands yet")).to_be_visible()
    link = found_night_owls(leader)

    stranger = open_page(link, script=script, width=width)
    stranger.get_by_role("link", name="Sign up first").click()
    stranger.get_by_label("Username").fill("carmilla")
    stranger.get_by_label("E-mail").fill("carmilla@example.test")
    stranger.locator("#id_password1").fill(PASSWORD)
    stranger.locator("main").get_by_role("button", name="Sign up", exact=True).click()
    stranger.get_by_role("link", name="Make a character").click()
    stranger.locator('input[name="class"][value="courtblade"]').check(force=True)
    stranger.get_by_label("What the city will call you").fill("Carmilla_K")
    stranger.get_by_role("button", name="Walk out").click()
    stranger.locator("main").get_by_role("button", name="Join").click()
    expect(stranger.get_by_text("You are one of OWL now.")).to_be_visible()

    asker = page_of(open_page, live_server, bram, "/clans/?search=night", script=script, width=width)
    asker.locator("main").get_by_role("link", name="OWL").click()
    asker.get_by_label("Why they should take you").fill("I own a lantern.")
    asker.get_by_role("button", name="Apply").click()
    expect(asker.get_by_text("Your application waits here")).to_be_visible()
    leader.goto("/play/clan/applications/")
    expect(leader.get_by_text("I own a lantern.")).to_be_visible()
    leader.get_by_role("button", name="Take in").click()
    asker.reload()
    expect(asker.get_by_text("You are a member.")).to_be_visible()
    ranks = dict(Member.objects.values_list("character__name", "rank"))
    assert ranks == {"Ada_Lamplight": "leader", "Bram_Oldmill": "initiate", "Carmilla_K": "initiate"}


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_of_clans_have_no_faults(open_page: OpenPage, live_server: LiveServer, width: int) -> None:  # noqa: F811
    clan = make_clan(name="W" * 20, tag="WWW", level=3, contribution=12_345_678)
    leader = leader_of(clan)
    write_charter(by(leader), text=CHARTER + "\n\n" + "x" * 300)
    choose_crest(by(leader), charge="bat", colours="plum")
    for rank in ("officer", "veteran", "initiate"):
        make_member(clan, rank=rank)
    make_clan(name="Mill_Rats", tag="RAT", admission="open")
    visitor = open_page("/", width=width)
    assert faults(visitor, ["/clans/", "/clans/?search=zzz", "/clans/WWW/", "/clans/RAT/"]) == {}
    reader = page_of(open_page, live_server, make_character(level=3), "/play/", script=True, width=width)
    assert faults(reader, ["/clans/", "/clans/WWW/", "/clans/RAT/", "/play/clan/"]) == {}
    own = page_of(open_page, live_server, leader, "/play/", script=True, width=width)
    assert faults(own, [f"/play/clan/{page}" for page in OWN_PAGES]) == {}
    own.goto("/play/clan/log/")
    assert own.locator(".tabs [aria-current]").evaluate(IN_VIEW), (
        "the tab of the page is in view, though the row is wider than a phone"
    )
    expect(own.get_by_role("navigation", name="Game").get_by_role("link", name="Clan")).to_be_visible()


def test_a_charter_is_looked_at_and_posted_by_keyboard_without_scripts(
    open_page: OpenPage,  # noqa: F811
    live_server: LiveServer,
) -> None:
    clan = make_clan()
    page = page_of(open_page, live_server, leader_of(clan), "/play/clan/charter/", script=False, width=390)
    page.get_by_label("Charter", exact=True).fill(CHARTER)
    page.get_by_role("button", name="Look at it first").press("Enter")
    expect(page.locator(".clan-preview").get_by_role("heading", name="How we hunt")).to_be_visible()
    page.get_by_role("button", name="Post it").press("Enter")
    page.goto(f"/clans/{clan.tag}/")
    expect(page.locator(".clan-charter blockquote")).to_have_text("The mill is ours.")
