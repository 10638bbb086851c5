"""All pages: none is missing, titles differ, links work, and each page is small enough."""

import re
from pathlib import Path

import msgspec
import pytest
from django.urls import Resolver404, resolve

from game.content import catalogue
from game.content.registry import Catalogue
from game.content.schema import FILES
from seo_pages.facts.head import DESCRIPTION, TITLE
from seo_pages.facts.world import WikiWorld
from seo_pages.plan import PlanError, plan
from seo_pages.render import render
from seo_pages.style import minified
from seo_pages.tests.conftest import Rendered

from .conftest import SITE

ROOT = Path(__file__).resolve().parents[2]
HEAVIEST = 40 * 1024


def test_every_entry_has_a_page(rendered: Rendered) -> None:
    content = catalogue()
    wanted = {f"wiki/items/{s}/index.html" for s in content.items} | {f"wiki/monsters/{s}/index.html" for s in content.monsters}
    wanted |= {f"wiki/locations/{s}/index.html" for s in content.places}
    assert {p for p, page in rendered.pages.items() if page.kind in ("item", "monster", "place")} == wanted
    assert {"wiki/index.html", "wiki/search/index.html", "404.html"} <= rendered.pages.keys()


def test_titles_and_descriptions_are_unique_and_short(rendered: Rendered) -> None:
    for key, length in (("title", TITLE), ("description", DESCRIPTION)):
        texts = [page.facts[key] for page in rendered.pages.values()]
        assert len(set(texts)) == len(texts), sorted(s for s in texts if texts.count(s) > 1)[:6]
        assert not [s for s in texts if not 12 <= len(s) <= length]


def test_titles_say_what_people_search_for(rendered: Rendered) -> None:
    """A title has such a word after the name, which does not count."""
    entries = [page for page in rendered.pages.values() if page.kind in ("item", "monster", "place")]
    asked = re.compile(r"\b(drops?|where|how|best)\b")
    assert all(asked.search(page.facts["title"].removeprefix(page.facts["name"])) for page in entries)
    lists = [page for page in rendered.pages.values() if page.kind == "hub" and page.template != "letters.html"]
    assert lists and all(asked.search(page.facts["title"].removeprefix(page.facts["name"])) for page in lists)


def test_descriptions_of_entries_say_where_and_with_what_names(rendered: Rendered) -> None:
    said = re.compile(r"\b([Ss]old in|[Dd]ropped by|[Mm]ade (at|by)|Found at|Drops: |begins with it|gives it|Waits in)\b")
    entries = [page for page in rendered.pages.values() if page.kind in ("item", "monster", "place")]
    silent = [page.path for page in entries if not said.search(page.facts["description"])]
    assert len(silent) < len(entries) / 50, silent[:9]


def test_every_page_has_one_heading_a_canonical_address_and_a_picture(rendered: Rendered) -> None:
    for path, html in rendered.html.items():
        page = rendered.pages[path]
        assert html.count("<h1") == 1, path
        assert '<html lang="en-GB">' in html
        assert f'<meta property="og:image" content="{SITE.url}/wiki/og/' in html, path
        assert (f'<link rel="canonical" href="{SITE.url}{page.address}">' in html) == (path != "404.html"), path


def test_no_link_is_broken(rendered: Rendered, emblems: dict[str, str]) -> None:
    """The target of a link is a page, an existing fragment, an emblem, an asset, or an address of the game."""
    ids = {page.address: set(re.findall(r' id="([^"]+)"', rendered.html[path])) for path, page in rendered.pages.items()}
    game, broken = set(), []
    for path, html in rendered.html.items():
        for href in set(re.findall(r'(?:href|src)="([^"]+)"', html)):
            target, _, part = href.removeprefix(SITE.url).partition("#")
            target = target or rendered.pages[path].address
            if target in ids:
                if part and part not in ids[target]:
                    broken.append((path, href))
            elif target.startswith("/wiki/"):
                if target not in emblems and target not in SITE.assets.values():
                    broken.append((path, href))
            else:
                game.add(target.partition("?")[0])
    assert not broken, broken[:8]
    for address in game:
        try:
            resolve(address)
        except Resolver404:
            pytest.fail(f"the game has no {address}")


def test_every_page_is_at_most_three_clicks_from_the_front_page(rendered: Rendered) -> None:
    by = {page.address: path for path, page in rendered.pages.items()}
    seen, edge = {"/wiki/"}, ["/wiki/"]
    for _ in range(3):
        edge = sorted({h.partition("#")[0] for a in edge for h in rendered.links(by[a])} & by.keys() - seen)
        seen.update(edge)
    assert set(by) - seen == {"/404.html"}


def test_no_page_with_style_and_picture_is_larger_than_40_kb(rendered: Rendered, emblems: dict[str, str]) -> None:
    sheet = len(minified((ROOT / "static/css/wiki.css").read_text()).encode())
    heavy = {}
    for path, html in rendered.html.items():
        picture = emblems.get(rendered.pages[path].facts.get("emblem", ""), "")
        if (weight := len(html.encode()) + sheet + len(picture.encode())) > HEAVIEST:
            heavy[path] = weight
    assert not heavy


def test_the_same_content_gives_the_same_bytes(rendered: Rendered) -> None:
    again = plan(WikiWorld(catalogue()), SITE)
    assert [p.path for p in again] == list(rendered.pages)
    for page in again[::17]:
        assert msgspec.json.encode(page.facts) == msgspec.json.encode(rendered.pages[page.path].facts)
        assert render(page, SITE) == rendered.html[page.path]


def test_an_entry_with_the_slug_of_a_list_is_refused() -> None:
    content = catalogue()
    first = next(iter(content.items.values()))
    entries = {name: dict(content.of_file(name)) for name in FILES}
    entries["items"] |= {"sabres": msgspec.structs.replace(first, slug="sabres", name="Sabres")}
    with pytest.raises(PlanError, match="/wiki/items/sabres/"):
        plan(WikiWorld(Catalogue(entries, "x")), SITE)


def test_pages_contain_no_inline_style_or_script_and_no_other_host(rendered: Rendered) -> None:
    for path, html in rendered.html.items():
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", html), path
        assert not re.search(rf"(?:src|href|action)=\"(?!{re.escape(SITE.url)})(?:https?:)?//", html), path
        for tag in re.findall(r"<script[^>]*>", html):
            assert 'src="/wiki/' in tag or tag == '<script type="application/ld+json">', (path, tag)
