"""The pages, planned and rendered once for all tests of this folder."""

import re
from typing import NamedTuple

import pytest

from game.content import catalogue
from game.emblems import item_emblem, monster_emblem, place_emblem
from seo_pages.page import Page
from seo_pages.plan import plan
from seo_pages.render import render
from seo_pages.site import Site

SITE = Site(
    "https://vvw.example",
    {
        "wiki.css": "/wiki/assets/wiki.0.css",
        "wiki-search.js": "/wiki/assets/wiki-search.0.js",
        "search.json": "/wiki/assets/search.0.json",
    },
)


class Built(NamedTuple):
    """site, and every page with its HTML by the path of its file."""

    site: Site
    pages: dict[str, Page]
    html: dict[str, str]

    def links(self, path: str) -> list[str]:
        """Where a page's links lead, as they are written."""
        return re.findall(r'<a [^>]*href="([^"]+)"', self.html[path])


@pytest.fixture(scope="session")
def built() -> Built:
    pages = {page.path: page for page in plan(catalogue(), SITE)}
    return Built(SITE, pages, {path: render(page, SITE) for path, page in pages.items()})


@pytest.fixture(scope="session")
def emblems() -> dict[str, str]:
    """Address -> drawing, as the build writes them."""
    content = catalogue()
    hue = {r.slug: r.hue for r in content.regions.values()}
    found = {f"/wiki/emblems/item/{i.slug}.svg": item_emblem(i) for i in content.items.values()}
    found |= {f"/wiki/emblems/monster/{m.slug}.svg": monster_emblem(m, hue[m.region]) for m in content.monsters.values()}
    return found | {f"/wiki/emblems/place/{p.slug}.svg": place_emblem(p, hue[p.region]) for p in content.locations.values()}
