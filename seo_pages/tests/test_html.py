"""A strict HTML5 parser reads every page: no unclosed element, no stray tag, no duplicate attribute or id."""

import re
from collections import Counter
from itertools import pairwise

import html5lib

from seo_pages.tests.conftest import Rendered

VOID = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
TAG = re.compile(r"<[^>]*>")


def neighbours(html: str) -> set[tuple[str, str]]:
    """Each pair of tags that follow each other, with the names of their attributes: what nesting and attributes can be wrong about."""
    tags = [re.sub(r'="[^"]*"', "", tag) for tag in TAG.findall(html)]
    return set(pairwise(tags))


def test_each_page_is_valid(rendered: Rendered) -> None:
    """The parser takes a while: it reads each page that has two tags side by side as no page before, and each twentieth."""
    known: set[tuple[str, str]] = set()
    for n, path in enumerate(sorted(rendered.html)):
        html = rendered.html[path]
        found = neighbours(html) - known
        if found or n % 20 == 0:
            known |= found
            html5lib.HTMLParser(strict=True).parse(html)
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), (path, sorted(i for i in ids if ids.count(i) > 1))


def test_text_has_no_bare_sign_of_markup_and_every_element_is_closed(rendered: Rendered) -> None:
    for path, html in rendered.html.items():
        text = TAG.sub("", re.sub(r"(?s)<(script|style)\b.*?</\1>", "", html))
        assert not re.search(r"[<>]|&(?!#?\w+;)", text), path
        opened = Counter(re.findall(r"<([a-z][a-z0-9-]*)(?=[\s>])(?![^>]*/>)", html))
        closed = Counter(re.findall(r"</([a-z][a-z0-9-]*)>", html))
        for name in VOID:
            opened.pop(name, None)
        assert opened == closed, (path, opened - closed, closed - opened)


def test_every_image_has_an_address_an_alt_text_and_a_size(rendered: Rendered) -> None:
    for path, html in rendered.html.items():
        for tag in re.findall(r"<img [^>]*>", html):
            assert all(f' {name}="' in tag for name in ("src", "alt", "width", "height")), (path, tag)


def test_headings_skip_no_level_and_every_labelled_part_finds_its_heading(rendered: Rendered) -> None:
    for path, html in rendered.html.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
        for name in re.findall(r'aria-labelledby="([^"]+)"', html):
            assert f'id="{name}"' in html, (path, name)
