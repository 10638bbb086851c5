"""Words over a drawn picture: measured by pixels, because no style sheet says what lies behind them."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from game.tests.browser.conftest import chromium  # noqa: F401 (the fixture)
from seo_pages.tests.conftest import CHECKOUT, Rendered, rendered  # noqa: F401 (the fixture)

pytestmark = pytest.mark.browser
LEAST = 4.5
HOST = "http://wiki.test"
PAGES = ("wiki/index.html", "wiki/items/gutter-bones/index.html", "wiki/classes/redclaw/index.html")
WIDTHS = (768, 1024, 1280)
WORDS = """() => {
  const found = [], walk = document.createTreeWalker(document.querySelector(".hero .words"), NodeFilter.SHOW_TEXT)
  for (let node; (node = walk.nextNode()); ) {
    if (!node.data.trim() || node.parentElement.closest(".btn, .visually-hidden")) continue
    const range = document.createRange(), style = getComputedStyle(node.parentElement)
    range.selectNodeContents(node)
    const canvas = new OffscreenCanvas(1, 1).getContext("2d")
    canvas.fillStyle = style.color; canvas.fillRect(0, 0, 1, 1)
    for (const r of range.getClientRects()) found.push([node.data.trim(), [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)],
      [r.left, r.top, r.right, r.bottom].map(Math.round)])
  }
  return found
}"""
HIDE = ".hero .words, .hero .words * { color: transparent !important; text-shadow: none !important; text-decoration: none !important }"


def luminance(colour: tuple[int, ...]) -> float:
    """WCAG 2's relative luminance of red, green, blue in 0 to 255."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour[:3]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def least_contrasts(page: Page) -> Iterator[tuple[str, float]]:
    """For each line of words over the picture: the contrast with the least fitting pixel behind it, without text and shadows."""
    words: list[Any] = page.evaluate(WORDS)
    page.add_style_tag(content=HIDE)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for text, colour, box in words:
        behind = picture.crop(tuple(box)).getcolors(2**24) or []
        # The edges of a chip behind the words are lines, not ground: a colour of fewer than one pixel in a hundred does not count.
        ground = [c for count, c in behind if count * 100 >= (box[2] - box[0]) * (box[3] - box[1])] or [c for _, c in behind]
        yield text, min(contrast(tuple(colour), c) for c in ground)  # type: ignore[arg-type]  # a crop of RGB has tuples


def open_wiki(browser: Browser, wiki: Rendered, path: str, width: int, sheet: str) -> Page:
    def answer(route: Route) -> None:
        if route.request.url.endswith(".css"):
            route.fulfill(body=sheet, content_type="text/css")
        elif route.request.url == f"{HOST}/":
            route.fulfill(body=wiki.html[path], content_type="text/html; charset=utf-8")
        else:
            route.abort()

    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light").new_page()
    page.route("**/*", answer)
    page.goto(f"{HOST}/")
    return page


def test_words_in_the_head_of_a_wiki_page_are_readable_over_the_moon(chromium: Browser, rendered: Rendered) -> None:  # noqa: F811
    sheet = (CHECKOUT / "static/css/wiki.css").read_text()
    seen, low = 0, []
    for path in PAGES:
        for width in WIDTHS:
            page = open_wiki(chromium, rendered, path, width, sheet)
            measured = list(least_contrasts(page))
            seen += len(measured)
            low += [(path, width, text, round(value, 2)) for text, value in measured if value < LEAST]
            page.context.close()
    assert seen > 40 and low == []


def test_the_measurement_sees_words_on_the_bare_moon(chromium: Browser, rendered: Rendered) -> None:  # noqa: F811
    bare = (CHECKOUT / "static/css/wiki.css").read_text() + ".hero::after { display: none }"
    page = open_wiki(chromium, rendered, PAGES[1], 768, bare)
    assert min(value for _, value in least_contrasts(page)) < 2
    page.context.close()
