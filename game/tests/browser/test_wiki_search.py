"""The wiki's search in a real browser, with an index of the test; vvw_site/tests/test_wiki_search.py has the wiki's own.

Its plain forms equal those of Python (tests/rules/test_search.py).
"""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from game.tests.browser.openers import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VECTORS = json.loads((Path(__file__).resolve().parent.parent / "vectors" / "search.json").read_text())
INDEX = {
    "rows": [
        ["Clerk's Sabre", "", 0, "common sword, level 1", []], ["Gravedigger’s Kneelers", "kneelers", 0, "common legs, level 13", []],
        ["Crème Brûlée", "", 0, "common food, level 2", [0]], ["Low-tide Wolf", "", 1, "wolf, level 10", []],
    ],
    "tags": ["energy"], "folders": [["/wiki/items/", "/wiki/emblems/item/"], ["/wiki/monsters/", "/wiki/emblems/monster/"]],
    "also": {}, "plurals": {}, "filler": ["the"],
}  # fmt: skip
FORM = """() => new Promise((done) => {
  document.body.innerHTML = `<form id="find" data-index="/trial-index.json"><input id="q"><fieldset><input type="radio" name="kind"
    value="" checked></fieldset></form><p id="found"></p><ul id="hits"></ul>`;
  const script = document.createElement("script");
  script.src = "/static/js/wiki-search.js";
  script.onload = done;
  document.body.append(script);
}).then(() => null)"""


@pytest.fixture
def search(open_page: OpenPage) -> Page:
    page = open_page("/fairness/")
    page.route("**/trial-index.json", lambda route: route.fulfill(json=INDEX))
    page.route(
        "**/wiki/emblems/**",
        lambda route: route.fulfill(body="<svg xmlns='http://www.w3.org/2000/svg'/>", content_type="image/svg+xml"),
    )
    page.evaluate(FORM)
    return page


def test_text_has_the_same_plain_form_as_in_python(search: Page) -> None:
    plain = search.evaluate("(texts) => texts.map(window.vvw.searchable)", [v["text"] for v in VECTORS])
    assert plain == [v["plain"] for v in VECTORS]


@pytest.mark.parametrize("typed, name", [
    ("clerk’s", "Clerk's Sabre"), ("CLERKʼS  SABRE", "Clerk's Sabre"), ("gravedigger's", "Gravedigger’s Kneelers"),
    ("gravedigger`s", "Gravedigger’s Kneelers"), ("creme brulee", "Crème Brûlée"), ("low–tide", "Low-tide Wolf"),
    ("low tide", "Low-tide Wolf"),
])  # fmt: skip
def test_an_entry_is_found_with_any_apostrophe_accent_dash_or_case(search: Page, typed: str, name: str) -> None:
    search.locator("#q").fill(typed)
    expect(search.locator("#found")).to_have_text("1 found.")
    expect(search.locator("#hits a")).to_have_text(name)
