"""A page on paper: no shadows, dark ink in both schemes, and all its pictures, also those that no screen has shown yet."""

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

from game.tests.browser.conftest import chromium  # noqa: F401 (a fixture)
from seo_pages.tests.conftest import built  # noqa: F401 (a fixture)

pytestmark = pytest.mark.browser
LOOK = """() => [...document.querySelectorAll("*")].filter((e) => e.checkVisibility()).flatMap((e) =>
["", "::before", "::after"].map((part) => {
  const style = getComputedStyle(e, part);
  return {tag: e.tagName + part, shadow: style.textShadow, box: style.boxShadow, filter: style.filter,
    ink: part || !e.textContent.trim() || e.closest("svg") ? "" : style.color,
    ground: part ? "" : style.backgroundColor, image: style.backgroundImage};
}))"""
PICTURES = "() => [...document.images].map((image) => [image.currentSrc, image.complete && image.naturalWidth > 0])"


@pytest.fixture
def printed(chromium: Browser, built: Path) -> Iterator[Page]:  # noqa: F811
    """A small screen in the dark scheme, and the built pages without a server."""

    def serve(route: Route) -> None:
        path = built / "current" / route.request.url.removeprefix(settings.SITE_URL).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path, content_type=mimetypes.guess_type(path.name)[0])

    context = chromium.new_context(viewport={"width": 390, "height": 600}, color_scheme="dark")
    context.route(f"{settings.SITE_URL}/**", serve)
    yield context.new_page()
    context.close()


def lightness(colour: str) -> float:
    """0 (black) to 1, of an rgb() colour."""
    return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) / 765


def test_a_page_on_paper_has_no_shadow_and_dark_ink_on_white(printed: Page) -> None:
    printed.goto(f"{settings.SITE_URL}/wiki/monsters/flour-rat/")
    screen = printed.evaluate(LOOK)
    assert any(part["shadow"] != "none" for part in screen) and any(part["filter"] != "none" for part in screen)
    printed.emulate_media(media="print")
    paper = printed.evaluate(LOOK)
    assert len(paper) > 300
    assert [part["tag"] for part in paper if (part["shadow"], part["box"], part["filter"]) != ("none", "none", "none")] == []
    assert [part for part in paper if "rgb" in part["ink"] and lightness(part["ink"]) > 0.5] == []
    assert [part["tag"] for part in paper if part["image"] != "none"] == []
    assert [part["tag"] for part in paper if part["ground"] not in ("", "rgba(0, 0, 0, 0)")] == []


def test_pictures_that_were_not_loaded_yet_are_printed(printed: Page) -> None:
    printed.goto(f"{settings.SITE_URL}/wiki/regions/")
    printed.wait_for_load_state("networkidle")
    before = printed.evaluate(PICTURES)
    assert len(before) > 30 and not all(loaded for _, loaded in before), "a small screen has not seen all of them"
    printed.pdf(format="A4")
    assert all(loaded for _, loaded in printed.evaluate(PICTURES))
