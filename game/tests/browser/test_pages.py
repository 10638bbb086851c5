"""Every page on a phone and on a desktop: it fits the screen, the console is clean, and a screen reader finds what it needs."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from game.actions.character import let_go
from game.actions.hunt import hunt
from game.actions.letter_delivery import Delivery, deliver
from game.models import Character, DailyMission, Notice
from game.queries.missions import day_of
from game.rules.tuning import START_GOLD
from game.tests.browser.openers import OpenPage, log_in
from game.tests.make import by, give, held, make_character, make_user
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
widths = pytest.mark.parametrize("width", [360, 1440])
OPEN = [
    "/",
    "/events/",
    "/news/",
    "/accounts/signup/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/leaderboards/level/",
    "/fairness/",
]
LONGEST = "Wet_Nose_Longname_20"

# Runs in the page and returns its faults. Pictures below the fold load late, so only those that have loaded are checked.
FAULTS = """() => {
  const found = [], say = (what, e) => found.push(`${what}: ${e.outerHTML.slice(0, 120)}`);
  const shown = (e) => e.offsetParent && getComputedStyle(e).visibility !== 'hidden';
  const name = (e) => (e.getAttribute('aria-label') || e.textContent || '').trim() || e.labels?.length;
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`wider than the screen: ${wide}`);
  if (document.querySelectorAll('h1').length !== 1) found.push(`h1: ${document.querySelectorAll('h1').length}`);
  let last = 0;
  for (const h of [...document.querySelectorAll('h1, h2, h3, h4')].filter(shown)) {
    if (+h.tagName[1] > last + 1) say('a level of heading was left out', h);
    last = +h.tagName[1];
  }
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (shown(e) && !name(e)) say('no label', e);
  }
  for (const e of document.querySelectorAll('a[href], button, summary')) if (shown(e) && !name(e)) say('no name', e);
  for (const e of document.querySelectorAll('img')) {
    if (!e.hasAttribute('alt')) say('no alt', e);
    if (e.complete && shown(e) && !e.naturalWidth) say('broken', e);
  }
  const targets = '.btn, .rail a, .tabs a, .chips a, ' +
    '.hud-points, select, input:not([type=hidden], [type=radio], [type=checkbox])';
  for (const e of document.querySelectorAll(targets)) {
    const { width, height } = e.getBoundingClientRect();
    const small = width && Math.min(width, height) < 43.9;
    if (shown(e) && small) say(`a target of ${width} x ${height}`, e);
  }
  for (const e of document.querySelectorAll('.tabs a')) if (shown(e) && e.scrollWidth > e.clientWidth) say('narrower than its words', e);
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) found.push(`id twice: ${id}`);
  return found;
}"""


@pytest.fixture
def player(settings: Settings) -> Character:
    """It has a long name, a full bag, fights, a reward of today and of yesterday to claim, and a deleted sibling."""
    settings.LIMITS_ENFORCED = False
    user = make_user()
    gone = make_character(user)
    let_go(by(gone))
    character = make_character(user, name=LONGEST, faction="werewolf", level=12, unspent=10, gold=12_345)
    for item in ("clerks-sabre", "cellar-draught", "mill-rat-pelt"):
        give(character, item, 7)
    for _ in range(3):
        hunt(by(character), place="old-mill")
    tasks = DailyMission.objects.filter(character=character)
    task, other = tasks[0], tasks[1]
    tasks.filter(pk=task.pk).update(progress=task.target)
    DailyMission.objects.create(
        character=character, mission=other.mission, day=other.day - 1, target=5, progress=5, gold=10, xp=10
    )  # fmt: skip
    assert other.day == day_of(character.battles.latest("pk").at)
    return character


def faults(page: Page, paths: list[str]) -> dict[str, list[str]]:
    """The faults of each page that has any."""
    found = {}
    for path in paths:
        page.goto(path)
        if wrong := page.evaluate(FAULTS):
            found[path] = wrong
    return found


@widths
def test_the_pages_of_a_visitor_have_no_faults(open_page: OpenPage, player: Character, width: int) -> None:
    battle = player.battles.latest("pk").pk
    page = open_page("/", width=width)
    assert faults(page, [*OPEN, f"/play/battles/{battle}/", f"/characters/{LONGEST}/"]) == {}


@pytest.mark.parametrize("width", [360, 1440])
def test_very_large_figures_of_a_profile_fit_the_screen_and_are_not_broken(open_page: OpenPage, width: int) -> None:
    huge = 10**18 - 1
    who = make_character(name=LONGEST, hunts=2**31 - 1, kills=2**31 - 1, gold_earned=huge)
    page = open_page(f"/characters/{who.name}/", width=width)
    assert page.evaluate(FAULTS) == []
    lines = "all => all.map(e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight))"
    figures = page.locator(".figures--big dd")
    assert figures.last.inner_text() == f"{huge - START_GOLD:,}"
    assert len(taken := figures.evaluate_all(lines)) == 4 and all(round(one) == 1 for one in taken)


@widths
def test_the_pages_of_a_player_have_no_faults(
    open_page: OpenPage, live_server: LiveServer, player: Character, width: int
) -> None:
    page = log_in(open_page("about:blank", width=width), live_server, user_of(player))
    thing, stack = held(player, "clerks-sabre"), held(player, "cellar-draught")
    pages = [
        "", "new/", "hunt/", f"battles/{player.battles.latest('pk').pk}/", "inventory/", "inventory/?q=zzz",
        f"inventory/{thing.pk}/", f"inventory/{stack.pk}/", "character/", "shop/", "forge/", "forge/?part=better", "forge/?part=make",
        "missions/", "achievements/", "log/", "characters/", "mail/", "mail/sent/", "mail/new/",
    ]  # fmt: skip
    account = ["account_email", "account_change_password", "mfa_index", "usersessions_list", "account_data"]
    paths = [f"/play/{p}" for p in pages] + [reverse(name) for name in account]
    paths += ["/leaderboards/gold/", "/fairness/", f"/characters/{LONGEST}/"]
    assert faults(page, paths) == {}
    page.goto("/accounts/data/")
    assert page.locator(".rail a").count() == 10, "every page has the navigation of the game"


def test_the_frame_fits_each_screen_with_the_longest_name_and_many_unread(
    open_page: OpenPage, live_server: LiveServer, player: Character
) -> None:
    Notice.objects.bulk_create(Notice(character=player, text=f"Notice {n}") for n in range(25))
    for _ in range(3):
        deliver(
            Delivery(sender=None, recipient=player.id, from_name="The city", subject="News", text="All is well."),
            source="faucet:staff",
        )
    page = log_in(open_page("about:blank"), live_server, user_of(player))
    page.goto("/play/notices/")
    assert [text.split()[0] for text in page.locator(".top-count").all_inner_texts()] == ["3", "28"]
    for width in (
        360,
        479,
        480,
        575,
        576,
        640,
        767,
        768,
        1024,
        1087,
        1088,
        1199,
        1200,
        1280,
        1366,
        1407,
        1408,
        1440,
        1520,
        1631,
        1632,
    ):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


@widths
def test_the_first_pages_of_a_guest_without_energy_have_no_faults(open_page: OpenPage, width: int) -> None:
    page = open_page("/", width=width)
    page.get_by_role("button", name="Play as a vampire").click()
    page.wait_for_url("**/play/")
    Character.objects.update(energy=0)
    paths = ["/play/", "/play/hunt/", "/play/inventory/", "/play/missions/", "/accounts/signup/", "/accounts/data/"]
    assert faults(page, paths) == {}
