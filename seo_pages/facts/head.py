"""What each page says about itself: title, description, crumbs, address and picture."""

from typing import Any, TypedDict

from game.content import wiki_urls
from seo_pages import words
from seo_pages.site import Site

TITLE = 62
"""Characters of a title that a result page shows."""
DESCRIPTION = 158
HOME = ("Wiki", wiki_urls.WIKI)


def title(name: str, *more: str) -> str:
    """The name, then as much of `more` as there is room for, then the site."""
    for extra in more:
        if len(whole := f"{name}: {extra} | VvW wiki") <= TITLE:
            return whole
    return words.clip(name, TITLE - 11) + " | VvW wiki"


def sentences(*parts: str) -> str:
    """As many of the parts, in order, as a description holds; the first one is cut if it has to be."""
    text = words.clip(parts[0], DESCRIPTION)
    for part in parts[1:]:
        if part and len(text) + len(part) < DESCRIPTION:
            text += " " + part
    return text


class Cover(TypedDict):
    """The picture of a page: its address, and words for those who do not see it."""

    picture: str
    alt: str


def head(
    site: Site, address: str, *, name: str, title: str, description: str, crumbs: list[tuple[str, str]], picture: str, alt: str,
    section: str, tint: str = "", also: dict[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The part of the facts that every page has.

    crumbs: (name, address) of what lies above, without the wiki's own start and without this page. picture: address of the
    1200 x 630 picture. section: which link of the top bar is marked. also: rel -> address ("prev", "next").
    """
    return {
        "address": address,
        "url": site.absolute(address),
        "name": name,
        "title": title,
        "description": description,
        "crumbs": [{"name": n, "href": h} for n, h in (HOME, *crumbs)] if address != HOME[1] else [],
        "picture": {"url": site.absolute(picture), "alt": alt},
        "section": section,
        "tint": tint,
        "also": also or {},
        "site_url": site.absolute("/"),
    }


def fact(name: str, text: str, stat: str = "", raw: int | None = None, href: str = "") -> dict[str, Any]:
    """One line of a table of facts. stat and raw: the number as the game has it, so that a test can compare."""
    return {"name": name, "href": href, "parts": [{"text": text, "stat": stat, "raw": raw}]}


def span(name: str, low: tuple[str, int], high: tuple[str, int], unit: str = "") -> dict[str, Any]:
    """A line with two numbers: gold from 3 to 7. low, high: (stat, number)."""
    parts = [{"text": words.number(raw) + end, "stat": stat, "raw": raw} for (stat, raw), end in ((low, ""), (high, unit))]
    return {"name": name, "href": "", "parts": parts}
