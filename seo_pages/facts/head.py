"""The facts that every page has: title, description, crumbs, address and picture; and rows of tables of facts."""

from typing import TypedDict

from game.content import wiki_urls
from seo_pages import words
from seo_pages.facts.refs import NamedLink
from seo_pages.site import Site

TITLE = 62
"""The longest title that search engines show in full, in characters."""
DESCRIPTION = 158
HOME = ("Wiki", wiki_urls.WIKI)


def title(name: str, *more: str) -> str:
    """The name, the first of `more` that fits, and the site's name."""
    for extra in more:
        if len(whole := f"{name}: {extra} | VvW wiki") <= TITLE:
            return whole
    return words.clip(name, TITLE - 11) + " | VvW wiki"


def sentences(*parts: str) -> str:
    """The first part, cut if it is too long, and each further part that still fits into a description."""
    text = words.clip(parts[0], DESCRIPTION)
    for part in parts[1:]:
        if part and len(text) + len(part) < DESCRIPTION:
            text += " " + part
    return text


class Cover(TypedDict):
    """The sharing picture of a page. picture: its address. alt: its text alternative."""

    picture: str
    alt: str


class PagePicture(TypedDict):
    """url: absolute."""

    url: str
    alt: str


class PageHead(TypedDict):
    """The facts that every page has; `head` explains them."""

    address: str
    url: str
    name: str
    title: str
    description: str
    crumbs: list[NamedLink]
    picture: PagePicture
    section: str
    tint: str
    also: dict[str, str]
    site_url: str


class FactPart(TypedDict):
    """A text, with the number as the game has it, so that a test can compare. stat: empty if there is no such number."""

    text: str
    stat: str
    raw: int | None


class Fact(TypedDict):
    """A row of a table of facts."""

    name: str
    href: str
    parts: list[FactPart]


class Chip(TypedDict):
    """A small link under the heading."""

    text: str
    href: str
    tint: str


def head(
    site: Site, address: str, *, name: str, title: str, description: str, crumbs: list[tuple[str, str]], picture: str, alt: str,
    section: str, tint: str = "", also: dict[str, str] | None = None,
) -> PageHead:  # fmt: skip
    """The facts that every page has.

    crumbs: (name, address) of the pages above, without the wiki's front page and without this page. picture: address of the
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


def fact(name: str, text: str, stat: str = "", raw: int | None = None, href: str = "") -> Fact:
    return {"name": name, "href": href, "parts": [{"text": text, "stat": stat, "raw": raw}]}


def span(name: str, low: tuple[str, int], high: tuple[str, int], unit: str = "") -> Fact:
    """A row with two numbers: gold from 3 to 7. low, high: (stat, number)."""
    parts: list[FactPart] = [
        {"text": words.number(raw) + end, "stat": stat, "raw": raw} for (stat, raw), end in ((low, ""), (high, unit))
    ]
    return {"name": name, "href": "", "parts": parts}
