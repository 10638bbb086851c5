"""What the search of the wiki finds, on its page and with its index, in a browser. The page needs no server."""

import msgspec
import pytest
from playwright.sync_api import Browser, Page, Route

from game.content import catalogue
from game.tests.browser.conftest import chromium  # noqa: F401 (the fixture)
from seo_pages.facts.search_page import search_page
from seo_pages.facts.world import WikiWorld
from seo_pages.page import WikiPage
from seo_pages.render import render
from seo_pages.search import index
from seo_pages.tests.conftest import CHECKOUT, SITE

pytestmark = pytest.mark.browser
LONGEST = 500
"""Milliseconds of a search: a longer one is felt."""
SEARCH = """(text) => { const from = performance.now(); document.getElementById("q").value = text
  document.getElementById("find").requestSubmit(); return performance.now() - from }"""


def test_kinds_ranks_effects_regions_and_one_typo_find_the_right_things_first(chromium: Browser) -> None:  # noqa: F811
    page = open_search(chromium)

    def typed(text: str) -> list[str]:
        """The cards, each as "name | note"."""
        assert page.evaluate(SEARCH, text) < LONGEST
        names, notes = (page.locator(f"#hits {part}").all_inner_texts() for part in ("a", "small"))
        return [f"{name} | {note}" for name, note in zip(names, notes, strict=True)]

    shown = typed("bosses")
    assert shown[0].startswith("Bosses | list of 25") and all("| boss " in card for card in shown[1:25])
    assert "| epic ring, level" in typed("epic ring")[0] and typed("ring")[0].startswith("Rings | list")
    shown = typed("lifesteal")
    assert len(shown) == 60 and all(card.endswith("lifesteal") for card in shown)
    assert page.locator("#hits a").first.get_attribute("href") == "/wiki/items/ratcatchers-hooks/"
    assert page.locator("#hits img").first.get_attribute("src") == "/wiki/emblems/item/ratcatchers-hooks.svg"
    sabres = typed("sabre lanternrow")
    assert len(sabres) == 3 and all(" sabre, level " in card and card.endswith("Lanternrow") for card in sabres)
    assert typed("saber lanternow") == sabres
    assert page.locator("#found").inner_text() == "Nothing is called “saber lanternow”. 3 come close."
    for text, first in (
        ("lantenrow", "Lanternrow | region"), ("clerks sbare", "Clerk's Sabre | common sabre"), ("wolf", "Wolves | list"),
        ("where to find clerk's sabre", "Clerk's Sabre | common sabre"), ("helmet", "Headgear | list"), ("quarry", "Quarries | list"),
        ("boss saltmarrow", "The Salt Abbess | boss witch"), ("how to beat the duchess of tiles", "The Duchess of Tiles | elite cat"),
    ):  # fmt: skip
        assert typed(text)[0].startswith(first), text
    assert typed("axf") == [], "one typo from a short word is another word"
    assert "Try a part of the name" in page.locator("#found").inner_text()


def open_search(browser: Browser) -> Page:
    world = WikiWorld(catalogue())
    html = render(WikiPage("wiki/search/index.html", "other", "search.html", dict(search_page(world, SITE, []))), SITE)
    files = {
        SITE.assets["search.json"]: (msgspec.json.encode(index(world)), "application/json"),
        SITE.assets["wiki-search.js"]: ((CHECKOUT / "static/js/wiki-search.js").read_bytes(), "text/javascript; charset=utf-8"),
        "/wiki/search/": (html.encode(), "text/html; charset=utf-8"),
    }

    def answer(route: Route) -> None:
        body, kind = files.get(route.request.url.removeprefix("http://wiki.test").partition("?")[0], (b"", "text/plain"))
        route.fulfill(body=body, content_type=kind, status=200 if body else 404)

    page = browser.new_context().new_page()
    page.route("**/*", answer)
    page.goto("http://wiki.test/wiki/search/?q=rat")
    page.locator("#hits li").first.wait_for()
    return page
