"""A page on paper: no shadows, dark ink in both schemes, and all its pictures, also those that no screen has shown yet."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from game.content import catalogue
from game.emblems import entry_emblem
from game.tests.browser.conftest import chromium  # noqa: F401 - a fixture
from seo_pages.facts.world import WikiWorld
from seo_pages.plan import plan
from seo_pages.render import render
from seo_pages.tests.conftest import CHECKOUT, SITE

pytestmark = pytest.mark.browser
PAGES = ("wiki/monsters/flour-rat/index.html", "wiki/regions/index.html", "wiki/index.html")
EMBLEM = re.compile(r"/wiki/emblems/(\w+)/([a-z0-9-]+)\.svg$")
LOOK = """() => [...document.querySelectorAll("*")].filter((e) => e.checkVisibility()).flatMap((e) =>
["", "::before", "::after"].map((part) => {
  const style = getComputedStyle(e, part);
  return {tag: e.tagName + part, shadow: style.textShadow, box: style.boxShadow, filter: style.filter,
    ink: part || !e.textContent.trim() || e.closest("svg") ? "" : style.color,
    ground: part ? "" : style.backgroundColor, image: style.backgroundImage};
}))"""
PICTURES = "() => [...document.images].map((image) => [image.currentSrc, image.complete && image.naturalWidth > 0])"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """HTML by address."""
    planned = {page.path: page for page in plan(WikiWorld(catalogue()), SITE)}
    return {f"{SITE.url}/{path.removesuffix('index.html')}": render(planned[path], SITE) for path in PAGES}


@pytest.fixture
def printed(chromium: Browser, pages: dict[str, str]) -> Iterator[Page]:  # noqa: F811
    """A small screen in the dark scheme, and the pages without a server."""

    def serve(route: Route) -> None:
        address = route.request.url
        if emblem := EMBLEM.search(address):
            entry = catalogue().entries(emblem[1])[emblem[2]]
            route.fulfill(body=entry_emblem(emblem[1], entry, catalogue().hue_of(entry)), content_type="image/svg+xml")
        elif address.endswith(".css"):
            route.fulfill(body=(CHECKOUT / "static/css/wiki.css").read_text(), content_type="text/css")
        elif address in pages:
            route.fulfill(body=pages[address], content_type="text/html; charset=utf-8")
        else:
            route.abort()

    context = chromium.new_context(viewport={"width": 390, "height": 600}, color_scheme="dark")
    context.route("**/*", serve)
    yield context.new_page()
    context.close()


def lightness(colour: str) -> float:
    """0 (black) to 1, of an rgb() colour."""
    return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) / 765


def test_a_page_on_paper_has_no_shadow_and_dark_ink_on_white(printed: Page) -> None:
    printed.goto(f"{SITE.url}/wiki/monsters/flour-rat/")
    screen = printed.evaluate(LOOK)
    assert any(part["shadow"] != "none" for part in screen) and any(part["filter"] != "none" for part in screen)
    printed.emulate_media(media="print")
    paper = printed.evaluate(LOOK)
    assert len(paper) > 300
    assert [part["tag"] for part in paper if (part["shadow"], part["box"], part["filter"]) != ("none", "none", "none")] == []
    assert [part for part in paper if "rgb" in part["ink"] and lightness(part["ink"]) > 0.5] == []
    assert [part["tag"] for part in paper if part["image"] != "none"] == []
    assert [part["tag"] for part in paper if part["ground"] not in ("", "rgba(0, 0, 0, 0)")] == []


@pytest.mark.parametrize(("page", "most"), [("regions/", 30), ("", 20)])
def test_pictures_far_from_the_screen_wait_and_are_printed(printed: Page, page: str, most: int) -> None:
    printed.goto(f"{SITE.url}/wiki/{page}")
    printed.wait_for_load_state("networkidle")
    before = printed.evaluate(PICTURES)
    assert len(before) >= 30 and sum(loaded for _, loaded in before) < most, "a small screen has not seen all of them"
    printed.pdf(format="A4")
    assert all(loaded for _, loaded in printed.evaluate(PICTURES))
