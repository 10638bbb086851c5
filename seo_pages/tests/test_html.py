"""A strict HTML5 parser reads every page: no unclosed element, no stray tag, no duplicate attribute or id."""

import re
from itertools import pairwise

import html5lib
import pytest

from seo_pages.tests.conftest import Rendered

PARTS = 8
"""The test is split, so that parallel test workers share it."""


@pytest.mark.parametrize("part", range(PARTS))
def test_each_page_is_valid(rendered: Rendered, part: int) -> None:
    for path in sorted(rendered.html)[part::PARTS]:
        html = rendered.html[path]
        html5lib.HTMLParser(strict=True).parse(html)
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), (path, sorted(i for i in ids if ids.count(i) > 1))


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
