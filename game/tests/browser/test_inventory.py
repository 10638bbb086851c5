"""Inventory, shop and places in a real browser: names break between words, and the tabs of many regions show which is chosen."""

import re

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from game.content import catalogue
from game.models import Character, Holding
from game.tests.browser.openers import OpenPage, OpenPlayerPage, log_in
from game.tests.make import give, held, make_character
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Runs in the page. Returns all words of names that are shown, and those that stand on more than one line or beyond their tile.
WORDS = """() => {
  const seen = [], broken = [];
  for (const e of document.querySelectorAll('.item-name, .place h2, .again h2, .prowlers b, .prowlers a, .tabs a, .doll a, .worn b')) {
    if (!e.offsetParent) continue;
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode());) {
      for (const word of text.data.matchAll(/[^\\s-]+/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].filter((r) => r.width > 1).map((r) => Math.round(r.top / 4)));
        if (lines.size) seen.push(word[0]);
        if (lines.size > 1) broken.push(`${word[0]} of ${e.textContent.trim()}`);
        const box = e.closest('li, article, .card')?.getBoundingClientRect();
        if (box && range.getBoundingClientRect().right > box.right) broken.push(`${word[0]} beyond its tile`);
      }
    }
  }
  return { seen, broken };
}"""
TABS = """() => {
  const row = document.querySelector('.tabs--many'), chosen = row.querySelector('[aria-current]').getBoundingClientRect();
  const box = row.getBoundingClientRect();
  return {
    tabs: row.querySelectorAll('a').length,
    in_view: chosen.left >= box.left - 1 && chosen.right <= box.right + 1,
    scrolls: row.scrollWidth > row.clientWidth + 1,
    glows: getComputedStyle(row).backgroundImage.includes('gradient'),
  };
}"""


def longest_word(name: str) -> int:
    return max(len(word) for word in re.split(r"[\s-]+", name))


@pytest.fixture
def player() -> Character:
    """It wears, and carries, in each slot the thing with the longest word in its name."""
    character = make_character(name="Wet_Nose_Longname_20", level=60, gold=10_000, faction="werewolf")
    Holding.objects.filter(character=character, slot__isnull=False).update(slot=None, worn_from=None)
    worn = [i for i in catalogue().items.values() if i.slot and i.suits(60, "werewolf")]
    for slot in {i.slot for i in worn}:
        longest = max((i for i in worn if i.slot == slot), key=lambda i: longest_word(i.name))
        for _ in range(2):
            give(character, longest.slug)
        Holding.objects.filter(pk=held(character, longest.slug).pk).update(slot=slot, worn_from=0, upgrade=10)
    for item in sorted(catalogue().items.values(), key=lambda i: -longest_word(i.name))[:20]:
        give(character, item.slug, 1 if item.slot else 12_345)
    return character


@pytest.fixture
def play(open_page: OpenPage, live_server: LiveServer, player: Character) -> OpenPlayerPage:
    def make(path: str, *, script: bool = True, width: int = 390) -> Page:
        page = log_in(open_page("about:blank", script=script, width=width), live_server, user_of(player))
        page.goto(path)
        return page

    return make


def test_names_break_between_words_and_never_inside_them(play: OpenPlayerPage, player: Character) -> None:
    page, seen, broken = play("/play/inventory/", width=360), set[str](), {}
    paths = [
        "/play/inventory/",
        "/play/shop/?region=lanternrow&q=lamplighter",
        "/play/shop/?region=lanternrow&q=schoolmaster",
        "/play/shop/",
    ]
    paths += [
        f"/play/inventory/{held(player, 'schoolmasters-pointer').pk}/",
        "/play/forge/",
        "/play/hunt/?region=greywater-weirs",
    ]
    for path in paths:
        page.goto(path)
        for width in (360, 390, 768, 1200, 1440):
            page.set_viewport_size({"width": width, "height": 844})
            found = page.evaluate(WORDS)
            seen |= set(found["seen"])
            if found["broken"]:
                broken[path, width] = found["broken"]
    assert broken == {}
    assert {"Schoolmaster's", "Patternmaker's", "Chainbreaker's", "Lockmistress's"} <= seen


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    "path", ["/play/hunt/?region=the-red-hour", "/play/hunt/?region=hollow-court", "/play/shop/?region=lanternrow"]
)
def test_the_tabs_of_twelve_regions_show_the_chosen_one_and_that_there_are_more(
    play: OpenPlayerPage, script: bool, path: str
) -> None:
    page = play(path, script=script, width=360)
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(path)
        found = page.evaluate(TABS)
        assert found["tabs"] == 12 and found["in_view"], (width, found)
        assert found["scrolls"] == found["glows"] == (script and width == 360), (width, found)
